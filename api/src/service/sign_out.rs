//! Signing out: our own session at once, the provider's by way of the browser.

use shared::values::Lang;
use url::Url;

use super::access::live_user;
use super::sessions::act;
use crate::app::App;
use crate::error::Result;

/// Ends the session; where the browser goes on to, so that the provider ends its own as well.
/// Signing out twice is no error.
///
/// # Errors
/// The database does not answer.
pub async fn sign_out(app: &App, token: Option<&str>, lang: Lang) -> Result<Option<Url>> {
    let now = app.now();
    let Some(who) = live_user(app, token, now).await? else {
        return Ok(None);
    };
    let session = who.session();
    let write = app.store.begin().await?;
    write.hold_account(session.account).await?;
    write.delete_session(&session.token_hash).await?;
    write
        .record_audit(act(session.account, now, "sign_out"))
        .await?;
    write.commit().await?;
    // Asked last: a provider that hangs keeps nobody signed in.
    Ok(app.identity.sign_out_address(lang).await)
}
