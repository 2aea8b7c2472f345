//! Which seller is asking: somebody who acts for a client on a page. Only this module makes a caller of a
//! client of a session, with what the client may do and no more than a seller may at all. A session of a
//! person or an officer leads to none.

use chrono::TimeDelta;
use shared::problem::ProblemKind;
use shared::scope::Scope;
use shared::values::Moment;
use uuid::Uuid;

use super::partner::{Acting, Caller, may_come_from};
use super::{EXACTNESS, hash, later};
use crate::app::App;
use crate::error::Result;
use crate::store::accounts::AccountRow;
use crate::store::clients::ClientRow;
use crate::store::seller_sessions::SellerSessionRow;

/// A session of a seller that is not used for so long ends: the phone may lie in a flat that is shown.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);

/// Somebody who is signed in for a client.
#[derive(Debug, Clone)]
pub struct Seller {
    session: SellerSessionRow,
    account: AccountRow,
    client: ClientRow,
}

impl Seller {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.session.account
    }

    /// The full name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.account.profile.name
    }

    /// For whom the seller works.
    #[must_use]
    pub fn client_name(&self) -> &str {
        &self.client.name
    }

    /// What the seller may do for the client.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        scopes(&self.client)
    }

    /// Why nobody acts for the client (any more).
    #[must_use]
    pub fn refusal(&self, now: Moment) -> Option<ProblemKind> {
        refusal(&self.client, now)
    }

    /// The session by which the caller is known.
    pub(in crate::service) fn session(&self) -> &SellerSessionRow {
        &self.session
    }
}

/// Finds out which seller is asking, and keeps the session alive.
///
/// # Errors
/// No seller is signed in, or the session has ended.
pub async fn seller(app: &App, token: Option<&str>) -> Result<Seller> {
    let now = app.now();
    let live = live_seller(app, token, now).await?;
    let mut seller = live.ok_or(ProblemKind::NotSignedIn)?;
    if now.signed_duration_since(seller.session.last_seen_at) >= EXACTNESS {
        touch(app, &mut seller.session, now).await?;
    }
    Ok(seller)
}

/// Finds out for which client a seller is asking, from an address.
///
/// # Errors
/// No seller is signed in, the session has ended, the client may do nothing (any more), or it is
/// registered for other networks.
pub async fn caller(app: &App, token: Option<&str>, address: &str) -> Result<Caller> {
    let seller = seller(app, token).await?;
    if let Some(why) = seller.refusal(app.now()) {
        return Err(why.into());
    }
    if !may_come_from(&seller.client, address) {
        return Err(ProblemKind::NetworkRefused.into());
    }
    let scopes = seller.scopes();
    let acting = Acting {
        account: seller.session.account,
        name: seller.account.profile.name,
    };
    Ok(Caller::of_seller(seller.client, scopes, acting))
}

/// Which seller has this token, unless the session has ended: it does so with the client's organisation,
/// whose users others are from then on.
pub(in crate::service) async fn live_seller(
    app: &App,
    token: Option<&str>,
    now: Moment,
) -> Result<Option<Seller>> {
    let Some(token) = token else { return Ok(None) };
    let found = app.store.find_seller_session(&hash(token)).await?;
    let live = found.filter(|(session, _)| now < idle_until(session) && now < session.ends_at);
    let Some((session, holder)) = live else {
        return Ok(None);
    };
    let client = app.store.find_client(session.client).await?;
    let client = client.filter(|one| one.organization.as_ref() == Some(&session.organization));
    Ok(client.map(|client| Seller {
        session,
        account: holder.account,
        client,
    }))
}

/// What a seller may do for a client.
fn scopes(client: &ClientRow) -> Vec<Scope> {
    let scopes = client.scopes.iter().copied();
    scopes.filter(|scope| scope.is_of_sellers()).collect()
}

/// Why nobody acts for a client as a seller (any more).
pub(in crate::service) fn refusal(client: &ClientRow, now: Moment) -> Option<ProblemKind> {
    if client.disabled_at.is_some() {
        Some(ProblemKind::ClientDisabled)
    } else if !client.is_live(now) {
        Some(ProblemKind::ClientExpired)
    } else if !scopes(client).is_empty() {
        None
    } else if client.proposal.is_some() {
        Some(ProblemKind::ClientUnconfirmed)
    } else {
        Some(ProblemKind::NotASeller)
    }
}

/// When a session ends that nobody uses.
pub(in crate::service) fn idle_until(session: &SellerSessionRow) -> Moment {
    later(session.last_seen_at, IDLE).min(session.ends_at)
}

/// Notes that a session is used.
pub(in crate::service) async fn touch(
    app: &App,
    session: &mut SellerSessionRow,
    now: Moment,
) -> Result<()> {
    let write = app.store.begin().await?;
    write.touch_seller_session(&session.token_hash, now).await?;
    write.commit().await?;
    session.last_seen_at = now;
    Ok(())
}
