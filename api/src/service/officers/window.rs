//! A take-over that an officer holds: at whose window it is open, who has looked, whether its document
//! is that of the person who asks, and what officers are shown of it.

use chrono::TimeDelta;
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use shared::take_over::{
    TakeOverCase, TakeOverHolder, TakeOverLookKind, TakeOverProposal, TakeOverState,
};
use shared::text::same_name;
use shared::values::Moment;
use uuid::Uuid;

use super::exclusion::Excluded;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::later;
use crate::service::access::officer::CaseWorker;
use crate::service::binding::{asserts, is_owner_of};
use crate::service::take_overs::{format_id, masked};
use crate::service::tries::{LOCK, refuse_locked};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::take_overs::{Desk, FiledProposal, FiledTakeOverLook, TakeOverRow};

/// How long a take-over stays open at a window.
const AT_WINDOW: TimeDelta = TimeDelta::minutes(30);
/// How long one look of an officer stands for further ones of its kind.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(30);
/// How many looks are told; further ones take the place of the earliest.
const MOST_LOOKS: usize = 200;
/// How many of an account are looked at for what became of them.
const MOST_BEFORE: u64 = 100;
/// What an officer is told who has typed too much that was wrong.
pub(super) const LOCKED: ProblemKind = ProblemKind::TooManyRequests;

/// A take-over that others cannot change until the transaction ends.
#[derive(Debug)]
pub(super) struct Held {
    /// The transaction.
    pub(super) write: Write,
    /// The take-over; nobody else can change the account that asks for it either.
    pub(super) row: TakeOverRow,
    /// The account that has the document bound.
    pub(super) holder: Option<Uuid>,
    /// When it was held.
    pub(super) at: Moment,
}

impl Held {
    /// Holds a take-over.
    ///
    /// # Errors
    /// There is none, or it concerns the officer or somebody of a household with the officer; for
    /// the officer it does not exist then.
    pub(super) async fn hold(app: &App, who: &CaseWorker, id: Uuid) -> Result<Self> {
        // Before the transaction, which needs a connection of its own.
        let excluded = Excluded::of(app, who).await?;
        let found = app.store.find_take_over(id).await?;
        let found = found.ok_or(ProblemKind::NotFound)?;
        let write = app.store.begin().await?;
        write.hold_account(found.account).await?;
        let row = write.find_take_over(id).await?;
        let row = row.ok_or(ProblemKind::NotFound)?;
        let person = person_index(app, &row);
        let holder = write.find_bound_account(&person).await?;
        if excluded.covers_person(&person, holder.into_iter().chain([row.account])) {
            return Err(ProblemKind::NotFound.into());
        }
        Ok(Self {
            write,
            row,
            holder,
            at: app.now(),
        })
    }

    /// Refuses a take-over that is not as far as that.
    ///
    /// # Errors
    /// [`ProblemKind::WrongState`].
    pub(super) fn require(&self, state: TakeOverState) -> Result<()> {
        if self.row.state_at(self.at) == state {
            Ok(())
        } else {
            Err(ProblemKind::WrongState.into())
        }
    }

    /// The window at which the take-over is open, where the officer stands at it.
    ///
    /// # Errors
    /// The officer has not opened it by its code, or others have since.
    pub(super) fn desk(&self, who: &CaseWorker) -> Result<Desk> {
        let here =
            self.row.filed.desk.filter(|desk| {
                desk.officer == who.account() && self.at < later(desk.at, AT_WINDOW)
            });
        Ok(here.ok_or(ProblemKind::TakeOverNotOpened)?)
    }

    /// Tells the person that an officer looks: once in a while for each officer, however often it is
    /// read. Whether there was anything to add that is to be written back.
    pub(super) fn look(&mut self, who: &CaseWorker, kind: TakeOverLookKind) -> bool {
        let at = self.at;
        let looks = &mut self.row.filed.looks;
        let is_told = looks.iter().any(|look| {
            look.officer == who.account() && look.kind == kind && at < later(look.at, LOOK_AGAIN)
        });
        if is_told {
            return false;
        }
        if looks.len() >= MOST_LOOKS {
            // The audit log has the earliest, too.
            looks.remove(0);
        }
        looks.push(FiledTakeOverLook {
            officer: who.account(),
            name: who.name().to_owned(),
            role: who.role(),
            kind,
            at,
        });
        true
    }

    /// Lets nobody else try a document until the transaction ends; what tries are counted under.
    ///
    /// # Errors
    /// Too many differed.
    pub(super) async fn hold_tries(&self, app: &App) -> Result<[Vec<u8>; 1]> {
        let key = [b"take-over/", self.row.id.as_bytes().as_slice()].concat();
        let keys = [app.sealer.index(&key)];
        let tries = self.write.hold_tries(&keys, self.at).await?;
        refuse_locked(&tries, LOCKED, self.at)?;
        Ok(keys)
    }

    /// Counts a document that is not the one that was asked for or not that of the person, and
    /// writes down which; the refusal that the officer is told.
    pub(super) async fn differ(
        self,
        keys: &[Vec<u8>],
        who: &CaseWorker,
        action: &'static str,
    ) -> Error {
        match self.count(keys, who, action).await {
            Ok(()) => ProblemKind::DocumentDiffers.into(),
            Err(error) => error,
        }
    }

    async fn count(self, keys: &[Vec<u8>], who: &CaseWorker, action: &'static str) -> Result<()> {
        let until = later(self.at, LOCK);
        self.write.count_tries(keys, self.at, until).await?;
        self.record(who, action).await?;
        self.write.commit().await
    }

    /// Refuses a document that is not that of the person who has signed in, by provider and
    /// population registry. Nothing is held while these are asked, because they take their time:
    /// what was found out before has to be found out once more of what is given back.
    ///
    /// # Errors
    /// They do not agree that it is, too many documents differed, the registry is silent, or there
    /// is no such take-over any more.
    pub(super) async fn ask_owner(self, app: &App, who: &CaseWorker) -> Result<Self> {
        self.hold_tries(app).await?;
        let Self { write, row, .. } = self;
        drop(write);
        let account = app.store.find_account(row.account).await?;
        let account = account.ok_or_else(|| Error::unexpected("a take-over without an account"))?;
        let identity = &row.filed.identity;
        let is_owner = same_name(&account.profile.name, &identity.name)
            && is_owner_of(app, &account.profile, identity).await?;
        let held = Self::hold(app, who, row.id).await?;
        let keys = held.hold_tries(app).await?;
        if is_owner {
            return Ok(held);
        }
        Err(held.differ(&keys, who, "refuse_owner").await)
    }

    /// Writes down what an officer does, in the chain of the account that asks.
    pub(super) async fn record(&self, who: &CaseWorker, action: &'static str) -> Result<()> {
        let act = Act {
            chain: self.row.account,
            at: self.at,
            actor: Actor::Officer(who.account()),
            action,
            detail: &format!("take-over {}", self.row.id.simple()),
        };
        self.write.record_audit(act).await
    }

    /// Ends the transaction with what was changed, and shows the take-over.
    pub(super) async fn finish(self, app: &App, who: &CaseWorker) -> Result<TakeOverCase> {
        let Self {
            write,
            row,
            holder,
            at,
        } = self;
        let state = row.state_at(at);
        let filed = &row.filed;
        // Once it is over, nobody needs the number any more.
        let is_compared = state.is_open()
            && filed.desk.is_some_and(|desk| {
                desk.is_compared && desk.officer == who.account() && at < later(desk.at, AT_WINDOW)
            });
        // Who has a document bound nobody learns before it was shown and found to be the person's.
        let holder = holder.filter(|_| match state {
            TakeOverState::Open => is_compared,
            TakeOverState::Proposed => true,
            TakeOverState::Done
            | TakeOverState::Refused
            | TakeOverState::Withdrawn
            | TakeOverState::Lapsed => false,
        });
        let unfinished = match holder {
            Some(holder) => write.list_unfinished(holder).await?.len(),
            None => 0,
        };
        write.commit().await?;
        let holder = match holder {
            Some(holder) => Some(show_holder(app, &row, holder, unfinished).await?),
            None => None,
        };
        let before = app
            .store
            .list_readable_take_overs(row.account, MOST_BEFORE)
            .await?;
        let refused = before
            .iter()
            .filter(|one| one.id != row.id && one.filed.state == TakeOverState::Refused);
        Ok(TakeOverCase {
            id: format_id(row.id),
            state,
            name: filed.identity.name.clone(),
            document: masked(&filed.identity.document),
            identity: is_compared.then(|| filed.identity.clone()),
            account_since: app.store.account_dates(row.account).await?.created_at,
            refused_before: u32::try_from(refused.count()).unwrap_or(u32::MAX),
            holder,
            opened_at: filed.opened_at,
            expires_at: filed.expires_at,
            may_confirm: state == TakeOverState::Proposed
                && filed
                    .proposal
                    .as_ref()
                    .is_some_and(|one| may_confirm(who, one)),
            proposal: filed.proposal.as_ref().map(show_proposal),
        })
    }
}

/// Whether an officer may confirm what was proposed: a supervisor, who is another person under
/// whichever account.
pub(super) fn may_confirm(who: &CaseWorker, proposal: &FiledProposal) -> bool {
    who.role() == OfficerRole::Supervisor && is_other_person(who, proposal)
}

/// Whether an officer is not the person who proposed it.
pub(super) fn is_other_person(who: &CaseWorker, proposal: &FiledProposal) -> bool {
    proposal.officer != who.account() && proposal.person_index != who.person_index()
}

/// Whether an officer may see what was proposed without having it open at a window: whoever confirms
/// such, and whoever proposed it.
pub(super) fn may_see(who: &CaseWorker, proposal: &FiledProposal) -> bool {
    who.role() == OfficerRole::Supervisor || !is_other_person(who, proposal)
}

/// Whose document it is, as people are looked up.
pub(super) fn person_index(app: &App, row: &TakeOverRow) -> Vec<u8> {
    app.sealer.person_index(&row.filed.identity.person())
}

/// What was proposed, as officers see it.
pub(super) fn show_proposal(proposal: &FiledProposal) -> TakeOverProposal {
    TakeOverProposal {
        officer: proposal.name.clone(),
        reason: proposal.reason.clone(),
        at: proposal.at,
    }
}

async fn show_holder(
    app: &App,
    row: &TakeOverRow,
    holder: Uuid,
    unfinished: usize,
) -> Result<TakeOverHolder> {
    let account = app.store.find_account(holder).await?;
    let dates = app.store.account_dates(holder).await?;
    let is_asserted =
        account.is_some_and(|account| asserts(&account.profile, &row.filed.identity) == Some(true));
    Ok(TakeOverHolder {
        bound_since: dates.bound_at.unwrap_or(dates.created_at),
        unfinished: u32::try_from(unfinished).unwrap_or(u32::MAX),
        is_asserted,
    })
}
