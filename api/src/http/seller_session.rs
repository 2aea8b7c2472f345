//! The session of a seller over HTTP: which seller is signed in, staying signed in, signing out.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::account::SignedOut;
use shared::seller::SellerSession;

use super::cookies;
use super::extract::{SellerToken, lang};
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::seller::Seller;
use crate::service::sellers;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_read_seller_session,
            read_seller_session,
            &[],
        ))
        .service(operation(
            __path_renew_seller_session,
            renew_seller_session,
            &[],
        ))
        .service(operation(__path_sign_out_seller, sign_out_seller, &[]));
}

/// Read the seller's session
///
/// Which seller is signed in, for which client, and until when; `seller` is null where none is, and
/// `refused` says why the client may do nothing any more. Does not keep the session alive.
#[utoipa::path(get, path = "/seller/session", tag = "sellers", responses(
    (status = 200, description = "The session", body = SellerSession),
))]
async fn read_seller_session(
    app: web::Data<App>,
    token: SellerToken,
) -> Result<web::Json<SellerSession>> {
    let session = sellers::read_seller_session(&app, token.as_deref()).await?;
    Ok(web::Json(session))
}

/// Renew the seller's session
///
/// Keeps it alive for another 30 minutes, up to 8 hours in all. Every operation of a client that a
/// seller calls does so too, to the minute.
#[utoipa::path(post, path = "/seller/session/renewal", tag = "sellers", responses(
    (status = 200, description = "The session", body = SellerSession),
))]
async fn renew_seller_session(
    app: web::Data<App>,
    who: Seller,
) -> Result<web::Json<SellerSession>> {
    Ok(web::Json(sellers::renew_seller_session(&app, &who).await?))
}

/// Sign a seller out
///
/// Ends the session of the seller, and no other. The browser then goes to `continue_at`, where the
/// identity platform asks whether to end its session as well. Signing out twice is no error.
#[utoipa::path(delete, path = "/seller/session", tag = "sellers", responses(
    (status = 200, description = "Signed out", body = SignedOut),
))]
async fn sign_out_seller(
    app: web::Data<App>,
    token: SellerToken,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let lang = lang(request.headers());
    let continue_at = sellers::sign_out_seller(&app, token.as_deref(), lang).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookies::no_seller(&app.config))
        .cookie(cookies::signed_out(&app.config))
        .json(SignedOut {
            continue_at: continue_at.map(Into::into),
        }))
}
