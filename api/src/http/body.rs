//! JSON bodies. An object has to be written as an object: a list of its values in the order of its
//! fields, which the reader would take as well, means something else as soon as a field is added.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::problem::ProblemKind;

use crate::error::Error;

/// A body, read.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned + Serialize + 'static> FromRequest for Body<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // What it may bring, how fast, and as what, is the same for all bodies (see
        // `super::limits`).
        let text = web::Json::<Box<RawValue>>::from_request(request, payload);
        Box::pin(async move {
            let text = text.await?;
            let read = read(text.get()).ok_or(Error::from(ProblemKind::MalformedBody))?;
            Ok(Self(read))
        })
    }
}

fn read<T: DeserializeOwned + Serialize>(text: &str) -> Option<T> {
    let read: T = serde_json::from_str(text).ok()?;
    let written: Value = serde_json::from_str(text).ok()?;
    let meant = serde_json::to_value(&read).ok()?;
    (!lists_an_object(&written, &meant)).then_some(read)
}

/// Whether a list stands where an object was read.
fn lists_an_object(written: &Value, read: &Value) -> bool {
    match (written, read) {
        (Value::Array(_), Value::Object(_)) => true,
        (Value::Array(written), Value::Array(read)) => written
            .iter()
            .zip(read)
            .any(|(written, read)| lists_an_object(written, read)),
        (Value::Object(written), Value::Object(read)) => written.iter().any(|(key, written)| {
            let read = read.get(key);
            read.is_some_and(|read| lists_an_object(written, read))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::application::SaveDraft;

    #[test]
    fn a_list_is_no_object_however_deep() {
        let body = |answers: &str| format!("{{\"resume_at\":\"notes\",\"answers\":{answers}}}");
        for answers in ["{}", "{\"homes\":[{\"id\":\"a\"}]}", "{\"category\":null}"] {
            assert!(read::<SaveDraft>(&body(answers)).is_some(), "{answers}");
        }
        for answers in [
            "[]",
            "{\"target\":[]}",
            "{\"homes\":[[\"a\"]]}",
            "{\"applicant\":{\"forces\":[]}}",
        ] {
            assert!(read::<SaveDraft>(&body(answers)).is_none(), "{answers}");
        }
    }
}
