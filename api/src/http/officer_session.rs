//! The session of an officer over HTTP: which officer is signed in, staying signed in, signing out.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::account::SignedOut;
use shared::officer::OfficerSession;

use super::cookies;
use super::extract::{OfficerToken, lang};
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Officer;
use crate::service::officers::sessions;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_read_officer_session,
            read_officer_session,
            &[],
        ))
        .service(operation(
            __path_renew_officer_session,
            renew_officer_session,
            &[],
        ))
        .service(operation(__path_sign_out_officer, sign_out_officer, &[]));
}

/// Read the officer's session
///
/// Which officer is signed in, with which roles, and until when; `officer` is null where none is. Does
/// not keep the session alive.
#[utoipa::path(get, path = "/officer/session", tag = "officers", responses(
    (status = 200, description = "The session", body = OfficerSession),
))]
async fn read_officer_session(
    app: web::Data<App>,
    token: OfficerToken,
) -> Result<web::Json<OfficerSession>> {
    let session = sessions::read_officer_session(&app, token.as_deref()).await?;
    Ok(web::Json(session))
}

/// Renew the officer's session
///
/// Keeps it alive for another 15 minutes, up to 8 hours in all. Every other operation of officers
/// does so too, to the minute.
#[utoipa::path(post, path = "/officer/session/renewal", tag = "officers", responses(
    (status = 200, description = "The session", body = OfficerSession),
))]
async fn renew_officer_session(
    app: web::Data<App>,
    who: Officer,
) -> Result<web::Json<OfficerSession>> {
    Ok(web::Json(
        sessions::renew_officer_session(&app, &who).await?,
    ))
}

/// Sign an officer out
///
/// Ends the session of the officer, and no other. The browser then goes to `continue_at`, where the
/// identity platform asks whether to end its session as well. Signing out twice is no error.
#[utoipa::path(delete, path = "/officer/session", tag = "officers", responses(
    (status = 200, description = "Signed out", body = SignedOut),
))]
async fn sign_out_officer(
    app: web::Data<App>,
    token: OfficerToken,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let lang = lang(request.headers());
    let continue_at = sessions::sign_out_officer(&app, token.as_deref(), lang).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookies::no_officer(&app.config))
        .cookie(cookies::signed_out(&app.config))
        .json(SignedOut {
            continue_at: continue_at.map(Into::into),
        }))
}
