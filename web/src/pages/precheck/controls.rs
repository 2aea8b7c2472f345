//! The controls that the questions of the pre-check are answered with.

use leptos::prelude::*;

use super::inputs::Inputs;
use crate::i18n::{t_string, use_i18n};
use crate::ui::choice::{Arrangement, Choice, RadioField, SelectField, choices};
use crate::ui::field::{Kind, TextField};

/// A number of months, as it is typed.
pub(super) fn months(
    inputs: Inputs,
    name: &'static str,
    label: Signal<String>,
    optional: bool,
) -> AnyView {
    view! {
        <TextField
            field=inputs.field(name, true)
            label=label
            kind=Kind::Short
            optional=optional
        />
    }
    .into_any()
}

/// Yes or no.
pub(super) fn yes_no(inputs: Inputs, name: &'static str, legend: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    one_of(inputs, name, legend, move || {
        vec![
            Choice::plain("yes", t_string!(i18n, rules.answer.yes)),
            Choice::plain("no", t_string!(i18n, rules.answer.no)),
        ]
    })
}

/// One of a few answers in a row.
pub(super) fn one_of(
    inputs: Inputs,
    name: &'static str,
    legend: Signal<String>,
    answers: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
) -> AnyView {
    view! {
        <RadioField
            field=inputs.field(name, false)
            legend=legend
            choices=choices(answers)
            arrangement=Arrangement::Inline
        />
    }
    .into_any()
}

/// A number of homes, units or children: more than five make no difference.
pub(super) fn how_many(inputs: Inputs, name: &'static str, label: Signal<String>) -> AnyView {
    let numbers = choices(|| {
        (0..=5)
            .map(|n: u8| Choice::plain(n.to_string(), n.to_string()))
            .collect()
    });
    view! { <SelectField field=inputs.field(name, false) label=label choices=numbers /> }.into_any()
}
