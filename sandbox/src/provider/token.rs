//! The token endpoint (OpenID Connect Core, section 3.1.3).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::params::Params;
use super::second_factor::TWO_FACTORS;
use crate::clock;
use crate::desk::{ACCESS_LIFE, Access, Grant, Session};
use crate::random;
use crate::town::{CLIENT_ID, CLIENT_SECRET, Town, lock};

/// How long an identity token is valid, in seconds.
const TOKEN_LIFE: i64 = 300;

pub(super) async fn exchange(
    town: web::Data<Town>,
    request: HttpRequest,
    body: web::Bytes,
) -> actix_web::Result<HttpResponse> {
    let params = Params::read(&body);
    if params.repeated() {
        return Ok(refuse(StatusCode::BAD_REQUEST, "invalid_request"));
    }
    if !is_client(&request, &params) {
        let mut answer = refuse(StatusCode::UNAUTHORIZED, "invalid_client");
        answer.headers_mut().insert(
            actix_web::http::header::WWW_AUTHENTICATE,
            actix_web::http::header::HeaderValue::from_static("Basic realm=\"token\""),
        );
        return Ok(answer);
    }
    match params.get("grant_type") {
        Some("authorization_code") => {}
        Some(_) => return Ok(refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type")),
        None => return Ok(refuse(StatusCode::BAD_REQUEST, "invalid_request")),
    }
    let (Some(code), Some(verifier)) = (params.get("code"), params.get("code_verifier")) else {
        return Ok(refuse(StatusCode::BAD_REQUEST, "invalid_request"));
    };
    let grant = lock(&town.desk).use_code(code, clock::now());
    let redirect = params.get("redirect_uri");
    let Some(grant) = grant.filter(|grant| {
        redirect == Some(grant.request.redirect_uri.as_str())
            && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == grant.request.challenge
    }) else {
        return Ok(refuse(StatusCode::BAD_REQUEST, "invalid_grant"));
    };
    let access = random::text()?;
    let id_token = lock(&town.keys).sign(&id_token_claims(&town, &grant, &access))?;
    lock(&town.desk).keep_access(
        code,
        access.clone(),
        Access {
            identity: grant.session.identity.clone(),
            scope: grant.request.scope.clone(),
        },
        clock::now(),
    );
    Ok(HttpResponse::Ok()
        .insert_header(("cache-control", "no-store"))
        .json(json!({
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": ACCESS_LIFE,
            "scope": grant.request.scope,
            "id_token": id_token,
        })))
}

/// The claims of an identity token. It names nobody, because it comes back in an address at
/// sign-out: who the subject is tells the user-information endpoint alone (Core, section 5.4).
#[derive(Serialize)]
struct IdToken<'a> {
    sub: &'a str,
    iss: &'a str,
    aud: &'static str,
    iat: i64,
    exp: i64,
    auth_time: i64,
    acr: &'static str,
    at_hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
}

fn id_token_claims<'a>(town: &'a Town, grant: &'a Grant, access: &str) -> IdToken<'a> {
    let now = clock::now().timestamp();
    let hash = Sha256::digest(access);
    IdToken {
        sub: &grant.session.identity.sub,
        iss: &town.issuer,
        aud: CLIENT_ID,
        iat: now,
        exp: now + TOKEN_LIFE,
        auth_time: grant.session.auth_time.timestamp(),
        acr: level(&grant.session),
        at_hash: URL_SAFE_NO_PAD.encode(hash.get(..16).unwrap_or_default()),
        nonce: grant.request.nonce.as_deref(),
    }
}

/// How somebody proved who they are (Core, section 2, `acr`).
fn level(session: &Session) -> &'static str {
    if session.two_factors {
        TWO_FACTORS
    } else if session.identity.verified {
        "verified"
    } else {
        "registered"
    }
}

/// Whether the client has shown its secret: by HTTP basic (RFC 6749, section 2.3.1) or in the
/// body, not both.
fn is_client(request: &HttpRequest, params: &Params) -> bool {
    let header = request
        .headers()
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    let (id, secret) = match header {
        Some(header) => {
            let decoded = header
                .split_once(' ')
                .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
                .and_then(|(_, text)| STANDARD.decode(text.trim()).ok())
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let Some((id, secret)) = decoded.as_deref().and_then(|text| text.split_once(':'))
            else {
                return false;
            };
            if params.get("client_secret").is_some() {
                return false;
            }
            (form_decoded(id), form_decoded(secret))
        }
        None => (
            params.get("client_id").unwrap_or_default().to_owned(),
            params.get("client_secret").unwrap_or_default().to_owned(),
        ),
    };
    id == CLIENT_ID && secret == CLIENT_SECRET
}

fn form_decoded(text: &str) -> String {
    url::form_urlencoded::parse(format!("text={text}").as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

fn refuse(status: StatusCode, error: &str) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(("cache-control", "no-store"))
        .json(json!({ "error": error }))
}
