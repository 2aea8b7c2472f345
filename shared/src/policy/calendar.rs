//! Consecutive months: the window before an application, what counts in it, and the strip that
//! shows which month is missing.

use serde::{Deserialize, Serialize};

use super::evidence::Who;
use super::ledger::{ContributionKind, MonthStatus};
use crate::values::Month;

/// How a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Basis {
    /// Every month of the window.
    Months,
    /// One record in each calendar year (income tax before 2017-03-22).
    Years,
}

/// What a month does to the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Mark {
    /// Lies before the row begins.
    BeforeRow,
    /// Counts.
    Counts,
    /// Does not stand as it should, and is tolerated.
    Tolerated,
    /// Does not stand as it should, and breaks the row or makes it unclear.
    Breaks,
    /// Where years are counted: another month of the year carries it.
    Idle,
}

/// One month as the result page draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StripMonth {
    /// The month.
    pub month: Month,
    /// What is on record.
    pub status: MonthStatus,
    /// What it does to the row.
    pub mark: Mark,
}

/// The months that a decision looked at, drawn as a calendar strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthStrip {
    /// What is paid.
    pub kind: ContributionKind,
    /// Whose months these are.
    pub who: Who,
    /// How the row is counted.
    pub basis: Basis,
    /// The first month of the window.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2025-11"))]
    pub first: Month,
    /// The window, oldest month first; it ends with the month before the application's (for
    /// quarterly tax: with the last quarter that has ended).
    pub months: Vec<MonthStatus>,
    /// How many months (or years) are required.
    pub required: u16,
    /// How long the row within the window is, in months (or years).
    pub row: u16,
    /// How many months in the row may be missing.
    pub missing_tolerated: u16,
    /// How many months in the row may be paid late; none: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_paid_tolerated: Option<u16>,
    /// The first month in the window that has no contribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2026-05"))]
    pub first_missing: Option<Month>,
}
