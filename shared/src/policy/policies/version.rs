//! A version of the rules, as its file holds it: its parameters and where they stand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::parameter_value::ParameterValue;
use super::parameters::{Parameter, Parameters};
use super::version_id::VersionId;
use crate::purchase::Module;
use crate::values::{Day, Lang};

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
    /// Its title; where that is not known, what it is.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "关于进一步优化调整本市房地产相关政策的通知")
    )]
    pub document: String,
    /// Whether the title is not known, so that the document is described.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub described: bool,
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

/// That what describes a version was corrected: titles, numbers, addresses, sentences, doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revision {
    /// Counted from 1, the first publication; so 2 at least.
    #[cfg_attr(feature = "openapi", schema(minimum = 2))]
    pub number: u16,
    /// The day of the correction.
    pub on: Day,
}

/// A version of the rules, as its file holds it. Once published, what decides never changes; what
/// describes it can be corrected.
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
    /// The newest correction of what describes it, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised: Option<Revision>,
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
    /// Whether it takes part in the rules of a module: in its own, and in the other one where it sets
    /// what only that one reads.
    #[must_use]
    pub fn is_of(&self, module: Module) -> bool {
        let own = self.id.module();
        let set = self.parameters.entries();
        let other = |(parameter, _): &(Parameter, ParameterValue)| {
            parameter.is_of(module) && !parameter.is_of(own)
        };
        own == module || set.iter().any(other)
    }

    /// What decides in it, always written the same way: id, first day, module, and the parameters in
    /// the order of their names. Its hash is what a published version is known by.
    #[must_use]
    pub fn deciding(&self) -> String {
        let set = self.parameters.entries().into_iter();
        let parameters: BTreeMap<&str, ParameterValue> =
            set.map(|(p, value)| (p.slug(), value)).collect();
        let deciding: BTreeMap<&str, Value> = BTreeMap::from([
            ("id", json!(self.id)),
            ("effective_from", json!(self.effective_from)),
            ("module", json!(self.id.module())),
            ("parameters", json!(parameters)),
        ]);
        json!(deciding).to_string()
    }

    /// The document of one of its parameters.
    #[must_use]
    pub fn source_of(&self, parameter: Parameter) -> &Source {
        self.sources.get(&parameter).unwrap_or(&self.source)
    }
}
