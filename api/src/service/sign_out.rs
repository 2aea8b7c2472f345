//! Signing out: our own session at once, the provider's by way of the browser.
//!
//! The provider is shown the identity token that it once issued (`id_token_hint`), so that it knows
//! whose session is meant: without it, it has to ask the person whether they really want to sign out
//! (OpenID Connect RP-Initiated Logout 1.0, section 2), and on a shared computer that question is
//! easily left standing with the session still open. The token goes from the server to the provider
//! in a redirect. Scripts never see it, nor the handle for which the redirect is given: that is in a
//! cookie, counts once, and for a minute.

use chrono::TimeDelta;
use url::Url;

use super::sessions::{act, hash, later, live_session};
use super::sign_in::random_token;
use crate::app::App;
use crate::error::Result;

/// How long the way to the provider stays open.
pub const WAY_OUT: TimeDelta = TimeDelta::minutes(1);

/// Ends the session; the handle of the way to the provider's sign-out, where there is one. Signing
/// out twice is no error.
///
/// # Errors
/// The database does not answer, or there is no randomness.
pub async fn sign_out(app: &App, token: Option<&str>) -> Result<Option<String>> {
    let now = app.now();
    let Some(session) = live_session(app, token, now).await? else {
        return Ok(None);
    };
    let handle = random_token()?;
    let write = app.store.begin().await?;
    write.hold_account(session.account).await?;
    write.delete_session(&session.token_hash).await?;
    write
        .add_farewell(&hash(&handle), &session.id_token, later(now, WAY_OUT))
        .await?;
    write
        .record_audit(act(session.account, now, "sign_out"))
        .await?;
    write.commit().await?;
    // Asked last: a provider that hangs keeps nobody signed in.
    Ok(app.identity.signs_out().await.then_some(handle))
}

/// Where the browser goes with a handle: the provider's sign-out, once; none where the handle is
/// unknown, used or too old, or the provider cannot be reached.
///
/// # Errors
/// The database does not answer.
pub async fn finish_sign_out(app: &App, handle: Option<&str>) -> Result<Option<Url>> {
    let Some(handle) = handle else {
        return Ok(None);
    };
    let write = app.store.begin().await?;
    let id_token = write.take_farewell(&hash(handle), app.now()).await?;
    write.commit().await?;
    match id_token {
        Some(id_token) => Ok(app.identity.sign_out_address(&id_token).await),
        None => Ok(None),
    }
}
