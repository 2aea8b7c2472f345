//! Signing in at the city's identity platform.
//!
//! What has to come back (state, nonce, verifier) is kept sealed in the database under the hash of
//! the state, so that any instance can finish what another began. A cookie ties it to the browser
//! that began, so that nobody can be signed in with somebody else's callback (login CSRF).

use chrono::TimeDelta;
use shared::problem::ProblemKind;
use shared::values::Lang;
use url::Url;

use super::access::{hash, later};
use super::codes::{is_token, random_token};
use super::limits::{Bucket, spend_from};
use super::officers::sessions::begin_session;
use super::sellers::begin_seller_session;
use super::sessions::{ABSOLUTE, act, has_ended};
use crate::app::App;
use crate::error::{Error, Result};
pub use crate::identity::Wish;
use crate::identity::error::IdentityError;
use crate::store::accounts::Profile;
use crate::store::sessions::{SessionRow, SignIn, SignInAs};

/// How long a sign-in may take at the provider.
pub const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// The page where a document is bound.
const BIND: &str = "/bind";
/// Where people go who want to go nowhere, or somewhere else.
const FALLBACK: &str = "/";
/// Where officers go.
const OFFICER: &str = "/officer";
/// Where sellers go.
const SELLER: &str = "/seller";

/// Who wants to sign in, and from where.
#[derive(Debug)]
pub struct StartInput<'a> {
    /// Where to go afterwards; anything but a path of ours is the home page.
    pub return_to: Option<&'a str>,
    /// The language for the provider's pages.
    pub lang: Lang,
    /// What the person comes for.
    pub wish: Wish,
    /// Whether somebody has signed out in this browser.
    pub signed_out: bool,
    /// The session that this browser had before.
    pub old_token: Option<&'a str>,
    /// What the browser has kept of another sign-in under way.
    pub browser: Option<&'a str>,
    /// The client's address, which limits count by.
    pub address: &'a str,
}

/// A sign-in that has begun.
#[derive(Debug)]
pub struct Started {
    /// Where the browser goes.
    pub address: Url,
    /// What it has to keep.
    pub browser: String,
}

/// What comes back from the provider.
#[derive(Debug)]
pub struct FinishInput<'a> {
    /// The code; none where the provider refuses.
    pub code: Option<String>,
    /// The state.
    pub state: Option<&'a str>,
    /// The issuer, where the provider says so (RFC 9207).
    pub issuer: Option<&'a str>,
    /// What the browser has kept.
    pub browser: Option<&'a str>,
    /// Whether somebody has signed out in this browser.
    pub signed_out: bool,
    /// The session that this browser had before; it ends.
    pub old_token: Option<&'a str>,
    /// The session as an officer that this browser had before; that of a new officer ends it.
    pub old_officer_token: Option<&'a str>,
    /// The session as a seller that this browser had before; that of a new seller ends it.
    pub old_seller_token: Option<&'a str>,
    /// The client's address, which limits count by.
    pub address: &'a str,
}

/// How a sign-in ended.
#[derive(Debug)]
pub enum Finished {
    /// Signed in.
    SignedIn {
        /// The session's token, for the cookie.
        token: String,
        /// Where the browser goes.
        go_to: String,
    },
    /// Signed in as an officer.
    OfficerSignedIn {
        /// The session's token, for the cookie of officers.
        token: String,
        /// Where the browser goes.
        go_to: String,
    },
    /// Signed in as a seller.
    SellerSignedIn {
        /// The session's token, for the cookie of sellers.
        token: String,
        /// Where the browser goes.
        go_to: String,
    },
    /// Not signed in; the reason is for the log.
    Refused(String),
}

/// Begins a sign-in.
///
/// # Errors
/// Too many from this address, or the provider cannot be reached.
pub async fn start_sign_in(app: &App, input: StartInput<'_>) -> Result<Started> {
    spend_from(app, Bucket::SignIn, input.address)?;
    // The provider's session may outlive ours, because its question was left standing or because
    // nobody was there: whoever sits at a shared computer next does not get in with it.
    // An officer or a seller proves it each time.
    let wanted = match input.wish {
        Wish::Person(_) => SignInAs::Person,
        Wish::Officer => SignInAs::Officer,
        Wish::Seller => SignInAs::Seller,
    };
    let anew =
        wanted != SignInAs::Person || input.signed_out || has_ended(app, input.old_token).await?;
    let begun = app
        .identity
        .begin(input.lang, anew, input.wish)
        .await
        .map_err(unavailable)?;
    // A second tab must not undo the first: a browser keeps its value while it has a good one.
    let browser = match input.browser.filter(|value| is_token(value)) {
        Some(known) => known.to_owned(),
        None => random_token()?,
    };
    let now = app.now();
    let sign_in = SignIn {
        nonce: begun.nonce,
        verifier: begun.verifier,
        browser_hash: hash(&browser),
        return_to: match wanted {
            SignInAs::Person => local_path(&app.config.public_url, input.return_to),
            SignInAs::Officer => path_under(OFFICER, &app.config.public_url, input.return_to),
            SignInAs::Seller => path_under(SELLER, &app.config.public_url, input.return_to),
        },
        anew_since: anew.then_some(now),
        wanted,
        language: input.lang,
    };
    let write = app.store.begin().await?;
    write
        .add_sign_in(&hash(&begun.state), &sign_in, later(now, PATIENCE))
        .await?;
    write.commit().await?;
    Ok(Started {
        address: begun.address,
        browser,
    })
}

/// Finishes a sign-in: a new session in place of the one that this browser had.
///
/// # Errors
/// Too many from this address, the provider cannot be reached, somebody who is no officer or has shown no
/// second factor wants to be one, or somebody wants to be a seller whose organisation has no client that
/// may do anything.
pub async fn finish_sign_in(app: &App, input: FinishInput<'_>) -> Result<Finished> {
    spend_from(app, Bucket::FinishSignIn, input.address)?;
    let refused = |why: &str| Ok(Finished::Refused(why.to_owned()));
    let Some(state) = input.state else {
        return refused("no state");
    };
    let now = app.now();
    let write = app.store.begin().await?;
    let sign_in = write.take_sign_in(&hash(state), now).await?;
    write.commit().await?;
    let Some(sign_in) = sign_in else {
        return refused("the state is unknown, used or too old");
    };
    if input.browser.map(hash).as_deref() != Some(&sign_in.browser_hash) {
        return refused("another browser began");
    }
    if input.signed_out && sign_in.anew_since.is_none() {
        return refused("somebody has signed out since it began");
    }
    match input.issuer {
        Some(issuer) if issuer != app.identity.issuer() => {
            return refused("another provider answers");
        }
        // Left out by an attacker who mixes providers up (RFC 9207, section 2.4).
        None if app.identity.names_itself().await.map_err(unavailable)? => {
            return refused("the answer does not name its provider, which always does");
        }
        Some(_) | None => {}
    }
    let Some(code) = input.code else {
        return refused("the provider gives no code");
    };
    let proved = match app
        .identity
        .finish(
            code,
            sign_in.nonce,
            sign_in.verifier,
            sign_in.anew_since,
            now,
        )
        .await
    {
        Ok(proved) => proved,
        Err(IdentityError::Refused(why)) => return Ok(Finished::Refused(why)),
        Err(error @ IdentityError::Unavailable(_)) => return Err(unavailable(error)),
    };
    let profile = Profile {
        name: proved.name.clone(),
        born: proved.born,
        verified: proved.verified,
        document_number: proved.document_number.clone(),
    };
    let go_to = sign_in.return_to;
    match sign_in.wanted {
        SignInAs::Person => {}
        SignInAs::Officer => {
            let token = begin_session(app, &proved, &profile, input.old_officer_token).await?;
            return Ok(Finished::OfficerSignedIn { token, go_to });
        }
        SignInAs::Seller => {
            let token =
                begin_seller_session(app, &proved, &profile, input.old_seller_token).await?;
            return Ok(Finished::SellerSignedIn { token, go_to });
        }
    }
    let token = random_token()?;
    let now = app.now();
    let write = app.store.begin().await?;
    let account = write
        .keep_account(app.new_id(), &proved.issuer, &proved.subject, &profile, now)
        .await?;
    if let Some(old) = input.old_token {
        write.delete_session(&hash(old)).await?;
    }
    let session = SessionRow {
        token_hash: hash(&token),
        account,
        created_at: now,
        last_seen_at: now,
        ends_at: later(now, ABSOLUTE),
    };
    write.add_session(&session).await?;
    write.remember_language(account, sign_in.language).await?;
    write.record_audit(act(account, now, "sign_in")).await?;
    let bound = write.find_binding(account).await?.is_some();
    write.commit().await?;
    let go_to = if bound { go_to } else { go_on_to(BIND, &go_to) };
    Ok(Finished::SignedIn { token, go_to })
}

/// Whether a browser has another sign-in under way, in another tab, and needs to keep what it has.
///
/// # Errors
/// The database does not answer.
pub async fn is_signing_in(app: &App, browser: Option<&str>) -> Result<bool> {
    match browser {
        Some(browser) => app.store.has_sign_in(&hash(browser), app.now()).await,
        None => Ok(false),
    }
}

/// A page that comes first, and where it leads.
fn go_on_to(page: &str, return_to: &str) -> String {
    if return_to == FALLBACK {
        return page.to_owned();
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("return_to", return_to);
    format!("{page}?{}", query.finish())
}

/// A path of ours, whatever was asked for: nobody is sent to another site, and nobody in a circle.
fn local_path(home: &Url, wanted: Option<&str>) -> String {
    let Some(wanted) = wanted.filter(|path| path.len() <= 512 && path.starts_with('/')) else {
        return FALLBACK.to_owned();
    };
    // Joined as a browser would, so that `//host`, `/\host` and the like show what they are.
    let Some(joined) = home
        .join(wanted)
        .ok()
        .filter(|url| url.origin() == home.origin())
    else {
        return FALLBACK.to_owned();
    };
    let mut path = joined.path().to_owned();
    if path.starts_with("//") || path.starts_with("/api/") || path.starts_with("/auth/") {
        return FALLBACK.to_owned();
    }
    if let Some(query) = joined.query() {
        path = format!("{path}?{query}");
    }
    path
}

/// A page under another, or that one, whatever was asked for.
fn path_under(page: &str, home: &Url, wanted: Option<&str>) -> String {
    let path = local_path(home, wanted);
    let rest = path.strip_prefix(page);
    let is_theirs = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    if is_theirs { path } else { page.to_owned() }
}

fn unavailable(error: IdentityError) -> Error {
    tracing::warn!(%error, "signing in is not possible");
    ProblemKind::UpstreamUnavailable.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        let home = Url::parse("https://anju.example").unwrap();
        for (wanted, path) in [
            (None, "/"),
            (
                Some("/applications?state=draft"),
                "/applications?state=draft",
            ),
            (Some("/apply/../bind"), "/bind"),
            (Some("//evil.example/x"), "/"),
            (Some("/\\evil.example"), "/"),
            (Some("/.//evil.example"), "/"),
            (Some("/\t/evil.example"), "/"),
            (Some("https://evil.example"), "/"),
            (Some("javascript:alert(1)"), "/"),
            (Some("/auth/sign-in"), "/"),
            (Some("/api/v1/session"), "/"),
        ] {
            assert_eq!(local_path(&home, wanted), path, "{wanted:?}");
        }
        for (wanted, path) in [
            (None, "/officer"),
            (Some("/officer/app_1"), "/officer/app_1"),
            (Some("/officers"), "/officer"),
            (Some("/applications"), "/officer"),
            (Some("//evil.example/officer"), "/officer"),
        ] {
            assert_eq!(path_under(OFFICER, &home, wanted), path, "{wanted:?}");
        }
    }
}
