//! Take-overs at a window, as officers open and read them. One that nobody has proposed yet opens by
//! its code alone, which the person at the window says; there is no list of them.

use chrono::TimeDelta;
use shared::account::BindDocument;
use shared::document::mask_name;
use shared::issue::{Issue, IssueCode};
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use shared::take_over::{
    TakeOverCase, TakeOverCode, TakeOverEntry, TakeOverHolder, TakeOverList, TakeOverProposal,
    TakeOverState, read_code,
};
use shared::values::Moment;
use uuid::Uuid;

use super::exclusion::Excluded;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::later;
use crate::service::access::officer::CaseWorker;
use crate::service::binding::{asserts, offered};
use crate::service::limits::{Bucket, spend};
use crate::service::take_overs::{format_id, masked, parse_id};
use crate::service::tries::{LOCK, refuse_locked};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::take_overs::{Desk, FiledProposal, TakeOverRow};

/// How long a take-over stays open at a window.
const AT_WINDOW: TimeDelta = TimeDelta::minutes(30);
/// How many of those that wait for a supervisor are listed.
const MOST: u64 = 100;
/// How many of an account are looked at for what became of them.
const MOST_BEFORE: u64 = 100;
/// What an officer is told who has typed too much that was wrong.
const LOCKED: ProblemKind = ProblemKind::TooManyRequests;

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
        let unfinished = match holder {
            Some(holder) => write.list_unfinished(holder).await?.len(),
            None => 0,
        };
        write.commit().await?;
        let holder = match holder {
            Some(holder) => Some(show_holder(app, &row, holder, unfinished).await?),
            None => None,
        };
        let before = app.store.list_take_overs(row.account, MOST_BEFORE).await?;
        let refused = before
            .iter()
            .filter(|one| one.id != row.id && one.filed.state == TakeOverState::Refused);
        let filed = &row.filed;
        let is_compared = filed.desk.is_some_and(|desk| {
            desk.is_compared && desk.officer == who.account() && at < later(desk.at, AT_WINDOW)
        });
        Ok(TakeOverCase {
            id: format_id(row.id),
            state: row.state_at(at),
            name: filed.identity.name.clone(),
            document: masked(&filed.identity.document),
            identity: is_compared.then(|| filed.identity.clone()),
            account_since: app.store.account_dates(row.account).await?.created_at,
            refused_before: u32::try_from(refused.count()).unwrap_or(u32::MAX),
            holder,
            opened_at: filed.opened_at,
            expires_at: filed.expires_at,
            may_confirm: row.state_at(at) == TakeOverState::Proposed
                && filed
                    .proposal
                    .as_ref()
                    .is_some_and(|one| may_confirm(who, one)),
            proposal: filed.proposal.as_ref().map(show_proposal),
        })
    }
}

/// The take-overs that wait for a supervisor, those that lapse first at the head. Those that concern
/// the officer are left out.
///
/// # Errors
/// They were read too often.
pub async fn list_take_overs(app: &App, who: &CaseWorker) -> Result<TakeOverList> {
    spend(app, Bucket::ReadQueue, who.account().as_bytes())?;
    let excluded = Excluded::of(app, who).await?;
    let rows = app.store.list_proposed_take_overs(app.now(), MOST).await?;
    let mut items = Vec::new();
    for row in rows {
        let person = person_index(app, &row);
        let holder = row.filed.proposal.as_ref().and_then(|one| one.holder);
        if excluded.covers_person(&person, holder.into_iter().chain([row.account])) {
            continue;
        }
        let Some(proposal) = row.filed.proposal.as_ref() else {
            continue;
        };
        items.push(TakeOverEntry {
            id: format_id(row.id),
            name: mask_name(&row.filed.identity.name),
            document: masked(&row.filed.identity.document),
            may_confirm: may_confirm(who, proposal),
            proposal: show_proposal(proposal),
            expires_at: row.filed.expires_at,
        });
    }
    Ok(TakeOverList { items })
}

/// Opens a take-over at a window by the code that the person says. Five codes that lead to nothing
/// lock an officer for half an hour: they can be guessed no more than that.
///
/// # Errors
/// No take-over has that code for the officer, it is over, or too many codes were wrong.
pub async fn open_take_over(
    app: &App,
    who: &CaseWorker,
    input: TakeOverCode,
) -> Result<TakeOverCase> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let code = read_code(&input.code).ok_or_else(|| {
        Error::invalid_answers(vec![Issue {
            pointer: "/code".to_owned(),
            code: IssueCode::NotAValue,
        }])
    })?;
    let key = [b"take-over-codes/", who.account().as_bytes().as_slice()].concat();
    let keys = [app.sealer.index(&key)];
    refuse_locked(&app.store.list_tries(&keys).await?, LOCKED, app.now())?;
    let held = match app.store.find_take_over_of(&code).await? {
        Some(found) => match Held::hold(app, who, found.id).await {
            Err(error) if error.kind() == ProblemKind::NotFound => None,
            held => Some(held?),
        },
        None => None,
    };
    let Some(mut held) = held else {
        count(app, &keys).await?;
        return Err(ProblemKind::NotFound.into());
    };
    if !held.row.state_at(held.at).is_open() {
        return Err(ProblemKind::WrongState.into());
    }
    let is_compared = held.desk(who).is_ok_and(|desk| desk.is_compared);
    held.row.filed.desk = Some(Desk {
        officer: who.account(),
        at: held.at,
        is_compared,
    });
    held.write.save_take_over(&held.row).await?;
    held.record(who, "open_take_over").await?;
    held.write.delete_tries(&keys).await?;
    held.finish(app, who).await
}

/// Reads a take-over that one has open at a window, or that waits for a supervisor.
///
/// # Errors
/// There is none for the officer, it is not open at the officer's window, or cases were read too
/// often.
pub async fn read_take_over(app: &App, who: &CaseWorker, id: &str) -> Result<TakeOverCase> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let held = Held::hold(app, who, parse_id(id)?).await?;
    // What is proposed everybody who works on cases sees in the list.
    if held.row.state_at(held.at) != TakeOverState::Proposed {
        held.desk(who)?;
    }
    held.record(who, "read_take_over").await?;
    held.finish(app, who).await
}

/// Compares the number that an officer has typed from the document that is shown with the one that
/// was asked for. Five that differ lock the take-over for half an hour.
///
/// # Errors
/// As for reading; it is proposed or over; the number is not of its form; it differs; or too many
/// differed.
pub async fn compare_document(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: BindDocument,
) -> Result<TakeOverCase> {
    spend(app, Bucket::RevealIdentities, who.account().as_bytes())?;
    let mut held = Held::hold(app, who, parse_id(id)?).await?;
    held.require(TakeOverState::Open)?;
    let desk = held.desk(who)?;
    let shown = offered(&held.row.filed.identity.name, input)?;
    let key = [b"take-over/", held.row.id.as_bytes().as_slice()].concat();
    let keys = [app.sealer.index(&key)];
    let tries = held.write.hold_tries(&keys, held.at).await?;
    refuse_locked(&tries, LOCKED, held.at)?;
    if shown != held.row.filed.identity {
        let until = later(held.at, LOCK);
        held.write.count_tries(&keys, held.at, until).await?;
        held.record(who, "differ_document").await?;
        held.write.commit().await?;
        return Err(ProblemKind::DocumentDiffers.into());
    }
    held.row.filed.desk = Some(Desk {
        is_compared: true,
        ..desk
    });
    held.write.save_take_over(&held.row).await?;
    held.write.delete_tries(&keys).await?;
    held.record(who, "compare_document").await?;
    held.finish(app, who).await
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

fn person_index(app: &App, row: &TakeOverRow) -> Vec<u8> {
    app.sealer.person_index(&row.filed.identity.person())
}

fn show_proposal(proposal: &FiledProposal) -> TakeOverProposal {
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

/// Counts a code that led to nothing.
async fn count(app: &App, keys: &[Vec<u8>]) -> Result<()> {
    let write = app.store.begin().await?;
    let now = app.now();
    refuse_locked(&write.hold_tries(keys, now).await?, LOCKED, now)?;
    write.count_tries(keys, now, later(now, LOCK)).await?;
    write.commit().await
}
