//! Sessions: who is signed in and until when, and the account as the API shows it.

use chrono::TimeDelta;
use shared::account::{Account, BoundDocument, Session};
use shared::document::mask_name;
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use super::access::{Visitor, account_of, idle_until, live_session, touch};
use crate::app::App;
use crate::error::Result;
use crate::store::accounts::{Binding, Profile};
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
    match live_session(app, token, now).await? {
        Some(session) => tell(app, &session, now).await,
        None => Ok(Session {
            account: None,
            idle_until: None,
            ends_at: None,
            now,
            today: day_in_shanghai(now),
        }),
    }
}

/// Whether this is the token of a session that has ended, or of none.
///
/// # Errors
/// The database does not answer.
pub async fn has_ended(app: &App, token: Option<&str>) -> Result<bool> {
    Ok(token.is_some() && live_session(app, token, app.now()).await?.is_none())
}

/// Keeps the session alive, exactly from now on.
///
/// # Errors
/// The database does not answer.
pub async fn renew_session(app: &App, who: &Visitor) -> Result<Session> {
    let now = app.now();
    let mut session = who.session().clone();
    touch(app, &mut session, now).await?;
    tell(app, &session, now).await
}

/// The account as the API shows it.
///
/// # Errors
/// The database does not answer.
pub async fn read_account(app: &App, account: Uuid, profile: &Profile) -> Result<Account> {
    let binding = app.store.find_binding(account).await?;
    Ok(show(account, profile, binding.as_ref()))
}

/// An account as the API shows it.
pub(super) fn show(account: Uuid, profile: &Profile, binding: Option<&Binding>) -> Account {
    Account {
        id: format!("acc_{}", account.simple()),
        name: mask_name(&profile.name),
        bound: binding.map(|binding| BoundDocument {
            kind: binding.identity.document.kind,
            masked_number: binding.identity.document.masked_number(),
        }),
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

async fn tell(app: &App, session: &SessionRow, now: Moment) -> Result<Session> {
    let account = account_of(app, session).await?;
    Ok(Session {
        account: Some(read_account(app, account.id, &account.profile).await?),
        idle_until: Some(idle_until(session)),
        ends_at: Some(session.ends_at),
        now,
        today: day_in_shanghai(now),
    })
}
