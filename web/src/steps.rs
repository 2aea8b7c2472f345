//! The questions of the residential application, one file a chapter. They only show: what they
//! need from the server is in `crate::wizard`.

pub(crate) mod applicant;
pub(crate) mod category;
pub(crate) mod children;
pub(crate) mod filler;
pub(crate) mod grounds;
pub(crate) mod homes;
pub(crate) mod list;
pub(crate) mod notes;
pub(crate) mod person;
pub(crate) mod recital;
pub(crate) mod refusals;
pub(crate) mod spouse;
pub(crate) mod submit;
pub(crate) mod target;

use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::live::memo;
use crate::ui::choice::Choice;

/// A sentence of the locale files as a signal: `words!(i18n, wizard.notes.title)`.
macro_rules! words {
    ($i18n:expr, $($key:ident).+) => {
        $crate::language::words($i18n, |i18n| $crate::i18n::t_string!(i18n, $($key).+))
    };
    ($i18n:expr, $($key:tt)+) => {
        leptos::prelude::Signal::derive(move || {
            crate::i18n::t_string!($i18n, $($key)+).to_owned()
        })
    };
}
pub(crate) use words;

/// A choice by the name that it has in JSON.
pub(crate) fn choice(value: impl Serialize, title: &str, note: &str) -> Choice {
    let name = serde_json::to_value(value).ok();
    let name = name.as_ref().and_then(Value::as_str).unwrap_or_default();
    Choice::noted(name, title, note)
}

/// Choices that follow the language.
pub(crate) fn choices(
    make: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
) -> Signal<Vec<Choice>> {
    memo(make).into()
}
