//! What a transaction adds and reads nothing of. It is written with the commit, all of it
//! with one question (`store::together`).

use std::sync::{Mutex, PoisonError};

use shared::application::EventKind;
use shared::registry::Registry;
use shared::values::Moment;
use uuid::Uuid;

use super::jobs::kind::JobKind;

/// So many are kept at the most: a transaction that adds more writes them in parts.
pub(super) const MOST: usize = 100;

/// Rows of a table that are still to be written.
#[derive(Debug)]
pub(super) struct Pending<T>(Mutex<Vec<T>>);

impl<T> Default for Pending<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Pending<T> {
    /// Keeps a row; tells whether it is time to write what is kept.
    pub(super) fn add(&self, row: T) -> bool {
        self.change(|rows| {
            rows.push(row);
            rows.len() >= MOST
        })
    }

    /// Takes what is kept.
    pub(super) fn take(&self) -> Vec<T> {
        self.change(std::mem::take)
    }

    /// Looks at what is kept, or changes it.
    pub(super) fn change<R>(&self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// An act for the audit log.
#[derive(Debug)]
pub(super) struct NewAct {
    /// The chain that it joins.
    pub(super) chain: Uuid,
    /// When.
    pub(super) at: Moment,
    /// Who.
    pub(super) actor: String,
    /// What.
    pub(super) action: &'static str,
    /// What explains it.
    pub(super) detail: String,
}

/// An entry for the time line of an application.
#[derive(Debug)]
pub(super) struct NewEntry {
    /// The id.
    pub(super) id: Uuid,
    /// The application.
    pub(super) application: Uuid,
    /// What happened.
    pub(super) kind: EventKind,
    /// At which registry.
    pub(super) registry: Option<Registry>,
    /// When.
    pub(super) at: Moment,
}

/// A job that is promised.
#[derive(Debug)]
pub(super) struct NewJob {
    /// The id.
    pub(super) id: Uuid,
    /// What is to be done.
    pub(super) kind: JobKind,
    /// To what.
    pub(super) subject: Uuid,
    /// When.
    pub(super) run_at: Moment,
}
