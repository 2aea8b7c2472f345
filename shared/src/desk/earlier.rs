//! What was decided before: on the application of a case, and on earlier ones of its applicant.

use serde::{Deserialize, Serialize};

use crate::application::{RulingOutcome, State, SubState};
use crate::policy::{Outcome, ReasonCode};
use crate::purchase::Module;
use crate::values::Moment;

/// What was decided before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Earlier {
    /// The decisions of the rules on this application before the one that holds, oldest first.
    pub decisions: Vec<EarlierDecision>,
    /// Other applications of the same applicant, newest first. Those that the officer may not see are
    /// left out.
    pub applications: Vec<EarlierApplication>,
    /// Whether there are more than are shown.
    pub has_more: bool,
}

/// What the rules once decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierDecision {
    /// When.
    pub at: Moment,
    /// Under which version of the policy.
    #[cfg_attr(feature = "openapi", schema(example = "R-2026-08-08"))]
    pub policy: String,
    /// The outcome.
    pub outcome: Outcome,
    /// The first reason.
    pub reason: ReasonCode,
}

/// Another application of the same applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierApplication {
    /// The application.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The number that people quote.
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub number: Option<String>,
    /// Which module.
    pub module: Module,
    /// Its state.
    pub state: State,
    /// What the state alone does not tell.
    pub sub_state: Option<SubState>,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When the result stood.
    pub decided_at: Option<Moment>,
    /// What the rules decided last; nothing yet where they have not.
    pub decision: Option<EarlierDecision>,
    /// What an officer decided last, beside the rules.
    pub ruling: Option<EarlierRuling>,
}

/// What an officer decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierRuling {
    /// How.
    pub outcome: RulingOutcome,
    /// Why, in the officer's words.
    pub reason: String,
    /// When.
    pub at: Moment,
}
