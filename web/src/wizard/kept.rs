//! What of a draft the server does not have yet, kept encrypted in this browser.
//!
//! Each page that is loaded keeps its own record, so that two tabs do not overwrite each other; whoever
//! opens the draft next merges all of them over what the server has.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use shared::form::Answers;
use shared::form::merge::{Merge, merge};
use shared::form::typed::Raw;
use shared::values::Moment;

use crate::display::{recall, remember};
use crate::random::new_id;
use crate::vault;

/// Where the browser remembers that the person was warned; once is enough for all drafts.
const WARNED: &str = "vault-told";

/// What of a draft the server does not have yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The answers that the server had when these were begun.
    pub(crate) base: Answers,
    /// The answers as they stand here.
    pub(crate) mine: Answers,
    /// Texts that are no answer yet.
    pub(crate) raw: Raw,
    /// When it was kept.
    pub(crate) at: Moment,
}

/// What was found in the browser when a draft was opened.
pub(crate) struct Found {
    /// What is kept, merged over what the server has.
    pub(crate) merged: Merge,
    /// Texts that are no answer yet.
    pub(crate) raw: Raw,
    /// The records that it came from; forgotten once everything is saved.
    pub(crate) names: Vec<String>,
}

/// Where a draft's unsaved answers are kept by this page. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Keeper {
    name: StoredValue<String>,
    /// Whether the browser keeps anything; unknown until it was tried.
    works: RwSignal<Option<bool>>,
    /// Whether the person was warned that it keeps nothing.
    warned: RwSignal<bool>,
    /// Records of earlier pages, to be forgotten once everything is saved.
    absorbed: StoredValue<Vec<String>>,
    /// What to do next, and whether something is being done.
    next: StoredValue<Option<Task>>,
    busy: StoredValue<bool>,
}

#[derive(Clone)]
enum Task {
    Keep(Box<Record>),
    Forget,
}

impl Keeper {
    /// The keeper of a draft.
    pub(crate) fn new(draft: &str) -> Self {
        Self {
            name: StoredValue::new(format!("{}{}", prefix(draft), page())),
            works: RwSignal::new(None),
            warned: RwSignal::new(recall(WARNED).is_some()),
            absorbed: StoredValue::new(Vec::new()),
            next: StoredValue::new(None),
            busy: StoredValue::new(false),
        }
    }

    /// Whether the browser turned out to keep nothing and the person does not know yet, tracked.
    pub(crate) fn has_to_warn(self) -> bool {
        self.works.get() == Some(false) && !self.warned.get()
    }

    /// The person knows that the browser keeps nothing.
    pub(crate) fn set_warned(self) {
        self.warned.set(true);
        remember(WARNED, "yes");
    }

    /// Whether the browser keeps things, tracked.
    pub(crate) fn works(self) -> bool {
        self.works.get() == Some(true)
    }

    /// Whether the browser keeps things, not tracked.
    pub(crate) fn works_now(self) -> bool {
        self.works.get_untracked() == Some(true)
    }

    /// What this browser kept of the draft, merged over what the server has.
    pub(crate) async fn find(self, draft: &str, account: &str, theirs: &Answers) -> Option<Found> {
        let records = match vault::own(account).await {
            Ok(()) => vault::kept(&prefix(draft)).await,
            Err(unavailable) => Err(unavailable),
        };
        self.works.set(Some(records.is_ok()));
        let mut unsaved: Vec<(String, Record)> = records
            .ok()?
            .into_iter()
            .filter_map(|(name, text)| Some((name, serde_json::from_str(&text).ok()?)))
            .collect();
        unsaved.sort_by_key(|(_, record)| record.at);
        let mut found: Option<Found> = None;
        for (name, record) in unsaved {
            let before = found.take();
            let over = before.as_ref().map_or(theirs, |f| &f.merged.answers);
            let mut merged = merge(&record.base, &record.mine, over);
            let (mut raw, mut names) = (record.raw, vec![name]);
            if let Some(before) = before {
                merged.conflicts.extend(before.merged.conflicts);
                names.extend(before.names);
                raw.extend(before.raw);
            }
            found = Some(Found { merged, raw, names });
        }
        if let Some(found) = &found {
            self.absorbed.set_value(found.names.clone());
        }
        found
    }

    /// Keeps what the server does not have yet.
    pub(crate) fn keep(self, unsaved: Record) {
        self.next.set_value(Some(Task::Keep(Box::new(unsaved))));
        self.work();
    }

    /// Forgets it, because the server has it.
    pub(crate) fn forget(self) {
        self.next.set_value(Some(Task::Forget));
        self.work();
    }

    /// One thing at a time; of what waits, only the last counts.
    fn work(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some(step) = self.next.try_update_value(Option::take).flatten() {
                let name = self.name.get_value();
                let done = match step {
                    Task::Keep(unsaved) => match serde_json::to_string(&unsaved) {
                        Ok(text) => vault::keep(&name, &text).await,
                        Err(_) => Err(vault::Unavailable),
                    },
                    Task::Forget => {
                        for earlier in self
                            .absorbed
                            .try_update_value(std::mem::take)
                            .unwrap_or_default()
                        {
                            // Already merged and saved: no harm where it stays.
                            let _ = vault::forget(&earlier).await;
                        }
                        vault::forget(&name).await
                    }
                };
                self.works.set(Some(done.is_ok()));
            }
            self.busy.set_value(false);
        });
    }
}

fn prefix(draft: &str) -> String {
    format!("{draft}|")
}

/// A name for what this page keeps, new each time the program is loaded: a duplicated tab has the
/// storage of the first, and would keep its answers in the place of the other's.
fn page() -> String {
    thread_local! {
        static NAME: String = new_id();
    }
    NAME.with(Clone::clone)
}
