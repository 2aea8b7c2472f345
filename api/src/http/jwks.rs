//! The platform's public keys over HTTP: for everybody, and to be kept for a while.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::jws::PublicKeys;

use super::caching;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::signing_keys;

/// Mounts the operation.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(__path_list_public_keys, list_public_keys, &[]));
}

/// How long the keys may be kept without asking again, in seconds.
const KEEP: u64 = 300;

/// List the keys with which the platform signs
///
/// A set of keys (RFC 7517) that signed, sign, or will sign next: access tokens, certificates and their
/// status lists. Each is known by its `kid`, the thumbprint of RFC 7638. A key stands here at least ten
/// minutes before it signs, and until nothing that it signed can be valid any more: whoever meets a `kid`
/// that is not in the set reads it once more.
#[utoipa::path(get, path = "/.well-known/jwks.json", tag = "keys", params(
    ("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that is known"),
), responses(
    (status = 200, description = "The keys", body = PublicKeys, headers(
        ("ETag" = String, description = "Stands for the content, for If-None-Match"),
        ("Cache-Control" = String, description = "How long the answer may be kept: 5 minutes"),
    )),
    (status = 304, description = "Nothing has changed"),
))]
async fn list_public_keys(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let keys = signing_keys::list_public_keys(&app).await?;
    caching::answer(&request, KEEP, &keys)
}
