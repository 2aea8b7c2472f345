//! Sessions: who is signed in and until when, and the account as the API shows it.

use chrono::TimeDelta;
use shared::account::{Account, BeforeBinding, BoundDocument, Session};
use shared::document::{Document, mask_name};
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use super::access::{SignedInUser, idle_until, live_user, touch};
use crate::app::App;
use crate::error::Result;
use crate::store::accounts::Binding;
use crate::store::audit::{Act, Actor};
use crate::store::sessions::SessionRow;

/// A session ends after so long, however much it is used.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(8);

/// Tells who is signed in and until when. Does not keep the session alive, so that a page may ask
/// as often as it likes.
///
/// # Errors
/// The database does not answer.
pub async fn read_session(app: &App, token: Option<&str>) -> Result<Session> {
    let now = app.now();
    match live_user(app, token, now).await? {
        Some(who) => tell(app, &who, who.session(), now).await,
        None => Ok(Session {
            account: None,
            idle_until: None,
            ends_at: None,
            now,
            today: day_in_shanghai(now),
            unread: 0,
        }),
    }
}

/// Whether this is the token of a session that has ended, or of none.
///
/// # Errors
/// The database does not answer.
pub async fn has_ended(app: &App, token: Option<&str>) -> Result<bool> {
    Ok(token.is_some() && live_user(app, token, app.now()).await?.is_none())
}

/// Keeps the session alive, exactly from now on.
///
/// # Errors
/// The database does not answer.
pub async fn renew_session(app: &App, who: &SignedInUser) -> Result<Session> {
    let now = app.now();
    let mut session = who.session().clone();
    touch(app, &mut session, now).await?;
    tell(app, who, &session, now).await
}

/// The account of somebody who is signed in, as the API shows it.
pub(super) fn show(app: &App, who: &SignedInUser) -> Account {
    let profile = who.profile();
    let binding = who.binding();
    Account {
        id: format!("acc_{}", who.account().simple()),
        name: mask_name(&profile.name),
        bound: binding.map(bound_document),
        before_binding: binding.is_none().then(|| BeforeBinding {
            name: profile.name.clone(),
            level_suffices: who.level_suffices(app),
            taken_over_at: who.binding_lost_at(),
        }),
    }
}

/// A bound document as the API shows it.
pub(super) fn bound_document(binding: &Binding) -> BoundDocument {
    shown_document(&binding.identity.document)
}

/// A document as everybody but its owner sees it.
pub(super) fn shown_document(document: &Document) -> BoundDocument {
    BoundDocument {
        kind: document.kind,
        masked_number: document.masked_number(),
    }
}

/// An entry for an account's audit chain.
pub(super) fn act(account: Uuid, at: Moment, action: &'static str) -> Act<'static> {
    Act {
        chain: account,
        at,
        actor: Actor::Account(account),
        action,
        detail: "",
    }
}

async fn tell(app: &App, who: &SignedInUser, session: &SessionRow, now: Moment) -> Result<Session> {
    let unread = app.store.count_unread(who.account()).await?;
    Ok(Session {
        account: Some(show(app, who)),
        idle_until: Some(idle_until(session)),
        ends_at: Some(session.ends_at),
        now,
        today: day_in_shanghai(now),
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
    })
}
