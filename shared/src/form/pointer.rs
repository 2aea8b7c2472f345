//! Fields by name: a JSON pointer (RFC 6901) reads and writes one field of the answers, so that
//! a form control, an issue and a difference between two copies all name a field the same way.

use serde_json::{Map, Value};

use super::answers::Answers;

/// The value at a pointer; none where the field is empty or there is no such field.
#[must_use]
pub fn read(answers: &Answers, pointer: &str) -> Option<Value> {
    to_value(answers)
        .pointer(pointer)
        .filter(|value| !value.is_null())
        .cloned()
}

/// The text at a pointer; empty where there is none. Booleans read `true` and `false`.
#[must_use]
pub fn read_text(answers: &Answers, pointer: &str) -> String {
    match read(answers, pointer) {
        Some(Value::String(text)) => text,
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(_) | None => String::new(),
    }
}

/// The answers with another value at a pointer, or with the field emptied. None where the form has
/// no such field or the value is not of its kind; nothing is changed then.
#[must_use]
pub fn write(answers: &Answers, pointer: &str, value: Option<Value>) -> Option<Answers> {
    let mut document = to_value(answers);
    let (parent, field) = pointer.rsplit_once('/')?;
    let object = reach(&mut document, parent)?;
    match &value {
        Some(value) => object.insert(field.to_owned(), value.clone()),
        None => object.remove(field),
    };
    let changed = from_value(&document)?;
    // Some values come back as another one when they are read: these are refused.
    (read(&changed, pointer) == value).then_some(changed)
}

/// The answers as JSON. By way of their text, here and back: the browser reads and writes the text
/// anyway, and a second reader and writer for the tree would cost it a tenth of the first load.
#[must_use]
pub fn to_value(answers: &Answers) -> Value {
    let text = serde_json::to_string(answers).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// The answers that a JSON document holds; none where it is not of their form.
#[must_use]
pub(super) fn from_value(document: &Value) -> Option<Answers> {
    serde_json::from_str(&document.to_string()).ok()
}

/// The object at a pointer; parts of the form that are still empty are made on the way.
fn reach<'a>(document: &'a mut Value, pointer: &str) -> Option<&'a mut Map<String, Value>> {
    let mut at = document;
    for name in pointer.split('/').skip(1) {
        at = match at {
            Value::Array(entries) => entries.get_mut(name.parse::<usize>().ok()?)?,
            Value::Object(object) => object
                .entry(name)
                .or_insert_with(|| Value::Object(Map::new())),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
    }
    at.as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Child;
    use crate::form::tests::complete;

    #[test]
    fn fields_are_written_wherever_they_are() {
        let mut answers = complete();
        answers.children = vec![Child::default()];
        for (pointer, value) in [
            ("/category", Value::from("foreign")),
            ("/has_children", Value::from(true)),
            ("/applicant/mobile", Value::from("13900000000")),
            ("/applicant/forces/station", Value::from("北京")),
            ("/applicant/marital_since", Value::from("2018-05-20")),
            ("/applicant/payer/since", Value::from("2024-03")),
            ("/children/0/name", Value::from("张小小")),
        ] {
            let changed = write(&answers, pointer, Some(value.clone())).unwrap();
            assert_eq!(read(&changed, pointer), Some(value));
            let emptied = write(&changed, pointer, None).unwrap();
            assert_eq!(read(&emptied, pointer), None);
            assert_eq!(read_text(&emptied, pointer), "");
        }
    }

    #[test]
    fn what_the_form_does_not_know_is_refused() {
        let answers = complete();
        for (pointer, value) in [
            ("/category", "castle"),
            ("/applicant/marital_since", "2018-02-30"),
            ("/applicant/marital_since", "+12026-01-05"),
            ("/applicant/permit/valid_to", "+12026-01-05"),
            ("/applicant/born", "-2026-01-05"),
            ("/applicant/nonsense", "x"),
            ("/nonsense", "x"),
            ("/children/0/name", "x"),
            ("", "x"),
        ] {
            assert_eq!(
                write(&answers, pointer, Some(value.into())),
                None,
                "{pointer}"
            );
        }
    }
}
