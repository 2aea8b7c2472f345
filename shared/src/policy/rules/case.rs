//! A household under the rules of a day: what all residential rules look at.

use crate::policy::facts::{Facts, HomeCount};
use crate::policy::policies::parameter_value::CountScope;
use crate::policy::policies::parameters::{Reference, Rules};
use crate::policy::policies::requirements::Requirements;
use crate::values::Day;

/// How the rules class a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Beijing hukou, troops stationed in Beijing, holders of a work-residence permit.
    Local,
    /// Others from the mainland.
    NonLocal,
    /// Hong Kong, Macao, Taiwan, overseas Chinese, foreign.
    Overseas,
}

/// What all residential rules look at.
pub(super) struct Case<'a> {
    pub(super) facts: &'a Facts,
    pub(super) rules: &'a Rules,
    pub(super) requirements: &'a Requirements,
    pub(super) on: Day,
    pub(super) class: Class,
    /// The homes that count.
    pub(super) homes: Option<HomeCount>,
    /// Where the check of the household as such stands.
    pub(super) base: Reference,
}

impl Case<'_> {
    /// Whether the version counts new purchases only (2010): it knows neither hukou nor
    /// contributions.
    pub(super) fn counts_new_purchases(&self) -> bool {
        self.rules
            .count_scope
            .is_some_and(|s| s.value == CountScope::NewPurchases)
    }
}
