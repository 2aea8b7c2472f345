//! What a seller has in mind, under one name: a request whose answer was lost is repeated under the same
//! key and done once; whatever was answered, the next one is another.

use leptos::prelude::*;
use serde::Serialize;
use shared::problem::ProblemKind;

use crate::api::Failure;
use crate::random::new_id;

/// A request and its key. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct Intent(StoredValue<Option<(String, String)>>);

impl Intent {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key for a request: that of before, while the same one has no answer.
    pub(super) fn key(self, request: &impl Serialize) -> String {
        let text = serde_json::to_string(request).unwrap_or_default();
        let kept = self.0.try_get_value().flatten();
        if let Some((_, key)) = kept.filter(|(before, _)| *before == text) {
            return key;
        }
        let key = new_id();
        self.0.try_set_value(Some((text, key.clone())));
        key
    }

    /// Takes an answer: whether one came, or the request is still to be repeated.
    pub(super) fn settle<T>(self, answer: &Result<T, Failure>) {
        let is_open = match answer {
            Ok(_) => false,
            Err(Failure::Refused(problem)) => {
                problem.retry_after.is_some()
                    || problem.kind() == Some(ProblemKind::NotSignedIn)
                    || problem.status >= 500
            }
            Err(Failure::Offline | Failure::Unreadable { .. }) => true,
        };
        if !is_open {
            self.0.try_set_value(None);
        }
    }
}
