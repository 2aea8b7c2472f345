//! What is wrong with the fields of a short form: said at each, summed up, and gone once it is answered.

use leptos::prelude::*;
use shared::issue::IssueCode;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang};
use crate::ui::error_summary::{ErrorSummary, Lead, Line};
use crate::ui::field::Field;

/// What is said of the field of an id where something is wrong with it.
pub(crate) type FaultWords = fn(I18n, &str, IssueCode) -> &'static str;

/// The fields that are wrong, by their ids. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Faults {
    all: RwSignal<Vec<(&'static str, IssueCode)>>,
    /// What is said of a field that is wrong.
    words: FaultWords,
    /// Grows with each try that found some.
    tries: RwSignal<u32>,
}

impl Faults {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self::in_words(|i18n, _, code| code.detail(lang(i18n)))
    }

    /// None yet, of a form that has words of its own for them.
    pub(crate) fn in_words(words: FaultWords) -> Self {
        Self {
            words,
            all: RwSignal::new(Vec::new()),
            tries: RwSignal::new(0),
        }
    }

    /// Notes what a try has found; the summary takes the focus where that is anything.
    pub(crate) fn put(self, found: Vec<(&'static str, IssueCode)>) {
        let any = !found.is_empty();
        self.all.set(found);
        if any {
            self.tries.update(|n| *n += 1);
        }
    }

    /// A field of the form.
    pub(crate) fn field(self, id: &'static str, value: RwSignal<String>) -> Field {
        let i18n = use_i18n();
        let Self { all, words, .. } = self;
        Field {
            id: StoredValue::new(id.to_owned()),
            value: value.into(),
            error: Signal::derive(move || {
                all.with(|all| {
                    let (_, code) = all.iter().find(|(at, _)| *at == id)?;
                    Some(words(i18n, id, *code).to_owned())
                })
            }),
            set: Callback::new(move |text| {
                // What is answered is no longer said to be wrong.
                if all.with_untracked(|all| all.iter().any(|(at, _)| *at == id)) {
                    all.update(|all| all.retain(|(at, _)| *at != id));
                }
                value.set(text);
            }),
        }
    }

    /// The summary; `label` names a field by its id.
    pub(crate) fn summary(self, label: fn(I18n, &str) -> &'static str) -> impl IntoView {
        let i18n = use_i18n();
        let lines = Signal::derive(move || {
            self.all.with(|all| {
                let lines = all.iter().map(|(at, code)| Line {
                    text: t_string!(
                        i18n,
                        pages.labelled,
                        label = label(i18n, at),
                        text = (self.words)(i18n, at, *code)
                    ),
                    lead: Lead::Field((*at).to_owned()),
                });
                lines.collect::<Vec<Line>>()
            })
        });
        view! { <ErrorSummary lines=lines tries=self.tries leave=Callback::new(|_| ()) /> }
    }
}
