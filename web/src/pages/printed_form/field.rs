//! How fields and answers stand on the printed form.

use serde_json::Value;
use shared::form::Answers;

use crate::i18n::t_string;
use crate::language::I18n;
use crate::names;

/// The name of a field; some are questions in the wizard, and names on paper.
pub(super) fn term(i18n: I18n, answers: &Answers, pointer: &str) -> String {
    match pointer {
        "/target/place" => t_string!(i18n, pages.fact.place).to_owned(),
        "/applicant/payer/who" => t_string!(i18n, result.paper.payer).to_owned(),
        _ => names::field(i18n, answers, pointer, false),
    }
}

/// An answer; numbers of documents in full where the person asks for that.
pub(super) fn answer(i18n: I18n, pointer: &str, value: &Value, in_full: bool) -> String {
    match value.as_str() {
        Some(number) if in_full && pointer.ends_with("_number") => number.to_owned(),
        _ => names::answer(i18n, pointer, value),
    }
}
