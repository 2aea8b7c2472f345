//! What is typed on the page of 申请复核.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::application::{DisputeGround, LONGEST_STATEMENT, NewDispute};
use shared::issue::IssueCode;

use crate::api::Failure;
use crate::i18n::use_i18n;
use crate::language::lang;
use crate::ui::field::Field;

/// The ids of the questions.
pub(super) const RECORDS: &str = "records";
pub(super) const GROUND: &str = "ground";
pub(super) const STATEMENT: &str = "statement";

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    /// The places of the records that are ticked.
    pub(super) records: RwSignal<BTreeSet<u8>>,
    /// The name of the ground.
    pub(super) ground: RwSignal<String>,
    /// The statement.
    pub(super) statement: RwSignal<String>,
    /// The fields that are wrong, by their ids.
    pub(super) faults: RwSignal<Vec<(&'static str, IssueCode)>>,
}

impl Typed {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            records: RwSignal::new(BTreeSet::new()),
            ground: RwSignal::new(String::new()),
            statement: RwSignal::new(String::new()),
            faults: RwSignal::new(Vec::new()),
        }
    }

    /// Whether anything is typed, tracked.
    pub(super) fn is_begun(self) -> bool {
        let typed = self.statement.with(|text| !text.trim().is_empty());
        typed || self.ground.with(|ground| !ground.is_empty())
    }

    /// The dispute with such papers, or the fields that are wrong.
    pub(super) fn dispute(
        self,
        evidence: Vec<String>,
    ) -> Result<NewDispute, Vec<(&'static str, IssueCode)>> {
        let records: Vec<u8> = self.records.get_untracked().into_iter().collect();
        let statement = self.statement.get_untracked().trim().to_owned();
        let mut faults = Vec::new();
        if records.is_empty() {
            faults.push((RECORDS, IssueCode::ChooseOne));
        }
        let ground = DisputeGround::from_slug(&self.ground.get_untracked());
        if ground.is_none() {
            faults.push((GROUND, IssueCode::ChooseOne));
        }
        if statement.is_empty() {
            faults.push((STATEMENT, IssueCode::Required));
        } else if statement.chars().nth(LONGEST_STATEMENT).is_some() {
            faults.push((STATEMENT, IssueCode::StatementTooLong));
        }
        match ground {
            Some(ground) if faults.is_empty() => Ok(NewDispute {
                records,
                ground,
                statement,
                evidence,
            }),
            _ => Err(faults),
        }
    }

    /// A question of the page.
    pub(super) fn field(self, id: &'static str, value: RwSignal<String>) -> Field {
        Field {
            id: StoredValue::new(id.to_owned()),
            value: value.into(),
            error: self.error(id),
            set: Callback::new(move |text| {
                self.mend(id);
                value.set(text);
            }),
        }
    }

    /// What is answered is no longer said to be wrong.
    pub(super) fn mend(self, id: &'static str) {
        if self
            .faults
            .with_untracked(|all| all.iter().any(|(at, _)| *at == id))
        {
            self.faults.update(|all| all.retain(|(at, _)| *at != id));
        }
    }

    /// What is wrong with a question.
    pub(super) fn error(self, id: &'static str) -> Signal<Option<String>> {
        let i18n = use_i18n();
        Signal::derive(move || {
            self.faults.with(|faults| {
                let (_, code) = faults.iter().find(|(at, _)| *at == id)?;
                Some(code.detail(lang(i18n)).to_owned())
            })
        })
    }
}

/// The fields that the server says are wrong.
pub(super) fn of_server(failure: &Failure) -> Vec<(&'static str, IssueCode)> {
    let errors = failure.errors().iter();
    errors
        .map(|error| {
            let at = match error.pointer.split('/').nth(1) {
                Some(RECORDS) => RECORDS,
                Some(GROUND) => GROUND,
                _ => STATEMENT,
            };
            (at, error.code)
        })
        .collect()
}
