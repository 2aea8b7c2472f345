//! A version of the rules: its id, its parameters, and the file that holds it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parameters::{Parameter, Parameters};
use crate::purchase::Module;
use crate::values::{Day, Lang};

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
        // Days are read in more forms than the one in which they are written.
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
            .pattern(Some("^[RTC]-[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
            .description(Some("The id of a policy version"))
            .examples(["R-2026-08-08"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for VersionId {}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bilingual {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// How sure the source of a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Confidence {
    /// The document itself was seen.
    High,
    /// Secondary sources agree, or a detail is open.
    Medium,
    /// Conjecture.
    Low,
}

/// The document that a rule stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// Its title, or what is known of it.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "关于进一步优化调整本市房地产相关政策的通知")
    )]
    pub document: String,
    /// Its number, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "京建发〔2025〕565号"))]
    pub number: Option<String>,
    /// The article, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Where it can be read, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A version of the rules, as its file holds it. Once published it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// The id: the letter of its series (R residential, T Tongzhou, C commercial) and its first day.
    pub id: VersionId,
    /// The first day on which it is in force.
    pub effective_from: Day,
    /// The day, or at least the month, on which it was issued.
    #[cfg_attr(feature = "openapi", schema(example = "2025-12-24"))]
    pub issued: String,
    /// The document.
    pub source: Source,
    /// Parameters that stand in another document.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<Parameter, Source>,
    /// What it changes, for people.
    pub sentence: Bilingual,
    /// What it changes, for the engine.
    pub parameters: Parameters,
    /// How sure this is.
    pub confidence: Confidence,
    /// What is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_question: Option<Bilingual>,
}

impl Version {
    /// The document of one of its parameters.
    #[must_use]
    pub fn source_of(&self, parameter: Parameter) -> &Source {
        self.sources.get(&parameter).unwrap_or(&self.source)
    }
}
