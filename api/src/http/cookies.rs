//! The three cookies: the session's token, what ties a sign-in to the browser that began it, and the
//! handle with which a sign-out goes on to the provider.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;

use crate::config::Config;
use crate::service::sign_in::PATIENCE;
use crate::service::sign_out::WAY_OUT;

/// The cookies' names.
pub(super) struct Names {
    /// The session's token.
    pub(super) session: &'static str,
    /// The sign-in under way.
    pub(super) sign_in: &'static str,
    /// The sign-out under way.
    pub(super) leave: &'static str,
}

/// Under https the prefix `__Host-` keeps neighbouring hosts from planting one (RFC 6265bis,
/// 4.1.3.2).
pub(super) fn names(config: &Config) -> Names {
    if config.is_https() {
        Names {
            session: "__Host-anju",
            sign_in: "__Host-anju-sign-in",
            leave: "__Host-anju-leave",
        }
    } else {
        Names {
            session: "anju",
            sign_in: "anju-sign-in",
            leave: "anju-leave",
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

/// Gives the browser the handle of its way to the provider's sign-out.
pub(super) fn leave(config: &Config, handle: String) -> Cookie<'static> {
    let mut cookie = cookie(config, names(config).leave, handle);
    cookie.set_max_age(Duration::seconds(WAY_OUT.num_seconds()));
    cookie
}

/// Takes the handle away.
pub(super) fn no_leave(config: &Config) -> Cookie<'static> {
    gone(config, names(config).leave)
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
