//! Sessions: who is asking. Only this module can make a [`Visitor`] or an [`Applicant`], so a use
//! case that takes one cannot be reached without the check.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use shared::account::{Account, BoundDocument, Identity, Session};
use shared::document::mask_name;
use shared::problem::ProblemKind;
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::store::accounts::{self, Binding, Claims};
use crate::store::audit::{Act, Actor};
use crate::store::sessions::SessionRow;

/// A session that is not used for so long ends.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends after so long, however much it is used.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(8);
/// How exactly the last use is written down: one write a minute is enough.
const EXACTNESS: TimeDelta = TimeDelta::minutes(1);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    session: SessionRow,
    claims: Claims,
}

impl Visitor {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.session.account
    }

    /// What the identity provider says of the person.
    #[must_use]
    pub fn claims(&self) -> &Claims {
        &self.claims
    }
}

/// Somebody who is signed in and has bound a document.
#[derive(Debug, Clone)]
pub struct Applicant {
    account: Uuid,
    identity: Identity,
    person_index: Vec<u8>,
}

impl Applicant {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.account
    }

    /// The person's name and document.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The blind index of the person.
    #[must_use]
    pub fn person_index(&self) -> &[u8] {
        &self.person_index
    }
}

/// Finds out who is asking, and keeps the session alive.
///
/// # Errors
/// Nobody is signed in, or the session has ended.
pub async fn visitor(app: &App, token: Option<&str>) -> Result<Visitor> {
    let now = app.now();
    let mut session = live_session(app, token, now)
        .await?
        .ok_or(ProblemKind::NotSignedIn)?;
    if now.signed_duration_since(session.last_seen_at) >= EXACTNESS {
        touch(app, &mut session, now).await?;
    }
    let account = account_of(app, &session).await?;
    Ok(Visitor {
        session,
        claims: account.claims,
    })
}

/// Finds out who is asking, and keeps the session alive.
///
/// # Errors
/// Nobody is signed in, the session has ended, or no document is bound.
pub async fn applicant(app: &App, token: Option<&str>) -> Result<Applicant> {
    let visitor = visitor(app, token).await?;
    let binding = app.store.find_binding(visitor.account()).await?;
    let Binding {
        identity,
        person_index,
    } = binding.ok_or(ProblemKind::NotBound)?;
    Ok(Applicant {
        account: visitor.account(),
        identity,
        person_index,
    })
}

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
    let mut session = who.session.clone();
    touch(app, &mut session, now).await?;
    tell(app, &session, now).await
}

/// The account as the API shows it.
///
/// # Errors
/// The database does not answer.
pub async fn read_account(app: &App, account: Uuid, claims: &Claims) -> Result<Account> {
    let binding = app.store.find_binding(account).await?;
    Ok(show(account, claims, binding.as_ref()))
}

/// An account as the API shows it.
pub(super) fn show(account: Uuid, claims: &Claims, binding: Option<&Binding>) -> Account {
    Account {
        id: format!("acc_{}", account.simple()),
        name: mask_name(&claims.name),
        bound: binding.map(|binding| BoundDocument {
            kind: binding.identity.document.kind,
            masked_number: binding.identity.document.masked_number(),
        }),
    }
}

/// The one-way form under which tokens are stored and looked up. They are 256 random bits, so a
/// plain hash cannot be guessed back.
pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
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

/// Moves `at` by a span; at the end of time it stays.
pub(super) fn later(at: Moment, by: TimeDelta) -> Moment {
    at.checked_add_signed(by).unwrap_or(at)
}

/// The session of a token, unless it has ended.
pub(super) async fn live_session(
    app: &App,
    token: Option<&str>,
    now: Moment,
) -> Result<Option<SessionRow>> {
    let Some(token) = token else { return Ok(None) };
    let session = app.store.find_session(&hash(token)).await?;
    Ok(session.filter(|session| now < idle_until(session) && now < session.ends_at))
}

fn idle_until(session: &SessionRow) -> Moment {
    later(session.last_seen_at, IDLE).min(session.ends_at)
}

async fn touch(app: &App, session: &mut SessionRow, now: Moment) -> Result<()> {
    let write = app.store.begin().await?;
    write.touch_session(&session.token_hash, now).await?;
    write.commit().await?;
    session.last_seen_at = now;
    Ok(())
}

async fn account_of(app: &App, session: &SessionRow) -> Result<accounts::Account> {
    let account = app.store.find_account(session.account).await?;
    account.ok_or_else(|| Error::unexpected("a session without an account"))
}

async fn tell(app: &App, session: &SessionRow, now: Moment) -> Result<Session> {
    let account = account_of(app, session).await?;
    Ok(Session {
        account: Some(read_account(app, account.id, &account.claims).await?),
        idle_until: Some(idle_until(session)),
        ends_at: Some(session.ends_at),
        now,
        today: day_in_shanghai(now),
    })
}
