//! The facts that a finding used: typed values with source and time, never a name or a number of a
//! person.

use serde::{Deserialize, Serialize};

use crate::few::Few;
use crate::household::{HouseholdHukou, Who};
use crate::registry::{MaritalStatus, Registry, StayPermit};
use crate::values::{Day, Moment};

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FactKind {
    /// Whether everybody is as on record; `who` is the first who is not.
    IdentityAgrees,
    /// How many people were compared.
    People,
    /// The household's hukou.
    Hukou,
    /// Whether the marriage is as on record.
    MarriageAgrees,
    /// The marital status on record.
    MaritalStatus,
    /// The last day of the work-residence permit; `value: no` where there is none.
    WorkResidencePermitValidTo,
    /// Whether the unit is stationed in Beijing.
    StationedInBeijing,
    /// Whether the person is in the mainland.
    InMainland,
    /// Whether lodging is registered.
    LodgingRegistered,
    /// Whether the overseas-Chinese office has certified the person.
    OverseasChineseCertified,
    /// The permission to stay; `value: no` where there is none.
    StayPermit,
    /// Months of work in Beijing.
    MonthsOfWork,
    /// Whether there is a valid residence permit.
    ResidencePermit,
    /// Whether the person is certified talent.
    TalentCertified,
    /// The length of the row of contributions, in months (or years where years are counted).
    ContributionRow,
    /// How many months in the window have no contribution.
    MissingMonths,
    /// How many months in the window were paid late.
    BackPaidMonths,
    /// The day of the newest divorce; `value: no` where there is none.
    DivorceDay,
    /// How many homes the former family had.
    FormerFamilyHomes,
    /// The day on which the commercial unit was first sold; `value: no` where nobody knows.
    UnitFirstSold,
    /// Whether the commercial unit lies in Tongzhou.
    UnitInTongzhou,
    /// Months of hukou in Tongzhou.
    TongzhouHukouMonths,
    /// Consecutive months of contributions in Tongzhou.
    TongzhouContributionMonths,
    /// Whether there is employment in Tongzhou.
    TongzhouEmployed,
    /// Homes in the whole city.
    HomesInCity,
    /// Homes inside the fifth ring.
    HomesInside,
    /// Homes outside the fifth ring.
    HomesOutside,
    /// Homes bought since the first rule of 2010.
    NewPurchases,
    /// Commercial units.
    CommercialUnits,
    /// Children under 18.
    MinorChildren,
    /// Children of 18 or more.
    AdultChildren,
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FactValue {
    /// A number of people, homes or units.
    Count(u16),
    /// A number of months.
    Months(u16),
    /// A day.
    Day(Day),
    /// Yes or no.
    Yes(bool),
    /// The household's hukou.
    Hukou(HouseholdHukou),
    /// A marital status.
    MaritalStatus(MaritalStatus),
    /// A permission to stay.
    StayPermit(StayPermit),
}

/// A fact that a finding used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedFact {
    /// What it is.
    pub kind: FactKind,
    /// Whom it is about; none: the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// The value; none: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<FactValue>,
    /// The registry that told it; none: told by the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Registry>,
    /// When it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// The facts that one finding uses, four at most.
pub type Evidence = Few<UsedFact, 4>;

impl Evidence {
    /// The first fact of a kind.
    #[must_use]
    pub fn get(&self, kind: FactKind) -> Option<&UsedFact> {
        self.iter().find(|fact| fact.kind == kind)
    }
}
