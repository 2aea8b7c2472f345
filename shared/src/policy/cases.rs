//! Worked cases: situations with the answer that is expected, as data.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::decision::reason::ReasonCode;
use super::decision::{Decision, Outcome};
use super::policies::version::Confidence;
use super::policies::{Policies, written};
use super::rules::evaluate;
use super::situation::{Situation, Unnamed};
use crate::registry::StayPermit;
use crate::values::Lang;

/// The answer that a case expects for its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The outcome.
    pub outcome: Outcome,
    /// The reason that is told first.
    pub reason: ReasonCode,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.outcome.slug(), self.reason)
    }
}

/// What a case holds beyond its situation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    id: String,
    expect: Expected,
    #[serde(default)]
    because: Option<String>,
    #[serde(default)]
    confidence: Option<Confidence>,
    #[serde(default)]
    open_question: Option<String>,
}

/// A worked case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedCase {
    /// Its name.
    pub id: String,
    /// The situation.
    pub situation: Situation,
    /// The answer.
    pub expect: Expected,
    /// Why.
    pub because: Option<String>,
    /// How sure the source is.
    pub confidence: Option<Confidence>,
    /// What is not known.
    pub open_question: Option<String>,
}

const ABOUT: [&str; 5] = ["id", "expect", "because", "confidence", "open_question"];

/// Why a file of cases cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Reads a file of cases: an array of objects.
///
/// # Errors
/// Not JSON, an unknown or repeated key, an unknown value, or parts that do not belong together;
/// the text names the case.
pub fn read(text: &str) -> Result<Vec<WorkedCase>, Unreadable> {
    // Some editors begin a file with a byte order mark, which means nothing (RFC 8259, 8.1).
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let entries: Vec<Map<String, Value>> =
        serde_json::from_str(text).map_err(|error| Unreadable(error.to_string()))?;
    if let Some(key) = written::repeated(&written::keys(text)) {
        let what = format!("line {}: {} is there twice", key.line, key.name());
        return Err(Unreadable(what));
    }
    entries
        .into_iter()
        .enumerate()
        .map(|(index, entry)| {
            let name = match entry.get("id").and_then(Value::as_str) {
                Some(id) => format!("case {id}"),
                None => format!("case number {}", index + 1),
            };
            case(entry).map_err(|what| Unreadable(format!("{name}: {what}")))
        })
        .collect()
}

fn case(entry: Map<String, Value>) -> Result<WorkedCase, String> {
    let (about, situation): (Map<_, _>, Map<_, _>) = entry
        .into_iter()
        .partition(|(key, _)| ABOUT.contains(&key.as_str()));
    let given = Value::Object(about.clone());
    let about: About = parse(about)?;
    // A list or an object in place of a name could be read, and is not the format.
    let read = json!({ "expect": about.expect, "confidence": about.confidence });
    for key in ["expect", "confidence"] {
        let as_read = (given.get(key)).is_none_or(|value| read.get(key) == Some(value));
        if !as_read {
            return Err(format!("/{key} is not written as it should be"));
        }
    }
    let expect = about.expect;
    let unposted = ReasonCode::NewestMonthNotPosted;
    if expect.outcome == Outcome::CannotTell && expect.reason != unposted {
        return Err("/expect: a case tells all that matters but the newest month".to_owned());
    }
    if about.id.trim().is_empty() || about.id.contains(char::is_control) {
        return Err("the id names nothing".to_owned());
    }
    let as_written = Value::Object(situation.clone());
    let situation: Situation = parse(situation)?;
    // The published format of cases names three permissions to stay and does not change; a
    // pre-check knows one more.
    if situation.stay_permit == Some(Some(StayPermit::Other)) {
        return Err("/stay_permit cannot be \"other\"".to_owned());
    }
    let read = serde_json::to_value(&situation).unwrap_or_default();
    if let Some((path, value)) = written::differing(&as_written, &read, "") {
        return Err(format!("{path} cannot be {value}"));
    }
    if let Some(issue) = situation.issues().first() {
        let what = issue.code.detail(Lang::En);
        return Err(format!("{}: {what}", issue.pointer));
    }
    Ok(WorkedCase {
        id: about.id,
        situation,
        expect: about.expect,
        because: about.because,
        confidence: about.confidence,
        open_question: about.open_question,
    })
}

fn parse<T: serde::de::DeserializeOwned>(entry: Map<String, Value>) -> Result<T, String> {
    serde_json::from_value(Value::Object(entry)).map_err(|error| error.to_string())
}

impl WorkedCase {
    /// Decides on the situation; what it does not name is harmless.
    #[must_use]
    pub fn decide(&self, policies: &Policies) -> Decision {
        let facts = self.situation.facts(policies, Unnamed::Harmless);
        evaluate(&facts, policies, self.situation.date)
    }

    /// What the engine answers, in the form of the expectation.
    #[must_use]
    pub fn answer(&self, policies: &Policies) -> Expected {
        let decision = self.decide(policies);
        Expected {
            outcome: decision.outcome,
            reason: decision.reason,
        }
    }
}

/// How a run of cases went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// How many answers were as expected.
    pub passed: usize,
    /// How many were not.
    pub failed: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl Score {
    /// Runs one case, counts it, and gives the line that tells how it went.
    pub fn run(&mut self, case: &WorkedCase, policies: &Policies) -> String {
        let got = case.answer(policies);
        if got == case.expect {
            self.passed += 1;
            format!("ok {}", case.id)
        } else {
            self.failed += 1;
            format!("FAIL {} expected {} got {got}", case.id, case.expect)
        }
    }
}
