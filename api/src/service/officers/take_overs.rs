//! Take-overs at a window, as officers open and read them. One that nobody has proposed yet opens by
//! its code alone, which the person at the window says; there is no list of them.

use shared::account::BindDocument;
use shared::document::mask_name;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::take_over::{
    TakeOverCase, TakeOverCode, TakeOverEntry, TakeOverList, TakeOverLookKind, TakeOverState,
    read_code,
};

use super::exclusion::Excluded;
use super::window::{Held, LOCKED, may_confirm, may_see, person_index, show_proposal};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::later;
use crate::service::access::officer::CaseWorker;
use crate::service::binding::offered;
use crate::service::limits::{Bucket, spend};
use crate::service::take_overs::{format_id, masked, parse_id};
use crate::service::tries::{LOCK, refuse_locked};
use crate::store::take_overs::Desk;

/// How many of those that wait for a supervisor are listed.
const MOST: u64 = 100;

/// The take-overs that wait for a supervisor, those that lapse first at the head. Those that concern
/// the officer are left out, and for a reviewer those that others have proposed.
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
        if !may_see(who, proposal) {
            continue;
        }
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
    let code = read_code(&input.code).ok_or_else(|| Error::issue("/code", IssueCode::NotAValue))?;
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
    held.look(who, TakeOverLookKind::Opened);
    held.write.save_take_over(&held.row).await?;
    held.record(who, "open_take_over").await?;
    held.write.delete_tries(&keys).await?;
    held.finish(app, who).await
}

/// Reads a take-over that one has open at a window, or that waits for a supervisor: one who confirms
/// such, or the officer who has proposed it.
///
/// # Errors
/// There is none for the officer, it is not open at the officer's window, or cases were read too
/// often.
pub async fn read_take_over(app: &App, who: &CaseWorker, id: &str) -> Result<TakeOverCase> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let mut held = Held::hold(app, who, parse_id(id)?).await?;
    let is_here = held.desk(who).map(|_| ());
    if held.row.state_at(held.at) == TakeOverState::Proposed {
        let proposal = held.row.filed.proposal.as_ref();
        if is_here.is_err() && !proposal.is_some_and(|proposal| may_see(who, proposal)) {
            return Err(ProblemKind::NotFound.into());
        }
    } else {
        is_here?;
    }
    if held.look(who, TakeOverLookKind::Read) {
        held.write.save_take_over(&held.row).await?;
    }
    held.record(who, "read_take_over").await?;
    held.finish(app, who).await
}

/// Compares the number that an officer has typed from the document that is shown with the one that
/// was asked for, and asks provider and population registry whether it is that of the person. Five
/// that differ lock the take-over for half an hour.
///
/// # Errors
/// As for reading; it is proposed or over; the number is not of its form; it differs, or is not
/// that of the person; too many differed; or the registry is silent.
pub async fn compare_document(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: BindDocument,
) -> Result<TakeOverCase> {
    spend(app, Bucket::RevealIdentities, who.account().as_bytes())?;
    let held = Held::hold(app, who, parse_id(id)?).await?;
    held.require(TakeOverState::Open)?;
    let desk = held.desk(who)?;
    let shown = offered(&held.row.filed.identity.name, input)?;
    let keys = held.hold_tries(app).await?;
    if shown != held.row.filed.identity {
        return Err(held.differ(&keys, who, "differ_document").await);
    }
    let mut held = if desk.is_compared {
        held
    } else {
        held.ask_owner(app, who).await?
    };
    // The registry takes its time: the person can be at another window by now.
    held.require(TakeOverState::Open)?;
    held.row.filed.desk = Some(Desk {
        is_compared: true,
        ..held.desk(who)?
    });
    held.look(who, TakeOverLookKind::Compared);
    held.write.save_take_over(&held.row).await?;
    held.write.delete_tries(&keys).await?;
    held.record(who, "compare_document").await?;
    held.finish(app, who).await
}

/// Counts a code that led to nothing.
async fn count(app: &App, keys: &[Vec<u8>]) -> Result<()> {
    let write = app.store.begin().await?;
    let now = app.now();
    refuse_locked(&write.hold_tries(keys, now).await?, LOCKED, now)?;
    write.count_tries(keys, now, later(now, LOCK)).await?;
    write.commit().await
}
