//! Saving by itself: after a pause, on leaving a field or a chapter, again after a failure; one
//! save at a time, each on top of the version that the server was last seen to have.

use std::sync::Arc;
use std::time::Duration;

use futures::lock::Mutex;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{Draft, SaveDraft};
use shared::form::merge::{Merge, merge};
use shared::form::{Answers, Chapter};
use shared::problem::ProblemKind;
use shared::values::Moment;

use crate::api::{Api, Failure};
use crate::session::SessionContext;
use crate::unsaved::Whereabouts;
use crate::wizard::form::Form;
use crate::wizard::kept::{Found, Keeper, Record};

/// The pause after which typing is saved.
const PAUSE: Duration = Duration::from_millis(1_500);
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: u64 = 60;

/// Where saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing was changed since the draft was opened.
    Quiet,
    /// Something was changed and will be saved.
    Pending,
    /// It is being saved.
    Saving,
    /// It was saved at that moment.
    Saved(Moment),
    /// It could not be saved and will be tried again.
    Failed(Failure),
    /// The person has to choose between two versions of an answer.
    Conflict,
}

/// What the person has to know about answers that changed without their doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Fields that another page or device changed.
    Merged(Vec<String>),
    /// Answers that were kept in this browser are back.
    Restored,
}

/// What the server was last seen to have.
#[derive(Clone)]
struct Base {
    version: u32,
    answers: Answers,
    left: Left,
}

/// Where the person was last: the chapter, and the child or home in it.
type Left = (Chapter, Option<String>);

/// Nothing was saved; the state tells why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotSaved;

/// Saves a draft. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    api: Api,
    session: SessionContext,
    form: Form,
    keeper: Keeper,
    id: StoredValue<String>,
    base: StoredValue<Base>,
    left: StoredValue<Left>,
    state: RwSignal<SaveState>,
    conflict: RwSignal<Option<Merge>>,
    news: RwSignal<Option<News>>,
    gone: RwSignal<bool>,
    /// Held while a save is under way.
    turn: StoredValue<Arc<Mutex<()>>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    failures: StoredValue<u32>,
}

impl Saver {
    /// Saves the form as this draft.
    pub(crate) fn new(
        api: Api,
        session: SessionContext,
        form: Form,
        keeper: Keeper,
        draft: Draft,
    ) -> Self {
        let left = (draft.resume_at, draft.resume_entry);
        Self {
            api,
            session,
            form,
            keeper,
            id: StoredValue::new(draft.id),
            base: StoredValue::new(Base {
                version: draft.version,
                answers: draft.answers,
                left: left.clone(),
            }),
            left: StoredValue::new(left),
            state: RwSignal::new(SaveState::Quiet),
            conflict: RwSignal::new(None),
            news: RwSignal::new(None),
            gone: RwSignal::new(false),
            turn: StoredValue::new(Arc::new(Mutex::new(()))),
            timer: StoredValue::new(None),
            failures: StoredValue::new(0),
        }
    }

    /// The draft's id.
    pub(crate) fn id(self) -> String {
        self.id.get_value()
    }

    /// Where saving stands, tracked.
    pub(crate) fn state(self) -> SaveState {
        self.state.get()
    }

    /// Where saving stands, not tracked.
    pub(crate) fn state_now(self) -> SaveState {
        self.state.get_untracked()
    }

    /// What the person has to choose between, tracked.
    pub(crate) fn conflict(self) -> Option<Merge> {
        self.conflict.get()
    }

    /// What changed without the person's doing.
    pub(crate) fn news(self) -> RwSignal<Option<News>> {
        self.news
    }

    /// Whether this browser keeps what the server does not have yet, not tracked.
    pub(crate) fn keeps(self) -> bool {
        self.keeper.works_now()
    }

    /// Whether to warn that this browser keeps nothing, tracked.
    pub(crate) fn warns_of_vault(self) -> bool {
        self.keeper.has_to_warn()
    }

    /// The person knows; it is not said again.
    pub(crate) fn vault_understood(self) {
        self.keeper.set_warned();
    }

    /// Whether the draft is no draft any more, tracked.
    pub(crate) fn is_gone(self) -> bool {
        self.gone.get()
    }

    /// Whether the server lacks something, not tracked.
    pub(crate) fn is_dirty(self) -> bool {
        self.base.with_value(|base| {
            base.left != self.left.get_value() || base.answers != self.form.answers_now()
        })
    }

    /// Where everything that was typed is, tracked. Where the draft is gone, nothing is left to
    /// save.
    pub(crate) fn whereabouts(self) -> Whereabouts {
        self.state.track();
        let (answers, half_typed) = (self.form.answers(), !self.form.raw().is_empty());
        let lacks = half_typed || self.base.with_value(|base| base.answers != answers);
        Whereabouts::of(lacks && !self.is_gone(), self.keeper.works())
    }

    /// Brings back what was kept in this browser.
    pub(crate) fn restore(self, found: Found) {
        let lacked = self
            .base
            .with_value(|base| base.answers != found.merged.answers);
        self.form.replace(found.merged.answers.clone());
        if !found.merged.conflicts.is_empty() {
            self.state.set(SaveState::Conflict);
            self.conflict.set(Some(found.merged));
        } else if lacked {
            self.news.set(Some(News::Restored));
            self.now();
        } else {
            self.keeper.forget();
        }
    }

    /// Notes that answers or texts have changed.
    pub(crate) fn touch(self) {
        let raw = self.form.raw_now();
        let dirty = self.is_dirty();
        if dirty || !raw.is_empty() {
            self.keeper.keep(Record {
                base: self.base.with_value(|base| base.answers.clone()),
                mine: self.form.answers_now(),
                raw,
                at: self.session.now(),
            });
        }
        if dirty && self.conflict.with_untracked(Option::is_none) {
            if !matches!(self.state.get_untracked(), SaveState::Failed(_)) {
                self.state.set(SaveState::Pending);
            }
            self.soon(PAUSE);
        }
    }

    /// Notes the page that is open, so that another device goes on there.
    pub(crate) fn arrive(self, chapter: Chapter, entry: Option<String>) {
        let answers = self.form.answers_now();
        // Pages that ask nothing are no place to go on at.
        let entry = entry.filter(|key| answers.has_entry(chapter, key));
        self.left.set_value((chapter, entry));
        self.leave_field();
    }

    /// Saves now what the person has just left.
    pub(crate) fn leave_field(self) {
        if self.is_dirty() {
            self.now();
        }
    }

    /// Saves after a while, unless something else happens before.
    fn soon(self, wait: Duration) {
        let handle = set_timeout_with_handle(move || self.now(), wait);
        let before = self
            .timer
            .try_update_value(|timer| std::mem::replace(timer, handle.ok()));
        if let Some(Some(before)) = before {
            before.clear();
        }
    }

    fn now(self) {
        spawn_local(async move {
            // The state tells what became of it.
            let _ = self.flush().await;
        });
    }

    /// Saves until the server has everything; gives the version that it has then.
    ///
    /// # Errors
    /// It could not be saved; the state tells why.
    pub(crate) async fn flush(self) -> Result<u32, NotSaved> {
        let turn = self.turn.get_value();
        let _mine = turn.lock().await;
        loop {
            if self.gone.get_untracked() || self.conflict.with_untracked(Option::is_some) {
                return Err(NotSaved);
            }
            if !self.is_dirty() {
                return Ok(self.base.with_value(|base| base.version));
            }
            self.state.set(SaveState::Saving);
            if let Err(failure) = self.save_once().await {
                self.fail(failure);
                return Err(NotSaved);
            }
        }
    }

    async fn save_once(self) -> Result<(), Failure> {
        let answers = self.form.answers_now();
        let left = self.left.get_value();
        let version = self.base.with_value(|base| base.version);
        let id = self.id.get_value();
        let body = SaveDraft {
            resume_at: left.0,
            resume_entry: left.1.clone(),
            answers,
        };
        match self.api.save_draft(&id, version, &body).await {
            Ok(saved) => {
                self.base.set_value(Base {
                    version: saved.version,
                    answers: body.answers,
                    left,
                });
                self.saved();
                Ok(())
            }
            Err(failure) if failure.kind() == Some(ProblemKind::DraftChanged) => {
                let theirs = self.api.read_answers(&id).await?;
                self.meet(theirs);
                Ok(())
            }
            Err(failure) => Err(failure),
        }
    }

    /// Everything up to now is on the server.
    fn saved(self) {
        self.failures.set_value(0);
        if self.is_dirty() {
            return;
        }
        self.state.set(SaveState::Saved(self.session.now()));
        if self.form.raw_now().is_empty() {
            self.keeper.forget();
        }
    }

    /// Merges what another page or device has saved meanwhile.
    fn meet(self, theirs: Draft) {
        let mine = self.form.answers_now();
        let mut merged = self
            .base
            .with_value(|base| merge(&base.answers, &mine, &theirs.answers));
        // A promise stands only for answers that the person who made it has seen as a whole.
        if merged.answers != mine && merged.answers != theirs.answers {
            merged.answers.promise = None;
        }
        self.base.set_value(Base {
            version: theirs.version,
            answers: theirs.answers,
            left: (theirs.resume_at, theirs.resume_entry),
        });
        self.form.replace(merged.answers.clone());
        if !merged.taken.is_empty() {
            self.news.set(Some(News::Merged(merged.taken.clone())));
        }
        if !merged.conflicts.is_empty() {
            self.state.set(SaveState::Conflict);
            self.conflict.set(Some(merged));
        }
    }

    /// Merges what the server has by now.
    pub(crate) async fn catch_up(self) {
        let turn = self.turn.get_value();
        let _mine = turn.lock().await;
        match self.api.read_answers(&self.id.get_value()).await {
            Ok(theirs) => self.meet(theirs),
            Err(failure) => self.fail(failure),
        }
    }

    /// Takes the person's choice: the other side's value for the conflicts of these indices.
    pub(crate) fn resolve(self, take_theirs: &[usize]) {
        if let Some(merged) = self.conflict.get_untracked() {
            self.form.replace(merged.resolve(take_theirs));
            self.conflict.set(None);
            self.state.set(SaveState::Pending);
            self.now();
        }
    }

    fn fail(self, failure: Failure) {
        match failure.kind() {
            Some(ProblemKind::NotFound | ProblemKind::WrongState) => {
                self.gone.set(true);
                self.keeper.forget();
                return;
            }
            // The session's own dialog leads to the sign-in; trying again before is of no use.
            Some(ProblemKind::NotSignedIn) => {}
            Some(_) | None => {
                let tries = self.failures.get_value();
                self.failures.set_value(tries.saturating_add(1));
                let wait = 2_u64
                    .saturating_pow(tries.saturating_add(1))
                    .min(LONGEST_WAIT);
                let wait = failure.retry_after().map_or(wait, |asked| asked.max(wait));
                self.soon(Duration::from_secs(wait));
            }
        }
        self.state.set(SaveState::Failed(failure));
    }

    /// Tries again at once: the network or the session is back, or the person asks for it.
    pub(crate) fn retry(self) {
        self.failures.set_value(0);
        if self.is_dirty() {
            self.now();
        }
    }

    /// Ends saving: the draft was submitted.
    pub(crate) fn finish(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
        self.keeper.forget();
    }
}
