//! Holds of a pass (签约中) as the applicant sees them, and the check that is made anew for each.

use serde::{Deserialize, Serialize};

use crate::hold::HoldState;
use crate::policy::FindingChange;
use crate::values::Moment;

/// A hold of the pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToldHold {
    /// `hold_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "hold_019d0000000070008000000000000021")
    )]
    pub id: String,
    /// Who holds it: the name under which the third party is registered.
    #[cfg_attr(feature = "openapi", schema(example = "丰科房地产经纪"))]
    pub holder: String,
    /// How far it is.
    pub state: HoldState,
    /// Since when.
    pub since: Moment,
    /// Until when, unless it is renewed or ends before.
    pub until: Moment,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// The number of the contract that was signed under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "FT-2026-118842"))]
    pub contract_number: Option<String>,
    /// That an officer was asked to release it, and what became of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection: Option<HoldObjection>,
}

/// That an officer was asked to release a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldObjection {
    /// In the applicant's words.
    pub statement: String,
    /// When.
    pub at: Moment,
    /// How it ended; none while an officer looks at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<HoldObjectionEnd>,
}

/// The end of such a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldObjectionEnd {
    /// Whether an officer released the hold for it.
    pub is_granted: bool,
    /// Why, in the officer's words; none where the hold had ended before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
}

/// Asks an officer to release the hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewHoldObjection {
    /// Why: 1 to 500 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 1,
            max_length = 500,
            example = "我没有同意与这家机构签约，请解除占用。"
        )
    )]
    pub statement: String,
}

/// What the check for a hold found last that stands in the way (待复查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailedRecheck {
    /// When.
    pub at: Moment,
    /// What the rules say otherwise than when it passed.
    pub changes: Vec<FindingChange>,
}
