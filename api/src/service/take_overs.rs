//! 身份找回: asking a window for a document that somebody else has bound, or that is bound to an account
//! which one has lost. What is asked for tells nothing of whether anybody has it bound; that the
//! document is one's own two officers find out (`service::officers::identifying`).

use shared::account::{BindDocument, BoundDocument};
use shared::document::Document;
use shared::problem::ProblemKind;
use shared::take_over::{AskedTakeOver, TakeOver, TakeOverLook, TakeOverState};
use shared::values::Moment;
use uuid::Uuid;

use super::access::{SignedInUser, end_of_day_after};
use super::binding::offered;
use super::codes::window_code;
use super::limits::{Bucket, spend};
use super::sessions::act;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::audit::Act;
use crate::store::take_overs::{FiledTakeOver, TakeOverEnd, TakeOverRow};

/// How many days after that of asking a person has to come to a window, and a supervisor to confirm it.
const DAYS: u64 = 7;

/// Lets somebody ask: before it is read what for, so that nobody can have much read.
///
/// # Errors
/// It was asked too often.
pub fn admit(app: &App, who: &SignedInUser) -> Result<()> {
    spend(app, Bucket::TakeOver, who.account().as_bytes())
}

/// Asks for a take-over at a window. Asking for the same once more gives what is open.
///
/// # Errors
/// The account has a document, the provider does not know the person well enough, the number is not
/// of its form, or another document is asked for already.
pub async fn request_take_over(
    app: &App,
    who: &SignedInUser,
    input: BindDocument,
) -> Result<TakeOver> {
    if !who.level_suffices(app) {
        return Err(ProblemKind::IdentityNotVerified.into());
    }
    if who.is_bound() {
        return Err(ProblemKind::AlreadyBound.into());
    }
    let identity = offered(&who.profile().name, input)?;
    let write = app.store.begin().await?;
    write.hold_account(who.account()).await?;
    let now = app.now();
    if write.find_binding(who.account()).await?.is_some() {
        return Err(ProblemKind::AlreadyBound.into());
    }
    let newest = write.newest_take_over(who.account()).await?;
    if let Some(open) = newest.filter(|newest| newest.state_at(now).is_open()) {
        return if open.filed.identity == identity {
            Ok(show(&open, now))
        } else {
            Err(ProblemKind::TakeOverOpen.into())
        };
    }
    let new = TakeOverRow {
        id: app.new_id(),
        account: who.account(),
        filed: FiledTakeOver {
            state: TakeOverState::Open,
            code: window_code()?,
            identity,
            opened_at: now,
            expires_at: end_of_day_after(now, DAYS),
            desk: None,
            proposal: None,
            end: None,
            ended_by: None,
            looks: Vec::new(),
        },
    };
    write.add_take_over(&new).await?;
    record(&write, &new, "request_take_over", now).await?;
    write.commit().await?;
    Ok(show(&new, now))
}

/// What whoever asks has asked a window for.
///
/// # Errors
/// It was looked at too often.
pub async fn read_take_over(app: &App, who: &SignedInUser) -> Result<AskedTakeOver> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    let newest = app.store.newest_take_over(who.account()).await?;
    let now = app.now();
    Ok(AskedTakeOver {
        take_over: newest.map(|newest| show(&newest, now)),
    })
}

/// Takes back what one asked for. Taking it back twice is no error.
///
/// # Errors
/// Nothing was asked for, or it is over.
pub async fn withdraw_take_over(app: &App, who: &SignedInUser) -> Result<TakeOver> {
    spend(app, Bucket::TakeOver, who.account().as_bytes())?;
    let write = app.store.begin().await?;
    write.hold_account(who.account()).await?;
    let now = app.now();
    let newest = write.newest_take_over(who.account()).await?;
    let mut newest = newest.ok_or(ProblemKind::NotFound)?;
    match newest.state_at(now) {
        TakeOverState::Withdrawn => return Ok(show(&newest, now)),
        TakeOverState::Open | TakeOverState::Proposed => {}
        TakeOverState::Done | TakeOverState::Refused | TakeOverState::Lapsed => {
            return Err(ProblemKind::WrongState.into());
        }
    }
    newest.filed.state = TakeOverState::Withdrawn;
    newest.filed.end = Some(TakeOverEnd {
        at: now,
        reason: None,
    });
    write.save_take_over(&newest).await?;
    record(&write, &newest, "withdraw_take_over", now).await?;
    write.commit().await?;
    Ok(show(&newest, now))
}

/// A take-over as the person who asked for it sees it.
pub(super) fn show(row: &TakeOverRow, now: Moment) -> TakeOver {
    let state = row.state_at(now);
    let filed = &row.filed;
    let lapsed = (state == TakeOverState::Lapsed).then_some(filed.expires_at);
    // What a supervisor writes who confirms is for officers.
    let told = state == TakeOverState::Refused;
    TakeOver {
        id: format_id(row.id),
        code: state.is_open().then(|| filed.code.clone()),
        state,
        document: masked(&filed.identity.document),
        opened_at: filed.opened_at,
        expires_at: filed.expires_at,
        ended_at: filed.end.as_ref().map(|end| end.at).or(lapsed),
        reason: filed
            .end
            .as_ref()
            .and_then(|end| end.reason.clone())
            .filter(|_| told),
        looks: filed
            .looks
            .iter()
            .map(|look| TakeOverLook {
                kind: look.kind,
                role: look.role,
                at: look.at,
            })
            .collect(),
    }
}

/// A document that is asked for, without its number.
pub(super) fn masked(document: &Document) -> BoundDocument {
    BoundDocument {
        kind: document.kind,
        masked_number: document.masked_number(),
    }
}

/// The id of a take-over as callers see it.
pub(super) fn format_id(id: Uuid) -> String {
    format!("tko_{}", id.simple())
}

/// The id of a take-over as callers give it.
///
/// # Errors
/// It is none.
pub(super) fn parse_id(text: &str) -> Result<Uuid> {
    let hex = text.strip_prefix("tko_").filter(|hex| hex.len() == 32);
    let id = hex.and_then(|hex| Uuid::try_parse(hex).ok());
    Ok(id.ok_or(ProblemKind::NotFound)?)
}

async fn record(write: &Write, row: &TakeOverRow, action: &'static str, at: Moment) -> Result<()> {
    let done = Act {
        detail: &format!("take-over {}", row.id.simple()),
        ..act(row.account, at, action)
    };
    write.record_audit(done).await
}
