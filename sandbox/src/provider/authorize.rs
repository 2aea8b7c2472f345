//! The authorisation endpoint (OpenID Connect Core, section 3.1.2).

use actix_web::{HttpRequest, HttpResponse, web};

use super::params::Params;
use super::redirect::{see_other, send_back, send_code};
use super::second_factor::TWO_FACTORS;
use super::session;
use crate::clock;
use crate::desk::{AuthenticationRequest, Session};
use crate::lang::Lang;
use crate::pages::notice;
use crate::random::{self, NoRandomness};
use crate::town::{CLIENT_ID, Town, lock};

/// The level of identity of people whom the city has verified, as clients ask for it.
const VERIFIED: &str = "verified";

pub(super) async fn by_query(
    town: web::Data<Town>,
    request: HttpRequest,
) -> Result<HttpResponse, NoRandomness> {
    authorize(
        &town,
        &request,
        &Params::read(request.query_string().as_bytes()),
    )
}

pub(super) async fn by_form(
    town: web::Data<Town>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, NoRandomness> {
    authorize(&town, &request, &Params::read(&body))
}

fn authorize(
    town: &Town,
    browser: &HttpRequest,
    params: &Params,
) -> Result<HttpResponse, NoRandomness> {
    let lang = Lang::wanted(params.get("ui_locales"), browser);
    // An error is told to the client at its address, so that without a known client and address it
    // can only be shown here: nobody is sent to a place that nobody has registered.
    if params.get("client_id") != Some(CLIENT_ID) {
        return Ok(notice::unknown_client(lang));
    }
    let Some(redirect) = params
        .get("redirect_uri")
        .filter(|to| town.knows_redirect(to))
    else {
        return Ok(notice::unknown_redirect(lang));
    };
    let state = params.get("state");
    let refuse = |error: &str| Ok(send_back(town, redirect, state, &[("error", error)]));
    if params.repeated() {
        return refuse("invalid_request");
    }
    if params.get("response_type") != Some("code") {
        return refuse("unsupported_response_type");
    }
    if params.get("request").is_some() {
        return refuse("request_not_supported");
    }
    if params.get("request_uri").is_some() {
        return refuse("request_uri_not_supported");
    }
    if params
        .get("response_mode")
        .is_some_and(|mode| mode != "query")
    {
        return refuse("invalid_request");
    }
    let scope = params.get("scope").unwrap_or_default();
    if !scope.split_ascii_whitespace().any(|one| one == "openid") {
        return refuse("invalid_scope");
    }
    // A challenge is the base64url form of a SHA-256 hash: 43 characters (RFC 7636, section 4.2).
    let challenge = params.get("code_challenge").filter(|text| text.len() == 43);
    let (Some(challenge), Some("S256")) = (challenge, params.get("code_challenge_method")) else {
        return refuse("invalid_request");
    };
    let request = AuthenticationRequest {
        redirect_uri: redirect.to_owned(),
        state: state.map(str::to_owned),
        nonce: params.get("nonce").map(str::to_owned),
        challenge: challenge.to_owned(),
        scope: scope.to_owned(),
        lang,
        login_hint: params.get("login_hint").map(str::to_owned),
        wants_verified: params.wants_level(VERIFIED),
        wants_two_factors: params.wants_level(TWO_FACTORS),
        code: None,
    };
    let prompt: Vec<&str> = params
        .get("prompt")
        .unwrap_or_default()
        .split(' ')
        .collect();
    if prompt.contains(&"none") && prompt.len() > 1 {
        return refuse("invalid_request");
    }
    let max_age = params
        .get("max_age")
        .and_then(|age| age.parse::<i64>().ok());
    let session = session::of(town, browser).filter(|session| {
        let age = (clock::now() - session.auth_time).num_seconds();
        !prompt.contains(&"login")
            && !prompt.contains(&"create")
            && max_age.is_none_or(|most| age < most)
    });
    let known = session.is_some();
    // Who is not verified yet can become so first: the client's wish is voluntary.
    let (verified, two_factors) = (request.wants_verified, request.wants_two_factors);
    let is_wanted = |session: &Session| {
        (session.identity.verified || !verified) && (session.two_factors || !two_factors)
    };
    if let Some(session) = session.filter(|session| is_wanted(session) || prompt.contains(&"none"))
    {
        return send_code(town, request, session);
    }
    if prompt.contains(&"none") {
        return refuse("login_required");
    }
    let id = random::text()?;
    lock(&town.desk).keep_request(id.clone(), request, clock::now());
    let page = match (known, two_factors) {
        (true, true) => "second-factor",
        (true, false) => "verify",
        (false, _) if prompt.contains(&"create") => "register",
        (false, _) => "sign-in",
    };
    Ok(see_other(&format!("/{page}?request={id}")))
}
