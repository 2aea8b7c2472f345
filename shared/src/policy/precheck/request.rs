//! The body of a pre-check as it arrives over the API: read key by key, so that everything that is
//! wrong with it is named at once.

#[cfg(feature = "openapi")]
mod schema;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};
use serde_path_to_error::{Path, Segment};

use crate::issue::{Issue, IssueCode};
use crate::policy::policies::written::{Once, differing};
use crate::policy::situation::Situation;
use crate::values::Day;

/// A situation whose day may be left out. `null` is a value for those keys only of which it says
/// that there is none. Nothing of it is ever written down.
#[derive(Clone)]
pub struct PrecheckRequest(Map<String, Value>);

/// Nobody learns from more.
const MOST_ISSUES: usize = 50;
/// What a situation cannot do without, the day apart.
const REQUIRED: [&str; 3] = ["module", "target", "category"];

impl PrecheckRequest {
    /// The situation, of today where no day is told.
    ///
    /// # Errors
    /// What cannot stay as it is, each with a pointer to its key.
    pub fn situation(self, today: Day) -> Result<Situation, Vec<Issue>> {
        let mut body = self.0;
        body.entry("date")
            .or_insert_with(|| today.to_string().into());
        let missing = REQUIRED.iter().filter(|key| !body.contains_key(**key));
        let missing = missing.map(|key| Issue {
            pointer: format!("/{key}"),
            code: IssueCode::Required,
        });
        let wrong = body.iter().filter_map(|(key, value)| {
            let mut alone = harmless();
            alone.insert(key.clone(), value.clone());
            read(alone).err()
        });
        let issues: Vec<Issue> = missing.chain(wrong).take(MOST_ISSUES).collect();
        if !issues.is_empty() {
            return Err(issues);
        }
        let situation = read(body).map_err(|issue| vec![issue])?;
        match situation.issues() {
            issues if issues.is_empty() => Ok(situation),
            issues => Err(issues),
        }
    }
}

/// A situation in which one key at a time is tried.
fn harmless() -> Map<String, Value> {
    let situation = json!({
        "module": "residential",
        "date": "2026-11-20",
        "target": "inside_fifth_ring",
        "category": "local",
    });
    situation.as_object().cloned().unwrap_or_default()
}

fn read(body: Map<String, Value>) -> Result<Situation, Issue> {
    let body = Value::Object(body);
    let situation: Situation = serde_path_to_error::deserialize(&body).map_err(|error| {
        let pointer = pointer(error.path());
        let what = error.inner().to_string();
        if let Some(rest) = what.strip_prefix("missing field `") {
            let key = rest.split('`').next().unwrap_or_default();
            Issue {
                pointer: format!("{pointer}/{key}"),
                code: IssueCode::Required,
            }
        } else if what.starts_with("unknown field ") {
            Issue {
                pointer,
                code: IssueCode::UnknownKey,
            }
        } else {
            Issue {
                pointer,
                code: IssueCode::NotAValue,
            }
        }
    })?;
    let read = serde_json::to_value(&situation).unwrap_or_default();
    match differing(&body, &read, "") {
        None => Ok(situation),
        Some((pointer, _)) => Err(Issue {
            pointer,
            code: IssueCode::NotAValue,
        }),
    }
}

/// The path as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Seq { index } => format!("/{index}"),
            // The name of an enum's variant is no key of the body.
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

impl<'de> Deserialize<'de> for PrecheckRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Value::Object(body) = Once::deserialize(deserializer)?.0 else {
            return Err(serde::de::Error::custom("not an object"));
        };
        Ok(Self(body))
    }
}
