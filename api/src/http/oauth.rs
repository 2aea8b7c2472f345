//! The token endpoint over HTTP, and where it is described. Its refusals are those of OAuth
//! (RFC 6749, 5.2), which its clients know: the one place where an error is not a problem of RFC 9457.

mod form;

use super::mounting::ServiceConfig;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use shared::client::token::{ServerMetadata, TokenAnswer, TokenError, TokenErrorCode};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::caching;
use super::extract::ClientAddress;
use super::operation::operation;
use super::problems::Told;
use crate::app::App;
use crate::error::Result;
use crate::service::tokens::{self, Refusal};
pub(super) use form::TokenForm;

/// How long the description of the endpoint may be kept, in seconds.
const KEEP: u64 = 300;

/// Mounts the operations, each with what it can refuse beside what OAuth says.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_create_token,
            create_token,
            &[K::BodyTooLarge, K::RequestTimeout, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_server_metadata,
            read_server_metadata,
            &[],
        ));
}

/// Create an access token
///
/// OAuth 2.0 client credentials (RFC 6749, section 4.4). The client proves who it is in one of two ways:
/// its id and secret in `Authorization: Basic` (`client_secret_basic`), or an assertion that it signs
/// (`private_key_jwt`, RFC 7523) with ES256 or PS256, as `iss` and `sub` its id, as `aud` this platform's
/// issuer or token endpoint alone, an `exp` at most 5 minutes ahead, and a `jti` that is used once. The
/// token (RFC 9068) can be used for 10 minutes, at `/api/v1` alone. Without `scope` it has all scopes of
/// the client.
#[utoipa::path(post, path = "/oauth/token", tag = "access", request_body(
    content = TokenForm, content_type = "application/x-www-form-urlencoded",
), security(("client_secret" = []), ()), responses(
    (status = 200, description = "The token", body = TokenAnswer, headers(
        ("Cache-Control" = String, description = "`no-store`"),
    )),
    (status = 400, description = "What OAuth refuses", body = TokenError),
    (status = 401, description = "The client has not proved itself", body = TokenError, headers(
        ("WWW-Authenticate" = String, description = "`Basic`"),
    )),
))]
async fn create_token(
    app: web::Data<App>,
    address: ClientAddress,
    request: HttpRequest,
    body: Body<TokenForm>,
) -> Result<HttpResponse> {
    let answer = match form::read(&request, body, &address).await {
        Ok(asked) => tokens::create_token(&app, &asked, &address.0).await,
        Err(refusal) => Err(refusal),
    };
    match answer {
        Ok(token) => Ok(HttpResponse::Ok()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::PRAGMA, "no-cache"))
            .json(token)),
        Err(Refusal::OAuth(error, why)) => Ok(refused(error, why)),
        Err(Refusal::Other(error)) => Err(error),
    }
}

fn refused(error: TokenErrorCode, why: &str) -> HttpResponse {
    let mut answer = match error {
        // Whoever has tried the header is told so (RFC 6749, 5.2); others may learn that there is one.
        TokenErrorCode::InvalidClient => {
            let mut answer = HttpResponse::build(StatusCode::UNAUTHORIZED);
            answer.insert_header((header::WWW_AUTHENTICATE, "Basic realm=\"anju\""));
            answer
        }
        TokenErrorCode::InvalidRequest
        | TokenErrorCode::UnsupportedGrantType
        | TokenErrorCode::InvalidScope
        | TokenErrorCode::InvalidTarget => HttpResponse::build(StatusCode::BAD_REQUEST),
    };
    let mut answer = answer.json(TokenError {
        error,
        error_description: why.to_owned(),
    });
    answer.extensions_mut().insert(Told);
    answer
}

/// Read where tokens are issued
///
/// The metadata of RFC 8414: the token endpoint, the keys, the scopes, and how a client proves who it is.
#[utoipa::path(get, path = "/.well-known/oauth-authorization-server", tag = "access", params(
    ("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that is known"),
), responses(
    (status = 200, description = "The metadata", body = ServerMetadata, headers(
        ("ETag" = String, description = "Stands for the content, for If-None-Match"),
        ("Cache-Control" = String, description = "How long the answer may be kept: 5 minutes"),
    )),
    (status = 304, description = "Nothing has changed"),
))]
async fn read_server_metadata(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    caching::answer(&request, KEEP, &tokens::read_metadata(&app))
}
