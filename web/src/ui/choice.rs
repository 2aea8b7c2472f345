//! Questions with given answers: cards or a list to choose one from, and a box to tick.

use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::{live, memo};
use crate::ui::field::{Field, FieldError, Hint, Need};

/// One given answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is kept.
    pub(crate) value: String,
    /// What people read.
    pub(crate) title: String,
    /// What explains it; may be empty.
    pub(crate) note: String,
}

impl Choice {
    /// An answer that explains itself.
    pub(crate) fn plain(value: impl Into<String>, title: impl Into<String>) -> Self {
        Self::noted(value, title, "")
    }

    /// An answer with an explanation.
    pub(crate) fn noted(
        value: impl Into<String>,
        title: impl Into<String>,
        note: impl Into<String>,
    ) -> Self {
        Self {
            value: value.into(),
            title: title.into(),
            note: note.into(),
        }
    }
}

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

/// Yes and no.
pub(crate) fn yes_no(i18n: I18n) -> Signal<Vec<Choice>> {
    choices(move || {
        vec![
            Choice::plain("true", t_string!(i18n, wizard.children.yes)),
            Choice::plain("false", t_string!(i18n, wizard.children.no)),
        ]
    })
}

/// How the cards of a [`RadioField`] stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Arrangement {
    /// One under another.
    #[default]
    Stacked,
    /// Side by side, where there is room.
    Inline,
    /// In two columns, where there is room.
    Two,
}

impl Arrangement {
    fn class(self) -> &'static str {
        match self {
            Self::Stacked => "choices",
            Self::Inline => "choices choices--inline",
            Self::Two => "choices choices--two",
        }
    }
}

/// Cards to choose one from. The first card bears the field's id, so that links lead there.
#[component]
pub(crate) fn RadioField(
    /// Where the answer is kept.
    field: Field,
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// The answers.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// How they stand.
    #[prop(optional)]
    arrangement: Arrangement,
    /// Whether the page's heading asks the question already, so that only its needs are shown.
    #[prop(optional)]
    headed: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let has_hint = !hint.with_untracked(String::is_empty);
    let legend_view = if headed {
        view! {
            <legend class="field__hint">
                <span class="sr-only">{legend} " "</span>
                {live(move || t_string!(i18n, wizard.need.choose))}
            </legend>
        }
        .into_any()
    } else {
        view! {
            <legend class="field__label">{legend} " " <Need required=true /></legend>
        }
        .into_any()
    };
    view! {
        <fieldset
            class=Signal::derive(move || field.class())
            role="radiogroup"
            aria-required="true"
            aria-invalid=Signal::derive(move || field.invalid())
            aria-describedby=Signal::derive(move || field.described_by(has_hint))
        >
            {legend_view}
            <Hint field=field text=hint />
            <FieldError field=field />
            <div class=arrangement.class()>
                {live(move || {
                    choices
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(i, choice)| view! { <Card field=field choice=choice at=i /> })
                        .collect_view()
                })}
            </div>
        </fieldset>
    }
}

#[component]
fn Card(field: Field, choice: Choice, at: usize) -> impl IntoView {
    let id = match at {
        0 => field.id(),
        at => format!("{}-{at}", field.id()),
    };
    let value = StoredValue::new(choice.value.clone());
    let chosen = memo(move || field.value.with(|now| value.with_value(|mine| now == mine)));
    view! {
        <label class="choice">
            <input
                type="radio"
                id=id
                name=field.id()
                value=choice.value
                prop:checked=chosen
                on:change=move |_| field.set.run(value.get_value())
            />
            <span class="choice__text">
                <span class="choice__title">{choice.title}</span>
                {(!choice.note.is_empty())
                    .then(|| view! { <span class="choice__note">{choice.note}</span> })}
            </span>
        </label>
    }
}

/// A list to choose one from.
#[component]
pub(crate) fn SelectField(
    /// Where the answer is kept.
    field: Field,
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// The answers; their notes are not shown.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {label}
                " "
                <Need required=true />
            </label>
            <FieldError field=field />
            <select
                class="input"
                id=field.id()
                aria-required="true"
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(false))
                on:change=move |event| field.set.run(event_target_value(&event))
            >
                <option
                    value=""
                    prop:selected=Signal::derive(move || field.value.with(String::is_empty))
                >
                    {live(move || t_string!(i18n, wizard.field.choose))}
                </option>
                {live(move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|choice| {
                            let value = choice.value.clone();
                            let chosen = move || field.value.with(|now| *now == value);
                            view! {
                                <option value=choice.value prop:selected=chosen>
                                    {choice.title}
                                </option>
                            }
                        })
                        .collect_view()
                })}
            </select>
        </div>
    }
}

/// A box to tick. Its value is kept while it is ticked, and emptied otherwise.
#[component]
pub(crate) fn TickField(
    /// Where the answer is kept.
    field: Field,
    /// What is kept while it is ticked.
    #[prop(into)]
    value: String,
    /// What the person says by ticking it.
    #[prop(into)]
    label: Signal<String>,
    /// What is to be read before.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let value = StoredValue::new(value);
    let ticked = memo(move || field.value.with(|now| value.with_value(|mine| now == mine)));
    view! {
        <div class=Signal::derive(move || field.class())>
            {children.map(|children| children())}
            <FieldError field=field />
            <label class="tick tick--boxed">
                <input
                    type="checkbox"
                    id=field.id()
                    prop:checked=ticked
                    aria-required="true"
                    aria-invalid=Signal::derive(move || field.invalid())
                    aria-describedby=Signal::derive(move || field.described_by(false))
                    on:change=move |event| {
                        field
                            .set
                            .run(
                                if event_target_checked(&event) {
                                    value.get_value()
                                } else {
                                    String::new()
                                },
                            );
                    }
                />
                <span>
                    {label}
                    " "
                    <Need required=true />
                </span>
            </label>
        </div>
    }
}
