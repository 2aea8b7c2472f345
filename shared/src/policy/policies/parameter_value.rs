//! What a parameter can be: a number, a day, yes or no, or one of a few words.

use serde::{Deserialize, Serialize};

use crate::values::Day;

/// Which homes count against the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CountScope {
    /// Homes bought since the rule, wherever they lie (2010).
    NewPurchases,
    /// All homes in the city, for both zones.
    City,
    /// For the inner zone: homes inside the fifth ring only.
    InsideFifthRing,
}

/// What becomes of months of insurance that were paid late on another ground than a change of
/// employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OtherGround {
    /// Sources disagree whether they count: a person decides on as many as are tolerated after a
    /// change of employer.
    Review,
}

/// Whose cap tells whether a former family had reached it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DivorceLimit {
    /// The former family's own; where nobody knows its class, that of the applicant.
    OfTheFormerFamily,
}

/// Whose records of income tax may cover a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum QuartersFor {
    /// Income from business; wages are declared each month.
    BusinessIncome,
}

/// The value of any parameter, for tables and differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ParameterValue {
    /// Yes or no.
    Yes(bool),
    /// A number of homes, months, quarters or years.
    Number(u16),
    /// Which homes count.
    Scope(CountScope),
    /// A day.
    Day(Day),
    /// What becomes of months that were paid late on another ground.
    OtherGround(OtherGround),
    /// Whose cap counts after a divorce.
    DivorceLimit(DivorceLimit),
    /// Whose tax is recorded by quarters.
    QuartersFor(QuartersFor),
}

impl From<bool> for ParameterValue {
    fn from(value: bool) -> Self {
        Self::Yes(value)
    }
}

impl From<u8> for ParameterValue {
    fn from(value: u8) -> Self {
        Self::Number(value.into())
    }
}

impl From<u16> for ParameterValue {
    fn from(value: u16) -> Self {
        Self::Number(value)
    }
}

impl From<CountScope> for ParameterValue {
    fn from(value: CountScope) -> Self {
        Self::Scope(value)
    }
}

impl From<Day> for ParameterValue {
    fn from(value: Day) -> Self {
        Self::Day(value)
    }
}

impl From<OtherGround> for ParameterValue {
    fn from(value: OtherGround) -> Self {
        Self::OtherGround(value)
    }
}

impl From<DivorceLimit> for ParameterValue {
    fn from(value: DivorceLimit) -> Self {
        Self::DivorceLimit(value)
    }
}

impl From<QuartersFor> for ParameterValue {
    fn from(value: QuartersFor) -> Self {
        Self::QuartersFor(value)
    }
}
