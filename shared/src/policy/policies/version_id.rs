//! The id of a version of the rules: its series and its first day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::purchase::Module;
use crate::values::Day;

/// Which line of rules a version belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// 住宅
    Residential,
    /// The special rules of Tongzhou; they change the residential parameters.
    Tongzhou,
    /// 商办
    Commercial,
}

impl Series {
    const ALL: [Self; 3] = [Self::Residential, Self::Tongzhou, Self::Commercial];

    fn letter(self) -> char {
        match self {
            Self::Residential => 'R',
            Self::Tongzhou => 'T',
            Self::Commercial => 'C',
        }
    }
}

/// The id of a version: the letter of its series and its first day, as in `R-2026-08-08`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId {
    /// The first day on which it is in force.
    pub from: Day,
    /// The series.
    pub series: Series,
}

impl VersionId {
    /// The module whose rules the version changes.
    #[must_use]
    pub fn module(self) -> Module {
        match self.series {
            Series::Residential | Series::Tongzhou => Module::Residential,
            Series::Commercial => Module::Commercial,
        }
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.series.letter(), self.from)
    }
}

/// The text is not the id of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAVersion;

impl fmt::Display for NotAVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the id of a version, such as R-2026-08-08")
    }
}

impl FromStr for VersionId {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let (letter, day) = text.split_once('-').ok_or(NotAVersion)?;
        let series = Series::ALL
            .into_iter()
            .find(|s| letter.chars().eq([s.letter()]))
            .ok_or(NotAVersion)?;
        let from = day.parse().ok().ok_or(NotAVersion)?;
        let id = Self { from, series };
        // The day is parsed from more forms than it is written in; only the written one is an id.
        Some(id)
            .filter(|id| id.to_string() == text)
            .ok_or(NotAVersion)
    }
}

impl Serialize for VersionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VersionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for VersionId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(
                "^[RTC]-[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            ))
            .description(Some("The id of a policy version"))
            .examples(["R-2026-08-08"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for VersionId {}
