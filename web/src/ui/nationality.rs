//! A nationality: typed, or chosen from a list that is searched by typing. People read its name, what
//! is kept is its code.

use leptos::prelude::*;
use shared::document::{find_nationality, nationalities};

use crate::i18n::use_i18n;
use crate::language::lang;
use crate::live::live;
use crate::ui::field::{Field, FieldError, Hint, Need};

/// A nationality.
#[component]
pub(crate) fn NationalityField(
    /// Where the answer is kept.
    field: Field,
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to answer.
    #[prop(into)]
    hint: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    // What is being typed stays as it is until the person leaves the field: FRA may become FRANCE.
    let typed = RwSignal::new(None::<String>);
    let shown = move || {
        typed.get().unwrap_or_else(|| {
            let kept = field.value.get();
            match find_nationality(&kept).filter(|known| known.code == kept) {
                Some(known) => known.name(lang(i18n)).to_owned(),
                None => kept,
            }
        })
    };
    let leave = move |text: String| {
        let meant = find_nationality(&text);
        field
            .set
            .run(meant.map_or(text, |known| known.code.to_owned()));
        typed.set(None);
    };
    let list = format!("{}-list", field.id());
    let options = move || {
        let option = |(name, code)| view! { <option value=name>{code}</option> };
        let lang = lang(i18n);
        let named = nationalities().map(|known| (known.name(lang), known.code));
        named.map(option).collect_view()
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
            <input
                class="input"
                id=field.id()
                list=list.clone()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=shown
                aria-required="true"
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(true))
                on:input=move |event| {
                    let text = event_target_value(&event);
                    typed.set(Some(text.clone()));
                    field.set.run(text);
                }
                on:change=move |event| leave(event_target_value(&event))
            />
            <datalist id=list>{live(options)}</datalist>
        </div>
    }
}
