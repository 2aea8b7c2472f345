//! A reason in the officer's own words, which the applicant reads.

use leptos::prelude::*;
use shared::form::LONGEST_TEXT;

use crate::i18n::{t_string, use_i18n};
use crate::live::live;
use crate::ui::field::{Field, FieldError, Hint, Need};

/// Makes a field that is kept in signals.
pub(super) fn field(
    id: &'static str,
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
) -> Field {
    Field {
        id: StoredValue::new(id.to_owned()),
        value: value.into(),
        error: error.into(),
        set: Callback::new(move |text| {
            error.set(None);
            value.set(text);
        }),
    }
}

/// The block of text, with a count of what is left.
#[component]
pub(super) fn ReasonField(
    /// Where it is kept.
    field: Field,
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to answer.
    #[prop(into)]
    hint: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || {
        let n = field.value.with(|text| text.trim().chars().count());
        t_string!(
            i18n,
            officer.reason.count,
            n = n.to_string(),
            most = LONGEST_TEXT.to_string()
        )
    };
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {label} " " <Need required=true />
            </label>
            <Hint field=field text=hint />
            <FieldError field=field />
            <textarea
                class="input"
                id=field.id()
                rows="3"
                autocomplete="off"
                prop:value=field.value
                aria-required="true"
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(true))
                on:input=move |event| field.set.run(event_target_value(&event))
            ></textarea>
            <p class="field__count" aria-hidden="true">
                {live(count)}
            </p>
        </div>
    }
}

/// What is wrong with a reason, as a sentence in the language of the page.
pub(super) fn fault(i18n: crate::language::I18n, reason: &str) -> Option<String> {
    if reason.trim().is_empty() {
        Some(t_string!(i18n, officer.reason.empty).to_owned())
    } else if shared::form::is_too_long(reason) {
        let most = LONGEST_TEXT.to_string();
        Some(t_string!(i18n, officer.reason.long, most = most))
    } else {
        None
    }
}
