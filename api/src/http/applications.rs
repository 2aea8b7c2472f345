//! Home, drafts and applications over HTTP.

use super::mounting::ServiceConfig;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::application::{Detail, Draft, Home, NewDraft, SaveDraft, State, SummaryPage};
use shared::problem::ProblemKind as K;
use shared::purchase::Module;
use utoipa::IntoParams;

use super::body::Body;
use super::expected;
use super::extract::lang;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::{BoundUser, SignedInUser};
use crate::service::{applications, drafts, home, renewal, submission};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_read_home,
            read_home,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_create_draft,
            create_draft,
            &[
                K::MalformedRequest,
                K::FactsNotShown,
                K::NotFound,
                K::InvalidAnswers,
                K::TooManyDrafts,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_list_applications,
            list_applications,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_application,
            read_application,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_answers,
            read_answers,
            &[K::FactsNotShown, K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_save_draft,
            save_draft,
            &[
                K::MalformedRequest,
                K::NotFound,
                K::WrongState,
                K::DraftChanged,
                K::InvalidAnswers,
                K::PreconditionRequired,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_delete_draft,
            delete_draft,
            &[K::NotFound, K::WrongState],
        ))
        .service(operation(
            __path_submit_application,
            submit_application,
            &[
                K::MalformedRequest,
                K::NotFound,
                K::WrongState,
                K::HouseholdMemberLocked,
                K::UploadNotClean,
                K::TooManyAwaiting,
                K::DraftChanged,
                K::InvalidAnswers,
                K::PreconditionRequired,
                K::TooManyRequests,
                K::SubmissionLocked,
                K::UnitLookupLocked,
            ],
        ))
        .service(operation(
            __path_withdraw_application,
            withdraw_application,
            &[K::NotFound, K::WrongState],
        ))
        .service(operation(
            __path_renew_pass,
            renew_pass,
            &[
                K::MalformedRequest,
                K::PrincipalOnly,
                K::NotFound,
                K::WrongState,
                K::PreconditionRequired,
                K::TooManyRequests,
            ],
        ));
}

/// Filters and the place in the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Of this module only.
    #[param(example = "residential")]
    module: Option<Module>,
    /// In this state only.
    #[param(example = "passed")]
    state: Option<State>,
    /// What the page before gave as `next_cursor`.
    #[param(pattern = "^app_[0-9A-Fa-f]{32}$")]
    cursor: Option<String>,
    /// How many at the most: 1 to 100, default 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

/// Read the home page
///
/// Seven counters for each module, the newest application that was submitted, and a warning where
/// a pass is about to run out.
#[utoipa::path(get, path = "/home", tag = "applications", responses((status = 200, description = "The home page", body = Home)))]
async fn read_home(app: web::Data<App>, who: SignedInUser) -> Result<web::Json<Home>> {
    Ok(web::Json(home::read_home(&app, &who).await?))
}

/// Begin a draft
///
/// Empty, with answers (`content`), or with those of another application of one's own (`copy_of`).
/// Send an `Idempotency-Key` and repeat the request as it was where no answer came: it gives the
/// draft that was made, and makes no second one.
#[utoipa::path(post, path = "/applications", tag = "applications", request_body = NewDraft, params(
    ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 64, pattern = "^[!-~]*$",
        description = "A name for this request, best a random UUID; visible ASCII characters",
        example = "9f2c7a34-5f0e-4a57-8d7b-1f0f3f6c2a11"),
), responses(
    (status = 201, description = "The draft", body = Draft, headers(("ETag" = String, description = "The version, for If-Match"))),
))]
async fn create_draft(
    app: web::Data<App>,
    who: SignedInUser,
    request: HttpRequest,
    body: Body<NewDraft>,
) -> Result<HttpResponse> {
    let key = expected::idempotency_key(&request)?;
    drafts::admit_new(&app, &who)?;
    let draft = drafts::create_draft(&app, &who, key, body.read(&who).await?).await?;
    let location = format!("/api/v1/applications/{}", draft.id);
    Ok(HttpResponse::Created()
        .insert_header((header::ETAG, expected::etag(draft.version)))
        .insert_header((header::LOCATION, location))
        .json(draft))
}

/// List applications
///
/// One's own, newest first, page by page.
#[utoipa::path(get, path = "/applications", tag = "applications", params(ListQuery), responses(
    (status = 200, description = "A page", body = SummaryPage),
))]
async fn list_applications(
    app: web::Data<App>,
    who: SignedInUser,
    query: web::Query<ListQuery>,
) -> Result<web::Json<SummaryPage>> {
    let input = applications::ListInput {
        module: query.module,
        state: query.state,
        cursor: query.cursor.as_deref(),
        limit: query.limit,
    };
    Ok(web::Json(
        applications::list_applications(&app, &who, input).await?,
    ))
}

/// Read an application
///
/// Its state, time line, each registry's part, the itemised decision and the certificate.
#[utoipa::path(get, path = "/applications/{id}", tag = "applications", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn read_application(
    app: web::Data<App>,
    who: SignedInUser,
    id: web::Path<String>,
) -> Result<web::Json<Detail>> {
    Ok(web::Json(
        applications::read_application(&app, &who, &id).await?,
    ))
}

/// Read the answers
///
/// Of a draft as last saved, or of a submitted application as frozen. That they were read is written
/// to the audit log.
#[utoipa::path(get, path = "/applications/{id}/answers", tag = "applications", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The answers", body = Draft, headers(("ETag" = String, description = "The version, for If-Match"))),
))]
async fn read_answers(
    app: web::Data<App>,
    who: SignedInUser,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    Ok(with_etag(drafts::read_answers(&app, &who, &id).await?))
}

/// Save a draft
///
/// All answers at once, if nobody has saved since the version in `If-Match`. Incomplete answers
/// are kept as they are; they are judged at submission.
#[utoipa::path(put, path = "/applications/{id}/answers", tag = "applications", request_body = SaveDraft, params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("If-Match" = String, Header, pattern = "^[ \\t,]*(W/)?\"[!#-~]*\"([ \\t]*,[ \\t]*((W/)?\"[!#-~]*\")?)*[ \\t]*$",
        description = "The ETag of the version that was read, or a list of such; weak ones match nothing"),
), responses(
    (status = 200, description = "The draft", body = Draft, headers(("ETag" = String, description = "The new version"))),
))]
async fn save_draft(
    app: web::Data<App>,
    who: SignedInUser,
    id: web::Path<String>,
    request: HttpRequest,
    body: Body<SaveDraft>,
) -> Result<HttpResponse> {
    let versions = expected::versions(&request)?;
    drafts::admit(&app, &who)?;
    let draft = drafts::save_draft(&app, &who, &id, &versions, body.read(&who).await?).await?;
    Ok(with_etag(draft))
}

/// Delete a draft
///
/// For ever. What has been submitted can be withdrawn, not deleted. Deleting again what one has
/// deleted is no error.
#[utoipa::path(delete, path = "/applications/{id}", tag = "applications", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 204, description = "Deleted"),
))]
async fn delete_draft(
    app: web::Data<App>,
    who: SignedInUser,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    drafts::delete_draft(&app, &who, &id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Submit an application (提交申请)
///
/// Freezes the answers, pins the policy of the day and begins the verification. Submitting again
/// gives the same application.
#[utoipa::path(post, path = "/applications/{id}/submission", tag = "applications", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("If-Match" = String, Header, pattern = "^[ \\t,]*(W/)?\"[!#-~]*\"([ \\t]*,[ \\t]*((W/)?\"[!#-~]*\")?)*[ \\t]*$",
        description = "The ETag of the version that was read, or a list of such; weak ones match nothing"),
), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn submit_application(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<web::Json<Detail>> {
    let versions = expected::versions(&request)?;
    let language = lang(request.headers());
    let detail = submission::submit_application(&app, &who, &id, &versions, language).await?;
    Ok(web::Json(detail))
}

/// Withdraw an application (撤销)
///
/// While it is being checked or has passed. Withdrawing again changes nothing.
#[utoipa::path(post, path = "/applications/{id}/withdrawal", tag = "applications", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn withdraw_application(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Detail>> {
    let detail = submission::withdraw_application(&app, &who, &id).await?;
    Ok(web::Json(detail))
}

/// Renew a pass (续期)
///
/// From a few days before its last day on: everything is asked for anew, and the rules of that day
/// decide. A yes gives a new certificate beside the one that is there; whatever comes of it, that one
/// stays valid to its own last day. `If-Match` names how many renewals there were (`renewal.version`):
/// where one has begun since, that one is shown and none begins, so that the request can be repeated.
#[utoipa::path(post, path = "/applications/{id}/renewal", tag = "applications", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("If-Match" = String, Header, pattern = "^[ \\t,]*(W/)?\"[!#-~]*\"([ \\t]*,[ \\t]*((W/)?\"[!#-~]*\")?)*[ \\t]*$",
        description = "`renewal.version` in quotation marks, or a list of such; weak ones match nothing"),
), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn renew_pass(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<web::Json<Detail>> {
    let versions = expected::versions(&request)?;
    Ok(web::Json(
        renewal::renew_pass(&app, &who, &id, &versions).await?,
    ))
}

fn with_etag(draft: Draft) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, expected::etag(draft.version)))
        .json(draft)
}
