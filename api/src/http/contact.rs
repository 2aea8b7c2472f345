//! How the applicant of an application is reached, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::form::{Contact, KnownContact};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::expected;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::BoundUser;
use crate::service::contact;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_read_contact,
            read_contact,
            &[
                K::PrincipalOnly,
                K::NotFound,
                K::WrongState,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_correct_contact,
            correct_contact,
            &[
                K::MalformedRequest,
                K::PrincipalOnly,
                K::NotFound,
                K::WrongState,
                K::ContactChanged,
                K::InvalidAnswers,
                K::PreconditionRequired,
                K::TooManyRequests,
            ],
        ));
}

/// Read how the applicant is reached
///
/// Now, with everything that was corrected since the submission. Of a draft the answers say it.
#[utoipa::path(get, path = "/applications/{id}/contact", tag = "applications", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The contact", body = KnownContact, headers(("ETag" = String, description = "The version, for If-Match"))),
))]
async fn read_contact(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    Ok(with_etag(contact::read_contact(&app, &who, &id).await?))
}

/// Correct how the applicant is reached
///
/// At any time, of an application that is live or has ended, if nobody has since the version in
/// `If-Match`. The answers that were submitted stay as they are.
#[utoipa::path(put, path = "/applications/{id}/contact", tag = "applications", request_body = Contact, params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("If-Match" = String, Header, pattern = "^[ \\t,]*(W/)?\"[!#-~]*\"([ \\t]*,[ \\t]*((W/)?\"[!#-~]*\")?)*[ \\t]*$",
        description = "The ETag of the version that was read, or a list of such; weak ones match nothing"),
), responses(
    (status = 200, description = "The contact", body = KnownContact, headers(("ETag" = String, description = "The new version"))),
))]
async fn correct_contact(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    request: HttpRequest,
    body: Body<Contact>,
) -> Result<HttpResponse> {
    let versions = expected::versions(&request)?;
    let input = body.read(who.user()).await?;
    let corrected = contact::correct_contact(&app, &who, &id, &versions, input).await?;
    Ok(with_etag(corrected))
}

fn with_etag(contact: KnownContact) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, expected::etag(contact.version)))
        .json(contact)
}
