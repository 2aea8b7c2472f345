//! Sessions of officers. They begin at the same provider as those of everybody, with a role and a
//! second factor, and have a cookie and a table of their own.

use chrono::TimeDelta;
use shared::officer::{OfficerAccount, OfficerSession};
use shared::problem::ProblemKind;
use shared::values::{Lang, Moment, day_in_shanghai};
use url::Url;

use crate::app::App;
use crate::error::Result;
use crate::identity::Proved;
use crate::service::access::officer::{Officer, idle_until, live_officer, touch};
use crate::service::access::{hash, later};
use crate::service::codes::random_token;
use crate::store::accounts::Profile;
use crate::store::audit::{Act, Actor};
use crate::store::officer_sessions::OfficerSessionRow;
use crate::store::officers::OfficerRow;

/// A session ends after so long, however much it is used.
pub(super) const ABSOLUTE: TimeDelta = TimeDelta::hours(8);

/// Begins the session of an officer in place of the one that the browser had; gives its token.
///
/// # Errors
/// The provider gives the person no role, or did not ask for a second factor; nothing is kept then.
pub(in crate::service) async fn begin_session(
    app: &App,
    proved: &Proved,
    profile: &Profile,
    old_token: Option<&str>,
) -> Result<String> {
    if proved.roles.is_empty() {
        return Err(ProblemKind::NotAnOfficer.into());
    }
    // What was asked for can be taken out of the address; what was done stands in the token.
    let accepted = &app.config.officers.acr;
    if !proved
        .acr
        .as_ref()
        .is_some_and(|acr| accepted.contains(acr))
    {
        return Err(ProblemKind::SecondFactorMissing.into());
    }
    let token = random_token()?;
    let now = app.now();
    let write = app.store.begin().await?;
    let account = write
        .keep_account(app.new_id(), &proved.issuer, &proved.subject, profile, now)
        .await?;
    if let Some(old) = old_token {
        write.delete_officer_session(&hash(old)).await?;
    }
    let session = OfficerSessionRow {
        token_hash: hash(&token),
        account,
        roles: proved.roles.clone(),
        created_at: now,
        last_seen_at: now,
        ends_at: later(now, ABSOLUTE),
    };
    write.add_officer_session(&session).await?;
    let known = OfficerRow {
        account,
        roles: proved.roles.clone(),
        signed_in_at: now,
    };
    write.keep_officer(&known).await?;
    let roles: Vec<&str> = session.roles.iter().map(|role| role.slug()).collect();
    let act = Act {
        chain: account,
        at: now,
        actor: Actor::Officer(account),
        action: "sign_in_officer",
        detail: &roles.join(" "),
    };
    write.record_audit(act).await?;
    write.commit().await?;
    Ok(token)
}

/// Tells which officer is signed in and until when. Does not keep the session alive.
///
/// # Errors
/// The database does not answer.
pub async fn read_officer_session(app: &App, token: Option<&str>) -> Result<OfficerSession> {
    let now = app.now();
    match live_officer(app, token, now).await? {
        Some(who) => Ok(tell(app, &who, who.session(), now)),
        None => Ok(OfficerSession {
            officer: None,
            needs_confirmation: app.config.officers.four_eyes,
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
pub async fn renew_officer_session(app: &App, who: &Officer) -> Result<OfficerSession> {
    let now = app.now();
    let mut session = who.session().clone();
    touch(app, &mut session, now).await?;
    Ok(tell(app, who, &session, now))
}

/// Ends the session; where the browser goes on to, so that the provider ends its own as well.
/// Signing out twice is no error.
///
/// # Errors
/// The database does not answer.
pub async fn sign_out_officer(app: &App, token: Option<&str>, lang: Lang) -> Result<Option<Url>> {
    let now = app.now();
    let Some(who) = live_officer(app, token, now).await? else {
        return Ok(None);
    };
    let session = who.session();
    let write = app.store.begin().await?;
    write.hold_account(session.account).await?;
    write.delete_officer_session(&session.token_hash).await?;
    let act = Act {
        chain: session.account,
        at: now,
        actor: Actor::Officer(session.account),
        action: "sign_out_officer",
        detail: "",
    };
    write.record_audit(act).await?;
    write.commit().await?;
    // Asked last: a provider that hangs keeps nobody signed in.
    Ok(app.identity.sign_out_address(lang).await)
}

fn tell(app: &App, who: &Officer, session: &OfficerSessionRow, now: Moment) -> OfficerSession {
    OfficerSession {
        officer: Some(OfficerAccount {
            id: format!("acc_{}", who.account().simple()),
            name: who.name().to_owned(),
            roles: who.roles().to_vec(),
            is_bound: who.is_bound(),
        }),
        needs_confirmation: app.config.officers.four_eyes,
        idle_until: Some(idle_until(session)),
        ends_at: Some(session.ends_at),
        now,
        today: day_in_shanghai(now),
    }
}
