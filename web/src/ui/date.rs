//! Days and months, typed as numbers into boxes of their own. A whole date pasted into the first
//! box is spread over all of them. What is no date is kept as it was typed.

use leptos::prelude::*;
use shared::form::typed;

use crate::i18n::{t_string, use_i18n};
use crate::live::effect;
use crate::ui::field::{Field, FieldError, Hint, Need};

/// How much of a date is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// Year, month, day.
    Day,
    /// Year and month.
    Month,
}

impl Precision {
    fn boxes(self) -> usize {
        match self {
            Self::Day => 3,
            Self::Month => 2,
        }
    }
}

/// A day or a month. The field's text is what was typed, with `-` between the boxes, or a date as
/// it is written in JSON.
#[component]
pub(crate) fn DateField(
    /// Where the answer is kept.
    field: Field,
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// How much is asked.
    precision: Precision,
    /// What helps to answer, in place of the example.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let boxes = precision.boxes();
    let parts = RwSignal::new(typed::boxes(&field.value.get_untracked(), boxes));
    // The boxes follow the answer only when it became another one: while somebody types, "5"
    // must not turn into "05".
    effect(move || {
        let answer = field.value.get();
        if !typed::same(&typed::join(&parts.get_untracked()), &answer) {
            parts.set(typed::boxes(&answer, boxes));
        }
    });
    let take = move |at: usize, text: String| {
        let spread = typed::numbers(&text).filter(|_| at == 0 && text.chars().count() > 4);
        match spread.map(|_| typed::boxes(&text, boxes)) {
            Some(spread) => parts.set(spread),
            None => parts.update(|parts| {
                if let Some(part) = parts.get_mut(at) {
                    *part = text;
                }
            }),
        }
        field.set.run(typed::join(&parts.get_untracked()));
    };
    let example = Signal::derive(move || match precision {
        Precision::Day => t_string!(i18n, wizard.field.date_hint).to_owned(),
        Precision::Month => t_string!(i18n, wizard.field.month_hint).to_owned(),
    });
    let part = move |at: usize| {
        let name = move || match at {
            0 => t_string!(i18n, wizard.field.year),
            1 => t_string!(i18n, wizard.field.month),
            _ => t_string!(i18n, wizard.field.day),
        };
        let id = match at {
            0 => field.id(),
            at => format!("{}-{at}", field.id()),
        };
        view! {
            <label class="date__part">
                {name}
                <input
                    class="input"
                    id=id
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=Signal::derive(move || {
                        parts.with(|t| t.get(at).cloned().unwrap_or_default())
                    })
                    aria-required="true"
                    aria-invalid=Signal::derive(move || field.invalid())
                    aria-describedby=Signal::derive(move || field.described_by(true))
                    on:input=move |event| take(at, event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <fieldset class=Signal::derive(move || field.class())>
            <legend class="field__label">{label} " " <Need required=true /></legend>
            <Hint field=field text=hint.unwrap_or(example) />
            <FieldError field=field />
            <div class="date">{(0..boxes).map(part).collect_view()}</div>
        </fieldset>
    }
}
