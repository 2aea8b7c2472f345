//! One question: label, hint, control, and what is wrong with the answer, tied together by ids.

use leptos::prelude::*;
use shared::text;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::ui::icon::{Glyph, Icon};

/// A question's tie to where its answer is kept. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    /// The id of the control, unique in the document.
    pub(crate) id: StoredValue<String>,
    /// The answer as text.
    pub(crate) value: Signal<String>,
    /// What is wrong, as a sentence; nothing while nothing is.
    pub(crate) error: Signal<Option<String>>,
    /// Takes another answer.
    pub(crate) set: Callback<String>,
}

impl Field {
    /// The id of the control.
    pub(crate) fn id(self) -> String {
        self.id.get_value()
    }

    /// The id of the hint.
    pub(crate) fn hint_id(self) -> String {
        format!("{}-hint", self.id())
    }

    /// The id of the error.
    pub(crate) fn error_id(self) -> String {
        format!("{}-error", self.id())
    }

    /// The ids that describe the control right now, tracked.
    pub(crate) fn described_by(self, has_hint: bool) -> Option<String> {
        let hint = has_hint.then(|| self.hint_id());
        let error = self.is_bad().then(|| self.error_id());
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Whether something is wrong, tracked.
    pub(crate) fn is_bad(self) -> bool {
        self.error.with(Option::is_some)
    }

    /// The class of the block around the question, tracked.
    pub(crate) fn class(self) -> &'static str {
        if self.is_bad() {
            "field field--bad"
        } else {
            "field"
        }
    }

    /// `true` for `aria-invalid` where something is wrong, tracked.
    pub(crate) fn invalid(self) -> Option<&'static str> {
        self.is_bad().then_some("true")
    }
}

/// The id of the control for what a JSON pointer names.
pub(crate) fn field_id(pointer: &str) -> String {
    format!("f{}", pointer.replace('/', "-"))
}

/// Whether an answer is needed, in words.
#[component]
pub(crate) fn Need(
    /// Whether it is.
    required: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || {
        if required {
            t_string!(i18n, wizard.need.required)
        } else {
            t_string!(i18n, wizard.need.optional)
        }
    };
    view! { <span class="field__need">{word}</span> }
}

/// What helps to answer. Nothing where it is empty.
#[component]
pub(crate) fn Hint(
    /// The question.
    field: Field,
    /// The words.
    text: Signal<String>,
) -> impl IntoView {
    (!text.with_untracked(String::is_empty)).then(|| {
        view! {
            <p class="field__hint" id=field.hint_id()>
                {text}
            </p>
        }
    })
}

/// What is wrong with the answer.
#[component]
pub(crate) fn FieldError(
    /// The question.
    field: Field,
    /// Whether to tell how many characters the answer has: in a long number nobody sees that one is
    /// missing.
    #[prop(optional)]
    counted: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = move || {
        let n = field.value.with(|value| text::code(value).chars().count());
        (counted && n > 0).then(|| t_string!(i18n, wizard.error.typed, n = n.to_string()))
    };
    move || {
        field.error.get().map(|error| {
            view! {
                <p class="field__error" id=field.error_id()>
                    <Glyph icon=Icon::Cross />
                    <span>
                        <span class="sr-only">{t!(i18n, wizard.error.prefix)}</span>
                        {error}
                        {live(typed)}
                    </span>
                </p>
            }
        })
    }
}

/// What is typed into a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// Words.
    #[default]
    Words,
    /// A name of a person.
    Name,
    /// Words that need the whole width: an address.
    Wide,
    /// A number with letters: of a document or a certificate.
    Code,
    /// A short code.
    Short,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Words | Self::Name | Self::Email => "input",
            Self::Wide => "input input--wide",
            Self::Code => "input input--code",
            Self::Short => "input input--short input--code",
            Self::Phone => "input input--short",
        }
    }

    fn input_type(self) -> &'static str {
        match self {
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Words | Self::Name | Self::Wide | Self::Code | Self::Short => "text",
        }
    }

    /// Names and numbers of others must not be offered from the browser's memory.
    fn autocomplete(self, own: bool) -> &'static str {
        match self {
            Self::Phone if own => "tel-national",
            Self::Email if own => "email",
            Self::Wide if own => "street-address",
            Self::Words
            | Self::Name
            | Self::Wide
            | Self::Code
            | Self::Short
            | Self::Phone
            | Self::Email => "off",
        }
    }
}

/// A line of text.
#[component]
pub(crate) fn TextField(
    /// Where the answer is kept.
    field: Field,
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is typed.
    #[prop(optional)]
    kind: Kind,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it is about the person who fills in, so that the browser may offer it.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let has_hint = !hint.with_untracked(String::is_empty);
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {label}
                " "
                <Need required=!optional />
            </label>
            <Hint field=field text=hint />
            <FieldError field=field counted={kind == Kind::Code} />
            <input
                class=kind.class()
                id=field.id()
                type=kind.input_type()
                autocomplete=kind.autocomplete(own)
                autocapitalize=if matches!(kind, Kind::Code | Kind::Short) {
                    "characters"
                } else {
                    "off"
                }
                spellcheck="false"
                prop:value=field.value
                aria-required=(!optional).then_some("true")
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(has_hint))
                on:input=move |event| field.set.run(event_target_value(&event))
                // Some programs that fill forms in tell it by this event alone.
                on:change=move |event| field.set.run(event_target_value(&event))
            />
        </div>
    }
}
