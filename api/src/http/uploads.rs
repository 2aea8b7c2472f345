//! Papers of an application over HTTP.

use super::mounting::ServiceConfig;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::problem::ProblemKind as K;
use shared::upload::{Upload, UploadKind, UploadList};
use utoipa::IntoParams;

use super::expected;
use super::file::{self, FileBody, FileContent};
use super::operation::operation;
use super::room::give_file;
use crate::app::App;
use crate::error::Result;
use crate::service::access::BoundUser;
use crate::service::uploads::{self, NewUpload};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_create_upload,
            create_upload,
            &[
                K::MalformedRequest,
                K::FactsNotShown,
                K::NotFound,
                K::WrongState,
                K::UploadsFull,
                K::FileTooLarge,
                K::FileTypeRefused,
                K::HeicRefused,
                K::FileUnreadable,
                K::PictureTooLarge,
                K::TooManyPages,
                K::FileEncrypted,
                K::FileActive,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_list_uploads,
            list_uploads,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_upload,
            read_upload,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_download_upload,
            download_upload,
            &[K::NotFound, K::UploadNotClean, K::TooManyRequests],
        ))
        .service(operation(
            __path_delete_upload,
            delete_upload,
            &[K::FactsNotShown, K::NotFound, K::WrongState],
        ));
}

/// What the paper is for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct UploadQuery {
    /// What the paper is for.
    #[param(example = "evidence")]
    kind: UploadKind,
}

/// Upload a paper
///
/// The body is the file itself: a picture as JPEG, PNG or WebP of up to 10 MB, as evidence also a PDF
/// of up to 20 MB. What it is says its content; its media type is not looked at. Pictures are made
/// anew, as JPEG, upright and without what a camera writes beside them. Send an `Idempotency-Key` and
/// repeat the request as it was where the connection was lost: it gives the upload that was made, and
/// makes no second one. Evidence is taken before a dispute, while the result can be disputed, and while
/// an officer's request waits for an answer; the papers of an agent while the agent fills in the draft.
#[utoipa::path(post, path = "/applications/{id}/uploads", tag = "uploads", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    UploadQuery,
    ("File-Name" = Option<String>, Header, pattern = "^[!-~]*$",
        description = "The name of the file, UTF-8 in percent-encoding",
        example = "%E4%B8%8D%E5%8A%A8%E4%BA%A7%E6%9D%83%E8%AF%81%E4%B9%A6.jpg"),
    ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 64, pattern = "^[!-~]*$",
        description = "A name for this request, best a random UUID; visible ASCII characters",
        example = "9f2c7a34-5f0e-4a57-8d7b-1f0f3f6c2a11"),
), request_body(content = FileContent, content_type = "application/octet-stream"), responses(
    (status = 201, description = "The upload", body = Upload),
))]
async fn create_upload(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    query: web::Query<UploadQuery>,
    request: HttpRequest,
    body: FileBody,
) -> Result<HttpResponse> {
    let key = expected::idempotency_key(&request)?;
    uploads::admit(&app, &who, &id, query.kind).await?;
    let (content, _room) = body.read(&who, query.kind.most_bytes()).await?;
    let new = NewUpload {
        kind: query.kind,
        file_name: &file::file_name(&request),
        key,
        content,
    };
    let upload = uploads::create_upload(&app, &who, &id, new).await?;
    let location = format!("/api/v1/applications/{id}/uploads/{}", upload.id);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(upload))
}

/// List the papers
///
/// Of an application, oldest first.
#[utoipa::path(get, path = "/applications/{id}/uploads", tag = "uploads", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The papers", body = UploadList),
))]
async fn list_uploads(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<UploadList>> {
    Ok(web::Json(uploads::list_uploads(&app, &who, &id).await?))
}

/// Read what is told of a paper
///
/// Whether the virus scanner has answered, above all.
#[utoipa::path(get, path = "/applications/{id}/uploads/{upload}", tag = "uploads", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("upload" = String, Path, pattern = "^upl_[0-9A-Fa-f]{32}$", description = "The paper"),
), responses(
    (status = 200, description = "The paper", body = Upload),
))]
async fn read_upload(
    app: web::Data<App>,
    who: BoundUser,
    path: web::Path<(String, String)>,
) -> Result<web::Json<Upload>> {
    let (id, upload) = path.into_inner();
    let upload = uploads::read_upload(&app, &who, &id, &upload).await?;
    Ok(web::Json(upload))
}

/// Download a paper
///
/// As it is kept, once it is clean. That it was given is written to the audit log.
#[utoipa::path(get, path = "/applications/{id}/uploads/{upload}/content", tag = "uploads", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("upload" = String, Path, pattern = "^upl_[0-9A-Fa-f]{32}$", description = "The paper"),
), responses(
    (status = 200, description = "The file", content((FileContent = "image/jpeg"), (FileContent = "application/pdf")), headers(("Content-Disposition" = String, description = "`attachment`, with the name of the file"))),
))]
async fn download_upload(
    app: web::Data<App>,
    who: BoundUser,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (id, upload) = path.into_inner();
    let room = give_file(&request, who.account().as_bytes())?;
    let found = uploads::download_upload(&app, &who, &id, &upload).await?;
    Ok(file::answer(found, room))
}

/// Delete a paper
///
/// For ever, while papers of its kind can be uploaded, unless it is handed in. Deleting again what one
/// has deleted is no error.
#[utoipa::path(delete, path = "/applications/{id}/uploads/{upload}", tag = "uploads", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("upload" = String, Path, pattern = "^upl_[0-9A-Fa-f]{32}$", description = "The paper"),
), responses(
    (status = 204, description = "Deleted"),
))]
async fn delete_upload(
    app: web::Data<App>,
    who: BoundUser,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (id, upload) = path.into_inner();
    uploads::delete_upload(&app, &who, &id, &upload).await?;
    Ok(HttpResponse::NoContent().finish())
}
