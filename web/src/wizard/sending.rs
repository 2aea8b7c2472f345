//! Submitting: first everything is saved, then the saved version is submitted, once.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::Detail;
use shared::problem::ProblemKind;

use crate::api::{Api, Failure};
use crate::wizard::form::Form;
use crate::wizard::saving::{NotSaved, SaveState, Saver};

/// How the last try to submit ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Something is not saved yet, so nothing was sent.
    NotSaved,
    /// The answers were changed elsewhere and have been merged; the person has to look again.
    Changed,
    /// The server found answers that need a change; the form knows them.
    Invalid,
    /// It is submitted.
    Done(Box<Detail>),
    /// The server refused or could not be reached.
    Failed(Failure),
}

/// Sends the form. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Sender {
    api: Api,
    form: Form,
    saver: Saver,
    /// Whether a try is under way: a second click does nothing.
    pub(crate) busy: RwSignal<bool>,
    /// How the last try ended.
    pub(crate) outcome: RwSignal<Option<Outcome>>,
}

impl Sender {
    /// Sends the form of this draft.
    pub(crate) fn new(api: Api, form: Form, saver: Saver) -> Self {
        Self {
            api,
            form,
            saver,
            busy: RwSignal::new(false),
            outcome: RwSignal::new(None),
        }
    }

    /// Saves, then submits.
    pub(crate) fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.outcome.set(None);
        spawn_local(async move {
            let outcome = self.attempt().await;
            // The page may have been left meanwhile.
            self.outcome.try_set(Some(outcome));
            self.busy.try_set(false);
        });
    }

    async fn attempt(self) -> Outcome {
        let saver = self.saver;
        let before = self.form.answers_now();
        let version = match saver.flush().await {
            Ok(version) => version,
            Err(NotSaved) => {
                return match saver.state_now() {
                    SaveState::Conflict => Outcome::Changed,
                    SaveState::Quiet
                    | SaveState::Pending
                    | SaveState::Saving
                    | SaveState::Saved(_)
                    | SaveState::Failed(_) => Outcome::NotSaved,
                };
            }
        };
        // What the person has promised is what they have seen.
        if self.form.answers_now() != before {
            return Outcome::Changed;
        }
        match self.api.submit_application(&saver.id(), version).await {
            Ok(detail) => {
                saver.finish();
                Outcome::Done(Box::new(detail))
            }
            Err(failure) => match failure.kind() {
                Some(ProblemKind::DraftChanged) => {
                    saver.catch_up().await;
                    Outcome::Changed
                }
                Some(ProblemKind::InvalidAnswers) => {
                    self.form.refuse(failure.errors());
                    Outcome::Invalid
                }
                Some(_) | None => Outcome::Failed(failure),
            },
        }
    }
}
