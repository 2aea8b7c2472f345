//! Who fills the form in: the applicant, the spouse, or an agent.

use serde::{Deserialize, Serialize};

/// Who fills the form in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FilledBy {
    /// The applicant.
    Applicant,
    /// A family member: the applicant's spouse.
    FamilyMember,
    /// Somebody with an authority (授权委托书), who is nobody of the household.
    Agent,
}

/// Who fills the form in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filler {
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<FilledBy>,
}
