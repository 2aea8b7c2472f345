//! What may come of somebody's application, and what all people of that outcome have.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::format::BothLanguages;

const FILE: &str = include_str!("../../outcomes.json");

/// What comes of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonOutcome {
    /// Passes for a home.
    PassesHome,
    /// Passes for a commercial unit.
    PassesCommercial,
    /// Refused for house records.
    FailsHouseRecords,
    /// Refused for the months of insurance.
    FailsMonths,
    /// A person decides.
    ManualReview,
    /// A registry does not tell.
    RegistrySilent,
}

impl PersonOutcome {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::PassesHome,
        Self::PassesCommercial,
        Self::FailsHouseRecords,
        Self::FailsMonths,
        Self::ManualReview,
        Self::RegistrySilent,
    ];

    /// Its name in addresses, JSON and user names.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::PassesHome => "passes-home",
            Self::PassesCommercial => "passes-commercial",
            Self::FailsHouseRecords => "fails-house-records",
            Self::FailsMonths => "fails-months",
            Self::ManualReview => "manual-review",
            Self::RegistrySilent => "registry-silent",
        }
    }
}

/// What all people of an outcome have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeEntry {
    /// What makes them worth having.
    pub(super) story: BothLanguages,
    /// A `MemberEntry` without what makes somebody one person; `{n}` stands for the number.
    pub(super) member: Value,
    /// An `ApplicationEntry` without its applicant.
    pub(super) application: Value,
}

/// The outcomes, by their names.
pub(super) fn read() -> serde_json::Result<BTreeMap<PersonOutcome, OutcomeEntry>> {
    serde_json::from_str(FILE)
}
