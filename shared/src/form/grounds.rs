//! What each family category rests on beyond the common questions: service in the forces, a
//! permit, contributions, a stay in the mainland.

use serde::{Deserialize, Serialize};

use crate::household::Origin;
use crate::policy::ContributionKind;
use crate::registry::StayPermit;
use crate::values::{Day, Month};

/// Service in the forces (category 2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Forces {
    /// The number of the 军官证, 警官证 or 士兵证.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub military_number: Option<String>,
    /// Where the unit is stationed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// The number of the certificate of the family's situation, from a political organ at
    /// regiment level or above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_certificate: Option<String>,
}

/// The 北京市工作居住证 (category 3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Permit {
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The last day on which it is valid.
    #[serde(
        deserialize_with = "crate::values::read_day",
        skip_serializing_if = "Option::is_none"
    )]
    pub valid_to: Option<Day>,
}

/// Whose contributions carry the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PayerRole {
    /// The applicant.
    Applicant,
    /// The spouse.
    Spouse,
}

/// Who pays social insurance or income tax (categories 4 and 5, and commercial units, where it is the
/// applicant).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payer {
    /// Whose contributions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<PayerRole>,
    /// Commercial units: which of the two carries the application. The category says it of homes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ContributionKind>,
    /// The employer or the place where they are paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// The first month of the unbroken row, as far as the person knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Month>,
    /// The number of the Beijing residence permit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residence_permit: Option<String>,
}

/// Stay in the mainland (categories 6 and 7).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overseas {
    /// Category 6: where the person comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Where the temporary lodging is registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lodging: Option<String>,
    /// Overseas Chinese: the number of the certification of the overseas-Chinese office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<String>,
    /// Category 7: the permission to stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stay_permit: Option<StayPermit>,
}
