//! The form that the token endpoint takes, and the header beside it.

use actix_web::HttpRequest;
use actix_web::http::header;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use shared::client::token::TokenErrorCode;
use url::form_urlencoded;
use utoipa::ToSchema;

use crate::http::body::Body;
use crate::http::extract::ClientAddress;
use crate::service::tokens::{Basic, Refusal, TokenRequest};

/// What is sent for a token.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(
    dead_code,
    reason = "the description shows it; it is read field by field"
)]
pub(in crate::http) struct TokenForm {
    /// `client_credentials`.
    #[schema(example = "client_credentials")]
    grant_type: String,
    /// Names with a blank between; all of the client's without it.
    #[schema(example = "certificates:check holds:read")]
    scope: Option<String>,
    /// The client, where it is said in the form as well.
    client_id: Option<String>,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
    client_assertion_type: Option<String>,
    /// What the client has signed.
    client_assertion: Option<String>,
    /// What the token is for (RFC 8707): nothing but this API.
    resource: Option<String>,
}

/// Reads what is sent for a token.
///
/// # Errors
/// It is no form, has a parameter twice, or is too large or too slow.
pub(super) async fn read(
    request: &HttpRequest,
    body: Body<TokenForm>,
    address: &ClientAddress,
) -> Result<TokenRequest, Refusal> {
    let malformed = |why| Refusal::OAuth(TokenErrorCode::InvalidRequest, why);
    let body = body.read_form(address).await?;
    let body = body.ok_or_else(|| malformed("the body has to be a form"))?;
    let mut asked = TokenRequest {
        basic: basic(request),
        ..TokenRequest::default()
    };
    let mut secret = None;
    for (name, value) in form_urlencoded::parse(&body) {
        let place = match name.as_ref() {
            "grant_type" => &mut asked.grant_type,
            "scope" => &mut asked.scope,
            "client_id" => &mut asked.client_id,
            "client_secret" => &mut secret,
            "client_assertion_type" => &mut asked.assertion_type,
            "client_assertion" => &mut asked.assertion,
            "resource" => &mut asked.resource,
            // Others are for others (RFC 6749, 3.2).
            _ => continue,
        };
        if place.is_some() {
            return Err(malformed("a parameter is given twice"));
        }
        *place = Some(value.into_owned());
    }
    // One without a value is as good as none (RFC 6749, 3.2), wherever it means something.
    for place in [
        &mut asked.grant_type,
        &mut asked.scope,
        &mut asked.client_id,
        &mut secret,
        &mut asked.assertion_type,
        &mut asked.assertion,
        &mut asked.resource,
    ] {
        place.take_if(|value| value.is_empty());
    }
    asked.has_secret = secret.is_some();
    Ok(asked)
}

/// Id and secret in the header (RFC 6749, 2.3.1): each written as in a form before they are put
/// together.
fn basic(request: &HttpRequest) -> Option<Basic> {
    let mut lines = request.headers().get_all(header::AUTHORIZATION);
    let line = lines.next()?;
    if lines.next().is_some() {
        return Some(Basic::Unreadable);
    }
    let pair = line.to_str().ok().and_then(|line| {
        let (scheme, text) = line.split_once(' ')?;
        let text = STANDARD.decode(text.trim()).ok()?;
        let text = String::from_utf8(text).ok()?;
        let (id, secret) = text.split_once(':')?;
        scheme
            .eq_ignore_ascii_case("Basic")
            .then(|| Basic::Pair(decoded(id), decoded(secret)))
    });
    Some(pair.unwrap_or(Basic::Unreadable))
}

/// A value as a form writes it.
fn decoded(text: &str) -> String {
    let whole = format!("v={text}");
    let mut values = form_urlencoded::parse(whole.as_bytes());
    match (values.next(), values.next()) {
        (Some((_, value)), None) => value.into_owned(),
        (Some(_) | None, _) => String::new(),
    }
}
