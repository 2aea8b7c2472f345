//! The browser's session with the provider, and the cookie that stands for it.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

use crate::accounts::Identity;
use crate::clock;
use crate::desk::{SESSION_LIFE, Session};
use crate::random::{self, NoRandomness};
use crate::town::{Town, lock};

const SESSION_COOKIE: &str = "city_session";

/// The session of this browser, if it has one.
pub(super) fn of(town: &Town, request: &HttpRequest) -> Option<Session> {
    let cookie = request.cookie(SESSION_COOKIE)?;
    lock(&town.desk).session(cookie.value(), clock::now())
}

/// The session of somebody who has just signed in, with one factor.
pub(super) fn fresh(identity: Identity) -> Session {
    Session {
        identity,
        auth_time: clock::now(),
        two_factors: false,
    }
}

/// Opens a session; the cookie goes to the browser.
pub(super) fn open(
    town: &Town,
    session: Session,
) -> Result<(Session, Cookie<'static>), NoRandomness> {
    let id = random::text()?;
    lock(&town.desk).keep_session(id.clone(), session.clone(), clock::now());
    Ok((session, cookie(town, id, SESSION_LIFE)))
}

/// Ends the session of this browser, if it has one; the cookie has the browser forget it.
pub(super) fn end(town: &Town, request: &HttpRequest) -> Cookie<'static> {
    if let Some(cookie) = request.cookie(SESSION_COOKIE) {
        lock(&town.desk).end_session(cookie.value());
    }
    cookie(town, String::new(), 0)
}

fn cookie(town: &Town, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(SESSION_COOKIE, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(town.issuer.starts_with("https://"))
        .max_age(Duration::seconds(seconds))
        .finish()
}
