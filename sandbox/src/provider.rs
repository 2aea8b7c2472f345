//! The city's identity platform: an OpenID provider (OpenID Connect Core 1.0) at the root of the
//! issuer, with the authorisation-code flow, PKCE (S256, required) and RP-initiated sign-out.
//!
//! Claims: `sub`; with the scope `profile` also `name`, `preferred_username`, `birthdate` (only of
//! people whose identity the city has verified) and `identity_level` (`verified` for the
//! synthetic people, `registered` for users who registered by themselves); with the scope `phone`
//! also `phone_number`. Document numbers are told to nobody.

mod authorize;
mod params;
mod register;
mod sign_in;
mod sign_out;
mod token;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde_json::json;
use shared::values::Day;

use crate::accounts::Identity;
use crate::clock;
use crate::desk::{Grant, Request, SESSION_LIFE, Session};
use crate::random::{self, NoRandomness};
use crate::town::{Town, at, lock};

const SESSION_COOKIE: &str = "city_session";

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/.well-known/openid-configuration").route(web::get().to(discovery)))
        .service(at("/jwks").route(web::get().to(jwks)))
        .service(
            at("/authorize")
                .route(web::get().to(authorize::by_query))
                .route(web::post().to(authorize::by_form)),
        )
        .service(
            at("/sign-in")
                .route(web::get().to(sign_in::show))
                .route(web::post().to(sign_in::submit)),
        )
        .service(
            at("/register")
                .route(web::get().to(register::show))
                .route(web::post().to(register::submit)),
        )
        .service(at("/token").route(web::post().to(token::exchange)))
        .service(
            at("/userinfo")
                .route(web::get().to(token::user_information))
                .route(web::post().to(token::user_information)),
        )
        .service(
            at("/end_session")
                .route(web::get().to(sign_out::by_query))
                .route(web::post().to(sign_out::by_form)),
        );
}

async fn discovery(town: web::Data<Town>) -> HttpResponse {
    let at = |path: &str| format!("{}{path}", town.issuer);
    HttpResponse::Ok().json(json!({
        "issuer": town.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "end_session_endpoint": at("/end_session"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "phone"],
        "claims_supported": [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "name",
            "preferred_username", "birthdate", "identity_level", "phone_number"
        ],
        "ui_locales_supported": ["zh-CN", "en"],
        "prompt_values_supported": ["none", "login", "create"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "authorization_response_iss_parameter_supported": true
    }))
}

async fn jwks(town: web::Data<Town>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("cache-control", "public, max-age=60"))
        .json(lock(&town.keys).jwks(clock::now()))
}

/// What is told of an identity.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    sub: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity_level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birthdate: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<String>,
}

/// What the scopes open of an identity.
fn claims<'a>(identity: &'a Identity, scope: &str) -> Claims<'a> {
    let has = |wanted: &str| scope.split_ascii_whitespace().any(|one| one == wanted);
    let profile = has("profile").then_some(identity);
    let phone = identity.mobile.as_ref().filter(|_| has("phone"));
    Claims {
        sub: &identity.sub,
        name: profile.map(|identity| identity.name.as_str()),
        preferred_username: profile.map(|identity| identity.user_name.as_str()),
        identity_level: profile.map(|i| if i.verified { "verified" } else { "registered" }),
        birthdate: profile.and_then(|identity| identity.born),
        phone_number: phone.map(|mobile| format!("+86 {mobile}")),
    }
}

/// The session of this browser, if it has one.
fn session_of(town: &Town, request: &HttpRequest) -> Option<Session> {
    let cookie = request.cookie(SESSION_COOKIE)?;
    lock(&town.desk).session(cookie.value(), clock::now())
}

/// Opens a session for somebody who has just signed in; the cookie goes to the browser.
fn open_session(
    town: &Town,
    identity: Identity,
) -> Result<(Session, Cookie<'static>), NoRandomness> {
    let id = random::text()?;
    let session = Session {
        identity,
        auth_time: clock::now(),
    };
    lock(&town.desk).keep_session(id.clone(), session.clone(), clock::now());
    Ok((session, session_cookie(town, id, SESSION_LIFE)))
}

fn session_cookie(town: &Town, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(SESSION_COOKIE, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(town.issuer.starts_with("https://"))
        .max_age(Duration::seconds(seconds))
        .finish()
}

/// Gives a code for the request and sends the browser back with it.
fn grant(town: &Town, request: Request, session: Session) -> Result<HttpResponse, NoRandomness> {
    let code = random::text()?;
    let redirect = request.redirect_uri.clone();
    let state = request.state.clone();
    lock(&town.desk).keep_code(code.clone(), Grant { request, session }, clock::now());
    Ok(send_back(
        town,
        &redirect,
        state.as_deref(),
        &[("code", &code)],
    ))
}

/// Sends the browser back to the client with the issuer (RFC 9207) and the client's state.
fn send_back(town: &Town, to: &str, state: Option<&str>, with: &[(&str, &str)]) -> HttpResponse {
    let Ok(mut to) = url::Url::parse(to) else {
        return HttpResponse::BadRequest().finish();
    };
    {
        let mut query = to.query_pairs_mut();
        query.extend_pairs(with);
        if let Some(state) = state {
            query.append_pair("state", state);
        }
        query.append_pair("iss", &town.issuer);
    }
    see_other(to.as_str())
}

fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("location", to))
        .insert_header(("cache-control", "no-store"))
        .insert_header(("referrer-policy", "no-referrer"))
        .finish()
}

/// Whether a form was sent by a page of another origin.
fn is_foreign(town: &Town, request: &HttpRequest) -> bool {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    match header("sec-fetch-site") {
        Some(site) => site != "same-origin" && site != "none",
        None => header("origin").is_some_and(|origin| origin != town.issuer),
    }
}
