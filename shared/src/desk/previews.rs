//! What a version of the policy that is not in force yet would change: counts, of nobody in particular.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::policy::{Outcome, ReasonCode, Version, VersionId};
use crate::purchase::Module;
use crate::values::{Day, Moment};

/// Which version is to be looked at: one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPreview {
    /// A version that is announced: its first day is yet to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<VersionId>,
    /// The file of a version. It is neither kept nor published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Box<Version>>,
}

named! {
    /// How a result would change.
    pub enum PreviewChange {
        /// From a refusal to a pass, or to where no check is needed.
        ToPass = "to_pass",
        /// From there to a refusal.
        ToRefusal = "to_refusal",
        /// Otherwise: to a person, or from one.
        Other = "other",
        /// Not at all.
        Same = "same",
        /// It cannot be told from the facts on which the result rests.
        CannotTell = "cannot_tell",
    }
}

impl PreviewChange {
    /// What becomes of an outcome.
    #[must_use]
    pub fn of(before: Outcome, after: Outcome) -> Self {
        let passes = |outcome| match outcome {
            Outcome::Eligible | Outcome::NotChecked => Some(true),
            Outcome::Ineligible => Some(false),
            Outcome::ManualReview | Outcome::CannotTell => None,
        };
        match (passes(before), passes(after)) {
            _ if before == after => Self::Same,
            _ if after == Outcome::CannotTell => Self::CannotTell,
            (Some(false), Some(true)) => Self::ToPass,
            (Some(true), Some(false)) => Self::ToRefusal,
            (Some(_) | None, Some(_) | None) => Self::Other,
        }
    }
}

/// What a version would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyPreview {
    /// The version.
    pub version: VersionId,
    /// Its first day.
    pub from: Day,
    /// On how many applications the newest results were looked at.
    pub looked_at: u32,
    /// When the oldest of these was decided; none where there is none.
    pub since: Option<Moment>,
    /// Whether there are older ones, which were not looked at.
    pub has_more: bool,
    /// How many results change alike, most frequent first.
    pub counts: Vec<PreviewCount>,
}

/// How many results would change alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewCount {
    /// In which module.
    pub module: Module,
    /// How.
    pub change: PreviewChange,
    /// What the rules decided.
    pub before: Outcome,
    /// For which reason first.
    pub reason_before: ReasonCode,
    /// What they would decide.
    pub after: Outcome,
    /// For which reason first.
    pub reason_after: ReasonCode,
    /// How many.
    pub count: u32,
}
