//! The five cookies: the token of a session, those of an officer's and of a seller's session, what ties a sign-in to the browser that began it, and
//! that somebody has signed out.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;

use crate::config::Config;
use crate::service::sign_in::PATIENCE;

/// The cookies' names.
pub(super) struct Names {
    /// The session's token.
    pub(super) session: &'static str,
    /// The token of an officer's session.
    pub(super) officer: &'static str,
    /// The token of a seller's session.
    pub(super) seller: &'static str,
    /// The sign-in under way.
    pub(super) sign_in: &'static str,
    /// That somebody has signed out.
    pub(super) signed_out: &'static str,
}

/// Under https the prefix `__Host-` keeps neighbouring hosts from planting one (RFC 6265bis,
/// 4.1.3.2).
pub(super) fn names(config: &Config) -> Names {
    if config.is_https() {
        Names {
            session: "__Host-anju",
            officer: "__Host-anju-officer",
            seller: "__Host-anju-seller",
            sign_in: "__Host-anju-sign-in",
            signed_out: "__Host-anju-signed-out",
        }
    } else {
        Names {
            session: "anju",
            officer: "anju-officer",
            seller: "anju-seller",
            sign_in: "anju-sign-in",
            signed_out: "anju-signed-out",
        }
    }
}

/// The value of the cookie of exactly that name: a percent-encoded name is another one, although
/// actix would decode it, and browsers do not protect it as they do the prefix.
pub(super) fn value<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get_all(header::COOKIE)
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// Gives the browser its session. It is gone when the browser closes; how long it lasts at most is
/// for the server to say.
pub(super) fn session(config: &Config, token: String) -> Cookie<'static> {
    cookie(config, names(config).session, token)
}

/// Takes the session away.
pub(super) fn no_session(config: &Config) -> Cookie<'static> {
    gone(config, names(config).session)
}

/// Gives the browser its session as an officer.
pub(super) fn officer(config: &Config, token: String) -> Cookie<'static> {
    cookie(config, names(config).officer, token)
}

/// Takes the session as an officer away.
pub(super) fn no_officer(config: &Config) -> Cookie<'static> {
    gone(config, names(config).officer)
}

/// Gives the browser its session as a seller.
pub(super) fn seller(config: &Config, token: String) -> Cookie<'static> {
    cookie(config, names(config).seller, token)
}

/// Takes the session as a seller away.
pub(super) fn no_seller(config: &Config) -> Cookie<'static> {
    gone(config, names(config).seller)
}

/// Marks the browser: somebody has signed out, so the provider has to ask who signs in next. Until
/// the browser closes, as the provider's own session.
pub(super) fn signed_out(config: &Config) -> Cookie<'static> {
    cookie(config, names(config).signed_out, "1".to_owned())
}

/// Takes the mark away.
pub(super) fn not_signed_out(config: &Config) -> Cookie<'static> {
    gone(config, names(config).signed_out)
}

fn gone(config: &Config, name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(config, name, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// Gives the browser what it has to bring back from the provider.
pub(super) fn sign_in(config: &Config, value: String) -> Cookie<'static> {
    let mut cookie = cookie(config, names(config).sign_in, value);
    cookie.set_max_age(Duration::seconds(PATIENCE.num_seconds()));
    cookie
}

/// Takes away what the browser had to bring back.
pub(super) fn no_sign_in(config: &Config) -> Cookie<'static> {
    gone(config, names(config).sign_in)
}

/// Lax, not Strict: a Strict cookie is not sent on the way back from the provider.
fn cookie(config: &Config, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .secure(config.is_https())
        .same_site(SameSite::Lax)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_the_exact_name_counts() {
        let request = TestRequest::default()
            .insert_header((header::COOKIE, "%5F%5FHost-anju=planted; anju=mine; x"))
            .to_http_request();
        assert_eq!(value(&request, "__Host-anju"), None);
        assert_eq!(value(&request, "anju"), Some("mine"));
    }
}
