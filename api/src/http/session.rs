//! The session over HTTP: who is signed in, staying signed in, signing out.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::account::{Session, SignedOut};

use super::cookies;
use super::extract::{SessionToken, lang};
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::{sessions, sign_out};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(__path_read_session, read_session, &[]))
        .service(operation(__path_renew_session, renew_session, &[]))
        .service(operation(__path_sign_out, sign_out, &[]));
}

/// Read the session
///
/// Who is signed in and until when; `account` is null where nobody is. Does not keep the session
/// alive.
#[utoipa::path(get, path = "/session", tag = "session", responses(
    (status = 200, description = "The session", body = Session),
))]
async fn read_session(app: web::Data<App>, token: SessionToken) -> Result<web::Json<Session>> {
    Ok(web::Json(
        sessions::read_session(&app, token.as_deref()).await?,
    ))
}

/// Renew the session
///
/// Keeps it alive for another 30 minutes, up to 8 hours in all. Every other operation does so too,
/// to the minute.
#[utoipa::path(post, path = "/session/renewal", tag = "session", responses(
    (status = 200, description = "The session", body = Session),
))]
async fn renew_session(app: web::Data<App>, who: SignedInUser) -> Result<web::Json<Session>> {
    Ok(web::Json(sessions::renew_session(&app, &who).await?))
}

/// Sign out
///
/// Ends the session. The browser then goes to `continue_at`, where the identity platform asks whether
/// to end its session as well, and comes back. Whatever is answered there, the next sign-in in this
/// browser asks anew who it is. Signing out twice is no error.
#[utoipa::path(delete, path = "/session", tag = "session", responses(
    (status = 200, description = "Signed out", body = SignedOut),
))]
async fn sign_out(
    app: web::Data<App>,
    token: SessionToken,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let lang = lang(request.headers());
    let continue_at = sign_out::sign_out(&app, token.as_deref(), lang).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookies::no_session(&app.config))
        .cookie(cookies::signed_out(&app.config))
        .json(SignedOut {
            continue_at: continue_at.map(Into::into),
        }))
}
