//! What handlers ask for beside the body and their caller: the session's token, the language, the
//! address.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use shared::values::Lang;

use super::cookies;
use crate::app::App;
use crate::error::{Error, Result};

/// The token in the session cookie, whether it is worth anything or not.
#[derive(Debug)]
pub(super) struct SessionToken(Option<String>);

impl SessionToken {
    /// The token that a request brings.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let names = app(request).map(|app| cookies::names(&app.config));
        let value = names
            .ok()
            .and_then(|names| cookies::value(request, names.session));
        Self(value.map(str::to_owned))
    }

    /// The token.
    pub(super) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl FromRequest for SessionToken {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The client's address. Behind a proxy it is the last entry of `X-Forwarded-For`, which the proxy
/// itself has added; what stands before it can be invented.
#[derive(Debug)]
pub(super) struct ClientAddress(pub(super) String);

impl FromRequest for ClientAddress {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let behind_proxy = app(request).is_ok_and(|app| app.config.behind_proxy);
        let forwarded = request.headers().get_all("x-forwarded-for").last();
        let forwarded = forwarded
            .filter(|_| behind_proxy)
            .and_then(|value| value.to_str().ok()?.rsplit(',').next());
        let address = match forwarded {
            Some(address) => address.trim().to_owned(),
            None => request
                .peer_addr()
                .map(|peer| peer.ip().to_string())
                .unwrap_or_default(),
        };
        ready(Ok(Self(address)))
    }
}

/// The app.
pub(super) fn app(request: &HttpRequest) -> Result<web::Data<App>> {
    let app = request.app_data::<web::Data<App>>().cloned();
    app.ok_or_else(|| Error::unexpected("the app is not there"))
}

/// The language that the caller prefers (RFC 9110, 12.5.4); Chinese where nothing fits.
pub(super) fn lang(headers: &header::HeaderMap) -> Lang {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    preferred(wanted.unwrap_or_default())
}

fn preferred(accept_language: &str) -> Lang {
    let mut best = (0, Lang::default());
    for range in accept_language.split(',') {
        let mut parts = range.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let lang = match tag.split('-').next() {
            Some("zh") => Lang::Zh,
            Some("en") => Lang::En,
            _ => continue,
        };
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q="))
            .map_or(1000, thousandths);
        if weight > best.0 {
            best = (weight, lang);
        }
    }
    best.1
}

/// A weight between 0 and 1 in thousandths; three digits are all that RFC 9110 knows.
fn thousandths(weight: &str) -> u32 {
    let (whole, fraction) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let fraction = format!("{fraction:0<3}");
    let fraction = fraction
        .get(..3)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    whole.parse::<u32>().map_or(0, |whole| {
        whole.saturating_mul(1000).saturating_add(fraction)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_language_is_spoken() {
        for (wanted, lang) in [
            ("", Lang::Zh),
            ("zh-CN", Lang::Zh),
            ("en", Lang::En),
            ("en-GB,zh;q=0.8", Lang::En),
            ("en;q=0.5,zh-CN;q=0.9", Lang::Zh),
            ("zh;q=0.5, EN-us;q=0.51", Lang::En),
            ("fr, de", Lang::Zh),
            ("en;q=0", Lang::Zh),
            ("fr, en;q=0.1", Lang::En),
        ] {
            assert_eq!(preferred(wanted), lang, "{wanted}");
        }
    }
}
