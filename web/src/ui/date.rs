//! Days and months, typed as numbers into boxes of their own. A whole date typed or pasted into one box
//! is spread over all of them, and a separator leads to the next. What is no date is kept as it was
//! typed.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use shared::form::typed;
use web_sys::HtmlInputElement;

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
    let id = move |at: usize| match at {
        0 => field.id(),
        at => format!("{}-{at}", field.id()),
    };
    let take = move |at: usize, control: HtmlInputElement| {
        let text = control.value();
        let (typed, next) = parts.with_untracked(|parts| typed::type_into(parts, at, &text));
        if let Some(mine) = typed.get(at).filter(|mine| **mine != text) {
            // Where the box held the same before the separator, nothing else would take it away.
            control.set_value(mine);
        }
        parts.set(typed);
        field.set.run(typed::join(&parts.get_untracked()));
        let control = document()
            .get_element_by_id(&id(next))
            .filter(|_| next != at);
        if let Some(control) = control.and_then(|c| c.dyn_into::<HtmlInputElement>().ok()) {
            // A box that is there can take the focus.
            let _ = control.focus();
        }
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
        view! {
            <label class="date__part">
                {name}
                <input
                    class="input"
                    id=id(at)
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=Signal::derive(move || {
                        parts.with(|t| t.get(at).cloned().unwrap_or_default())
                    })
                    aria-required="true"
                    aria-invalid=Signal::derive(move || field.invalid())
                    aria-describedby=Signal::derive(move || field.described_by(true))
                    on:input=move |event| take(at, event_target(&event))
                    on:change=move |event| take(at, event_target(&event))
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
