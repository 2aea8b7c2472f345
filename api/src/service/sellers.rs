//! Sessions of sellers. They begin at the same provider as those of everybody, which says for which
//! organisation somebody acts, and have a cookie and a table of their own.

use chrono::TimeDelta;
use shared::organization::OrganizationCode;
use shared::problem::ProblemKind;
use shared::seller::{SellerAccount, SellerSession};
use shared::values::{Lang, Moment, day_in_shanghai};
use url::Url;

use super::access::seller::{Seller, idle_until, live_seller, refusal, touch};
use super::access::{hash, later};
use super::codes::random_token;
use crate::app::App;
use crate::error::Result;
use crate::identity::Proved;
use crate::store::accounts::Profile;
use crate::store::audit::{Act, Actor};
use crate::store::clients::ClientRow;
use crate::store::seller_sessions::SellerSessionRow;

/// A session ends after so long, however much it is used.
const ABSOLUTE: TimeDelta = TimeDelta::hours(8);

/// Begins the session of a seller in place of the one that the browser had; gives its token.
///
/// # Errors
/// The provider names no organisation, none is registered under its code, or its client may do nothing
/// (any more); nothing is kept then.
pub(super) async fn begin_seller_session(
    app: &App,
    proved: &Proved,
    profile: &Profile,
    old_token: Option<&str>,
) -> Result<String> {
    let organization = proved.organization.as_ref();
    let organization = organization.ok_or(ProblemKind::NotASeller)?;
    let now = app.now();
    let client = find_client(app, organization, now).await?;
    let token = random_token()?;
    let write = app.store.begin().await?;
    let account = write
        .keep_account(app.new_id(), &proved.issuer, &proved.subject, profile, now)
        .await?;
    if let Some(old) = old_token {
        write.delete_seller_session(&hash(old)).await?;
    }
    let session = SellerSessionRow {
        token_hash: hash(&token),
        account,
        client: client.id,
        organization: organization.clone(),
        created_at: now,
        last_seen_at: now,
        ends_at: later(now, ABSOLUTE),
    };
    write.add_seller_session(&session).await?;
    write
        .record_audit(act(&session, now, "sign_in_seller"))
        .await?;
    write.commit().await?;
    Ok(token)
}

/// The client of an organisation. Of those that were disabled the newest says why there is none.
async fn find_client(app: &App, code: &OrganizationCode, now: Moment) -> Result<ClientRow> {
    let all = app.store.list_clients_of(code).await?;
    let mut refused = ProblemKind::NotASeller;
    for client in all.into_iter().rev() {
        match refusal(&client, now) {
            None => return Ok(client),
            Some(why) => refused = why,
        }
    }
    Err(refused.into())
}

/// Tells which seller is signed in and until when. Does not keep the session alive.
///
/// # Errors
/// The database does not answer.
pub async fn read_seller_session(app: &App, token: Option<&str>) -> Result<SellerSession> {
    let now = app.now();
    match live_seller(app, token, now).await? {
        Some(who) => Ok(tell(&who, who.session(), now)),
        None => Ok(SellerSession {
            seller: None,
            idle_until: None,
            ends_at: None,
            now,
            today: day_in_shanghai(now),
        }),
    }
}

/// Keeps the session alive, exactly from now on.
///
/// # Errors
/// The database does not answer.
pub async fn renew_seller_session(app: &App, who: &Seller) -> Result<SellerSession> {
    let now = app.now();
    let mut session = who.session().clone();
    touch(app, &mut session, now).await?;
    Ok(tell(who, &session, now))
}

/// Ends the session; where the browser goes on to, so that the provider ends its own as well.
/// Signing out twice is no error.
///
/// # Errors
/// The database does not answer.
pub async fn sign_out_seller(app: &App, token: Option<&str>, lang: Lang) -> Result<Option<Url>> {
    let now = app.now();
    let Some(who) = live_seller(app, token, now).await? else {
        return Ok(None);
    };
    let session = who.session();
    let write = app.store.begin().await?;
    write.hold_account(session.account).await?;
    write.delete_seller_session(&session.token_hash).await?;
    write
        .record_audit(act(session, now, "sign_out_seller"))
        .await?;
    write.commit().await?;
    // Asked last: a provider that hangs keeps nobody signed in.
    Ok(app.identity.sign_out_address(lang).await)
}

fn act(session: &SellerSessionRow, at: Moment, action: &'static str) -> Act<'static> {
    Act {
        chain: session.account,
        at,
        actor: Actor::Seller(session.client, session.account),
        action,
        detail: "",
    }
}

fn tell(who: &Seller, session: &SellerSessionRow, now: Moment) -> SellerSession {
    SellerSession {
        seller: Some(SellerAccount {
            id: format!("acc_{}", who.account().simple()),
            name: who.name().to_owned(),
            client: who.client_name().to_owned(),
            scopes: who.scopes(),
            refused: who.refusal(now),
        }),
        idle_until: Some(idle_until(session)),
        ends_at: Some(session.ends_at),
        now,
        today: day_in_shanghai(now),
    }
}
