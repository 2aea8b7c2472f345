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

/// The token in the cookie of officers, whether it is worth anything or not.
#[derive(Debug)]
pub(super) struct OfficerToken(Option<String>);

impl OfficerToken {
    /// The token that a request brings.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let names = app(request).map(|app| cookies::names(&app.config));
        let value = names
            .ok()
            .and_then(|names| cookies::value(request, names.officer));
        Self(value.map(str::to_owned))
    }

    /// The token.
    pub(super) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl FromRequest for OfficerToken {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The token in the cookie of sellers, whether it is worth anything or not.
#[derive(Debug)]
pub(super) struct SellerToken(Option<String>);

impl SellerToken {
    /// The token that a request brings.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let names = app(request).map(|app| cookies::names(&app.config));
        let value = names
            .ok()
            .and_then(|names| cookies::value(request, names.seller));
        Self(value.map(str::to_owned))
    }

    /// The token.
    pub(super) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl FromRequest for SellerToken {
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

impl ClientAddress {
    /// The address that a request comes from.
    pub(super) fn of(request: &HttpRequest) -> Self {
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
        Self(address)
    }
}

impl FromRequest for ClientAddress {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The access token of a program (RFC 6750, 2.1), whether it is worth anything or not.
#[derive(Debug)]
pub(super) struct AccessToken(Option<String>);

impl AccessToken {
    /// The token that a request brings; none where it brings two.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let mut told = request.headers().get_all(header::AUTHORIZATION);
        let (told, more) = (told.next(), told.next());
        let told = told.filter(|_| more.is_none());
        let told = told.and_then(|value| value.to_str().ok()?.split_once(' '));
        let token = told.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"));
        Self(token.map(|(_, token)| token.trim_start_matches(' ').to_owned()))
    }

    /// The token.
    pub(super) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// The app.
pub(super) fn app(request: &HttpRequest) -> Result<web::Data<App>> {
    let app = request.app_data::<web::Data<App>>().cloned();
    app.ok_or_else(|| Error::unexpected("the app is not there"))
}

/// The language that the caller prefers (RFC 9110, 12.5.4); Chinese where nothing fits.
pub(super) fn lang(headers: &header::HeaderMap) -> Lang {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE);
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    preferred(&lines.join(","))
}

/// The language of a tag such as `zh-Hans-CN` or `en_GB`, however it is written.
pub(super) fn language(tag: &str) -> Option<Lang> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

fn preferred(accept_language: &str) -> Lang {
    let ranges: Vec<(&str, u32)> = accept_language.split(',').filter_map(range).collect();
    let others = ranges.iter().find(|(tag, _)| *tag == "*");
    let mut best = (0, Lang::default());
    let mut named = Vec::new();
    for (tag, weight) in &ranges {
        let Some(lang) = language(tag) else { continue };
        named.push(lang);
        if *weight > best.0 {
            best = (*weight, lang);
        }
    }
    // What is not named is as good as `*` says.
    for lang in [Lang::Zh, Lang::En] {
        if let Some((_, weight)) = others
            && !named.contains(&lang)
            && *weight > best.0
        {
            best = (*weight, lang);
        }
    }
    best.1
}

/// A language range and its weight in thousandths; none where the weight is not of its form.
fn range(text: &str) -> Option<(&str, u32)> {
    let mut parts = text.split(';').map(str::trim);
    let tag = parts.next().unwrap_or_default();
    let Some(weight) = parts.next() else {
        return Some((tag, 1000));
    };
    let (name, weight) = weight.split_once('=')?;
    let is_whole = parts.next().is_none() && name.eq_ignore_ascii_case("q");
    Some((tag, thousandths(weight)?)).filter(|_| is_whole)
}

/// A weight between 0 and 1 with three digits at the most (RFC 9110, 12.4.2), in thousandths.
fn thousandths(weight: &str) -> Option<u32> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: u32 = format!("{fraction:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
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
            // A weight that cannot be is no weight.
            ("en;q=2, zh", Lang::Zh),
            ("en;q=1.5, zh;q=0.1", Lang::Zh),
            ("en;q=0.9999, zh;q=0.2", Lang::Zh),
            ("en;q=, zh;q=0.2", Lang::Zh),
            ("en;q=-1, zh;q=0.2", Lang::Zh),
            ("en;q=1.000, zh;q=0.9", Lang::En),
            ("EN;q=0.1, zh;q=0.9", Lang::Zh),
            ("EN;Q=0.1, zh;Q=0.9", Lang::Zh),
            ("en ; q=0.9 , ZH-cn; q=0.3", Lang::En),
            ("en;q=0.4, *;q=0.5", Lang::Zh),
            ("zh;q=0, *;q=0.5", Lang::En),
            ("*", Lang::Zh),
            ("zh;q=0.3, *;q=0.5", Lang::En),
            ("zh-TW;q=0.3, en;q=0.5, zh;q=0.8", Lang::Zh),
        ] {
            assert_eq!(preferred(wanted), lang, "{wanted}");
        }
    }
}
