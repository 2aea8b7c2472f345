//! Everything that the platform holds about whoever is signed in, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use shared::export::Export;
use shared::problem::ProblemKind as K;

use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::export;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(
        __path_export_data,
        export_data,
        &[K::TooManyRequests],
    ));
}

/// Take along what is held about one
///
/// Account, sign-ins, applications with answers, facts, decisions, queries, looks, disputes, requests,
/// objections, corrections and what is told of uploads; and the applications of others that name the
/// caller. Of other people it holds masked names. That it was asked for is written to the audit log.
#[utoipa::path(get, path = "/me/export", tag = "account", responses(
    (status = 200, description = "All of it, as a file", body = Export, headers(("Content-Disposition" = String, description = "`attachment`, with a name for the file"))),
))]
async fn export_data(app: web::Data<App>, who: SignedInUser) -> Result<HttpResponse> {
    let all = export::export_data(&app, &who).await?;
    let disposition = "attachment; filename=\"anju-export.json\"";
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .json(all))
}
