//! The papers of a case over HTTP, for officers.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::problem::ProblemKind as K;
use shared::upload::UploadList;

use super::file::{self, FileContent};
use super::operation::operation;
use super::room::give_file;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::officers::evidence;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_list_case_uploads,
            list_case_uploads,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::CaseNotClaimed,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_download_case_upload,
            download_case_upload,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::CaseNotClaimed,
                K::UploadNotClean,
                K::TooManyRequests,
            ],
        ));
}

/// List the papers of a case
///
/// Those that are handed in, for the officer who has claimed it.
#[utoipa::path(get, path = "/officer/cases/{id}/uploads", tag = "officers", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The papers", body = UploadList),
))]
async fn list_case_uploads(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
) -> Result<web::Json<UploadList>> {
    Ok(web::Json(
        evidence::list_case_uploads(&app, &who, &id).await?,
    ))
}

/// Download a paper of a case
///
/// For the officer who has claimed it. That it was looked at is written down.
#[utoipa::path(get, path = "/officer/cases/{id}/uploads/{upload}/content", tag = "officers", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("upload" = String, Path, pattern = "^upl_[0-9A-Fa-f]{32}$", description = "The paper"),
), responses(
    (status = 200, description = "The file", content((FileContent = "image/jpeg"), (FileContent = "application/pdf")), headers(("Content-Disposition" = String, description = "`attachment`, with the name of the file"))),
))]
async fn download_case_upload(
    app: web::Data<App>,
    who: CaseWorker,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (id, upload) = path.into_inner();
    let room = give_file(&request, who.account().as_bytes())?;
    let found = evidence::download_case_upload(&app, &who, &id, &upload).await?;
    Ok(file::answer(found, room))
}
