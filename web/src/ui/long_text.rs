//! A question whose answer is a text of several lines.

use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};
use crate::live::live;
use crate::ui::field::{Field, FieldError, Hint, Need};

/// A text of several lines, with how many characters it has.
#[component]
pub(crate) fn LongTextField(
    /// Where the answer is kept.
    field: Field,
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let has_hint = !hint.with_untracked(String::is_empty);
    let typed = move || {
        let n = field.value.with(|text| text.trim().chars().count());
        t_string!(i18n, review.typed, n = n.to_string())
    };
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {label}
                " "
                <Need required=true />
            </label>
            <Hint field=field text=hint />
            <FieldError field=field />
            <textarea
                class="input"
                id=field.id()
                rows="5"
                prop:value=field.value
                aria-required="true"
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(has_hint))
                on:input=move |event| field.set.run(event_target_value(&event))
                on:change=move |event| field.set.run(event_target_value(&event))
            ></textarea>
            <p class="meta">{live(typed)}</p>
        </div>
    }
}
