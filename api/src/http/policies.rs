//! The policy over HTTP: for everybody, and to be kept for a while.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::policy::{PolicyDetail, PolicyList, VersionId};
use shared::problem::ProblemKind as K;

use super::caching;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::policies;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(__path_list_policies, list_policies, &[]))
        .service(operation(
            __path_get_policy,
            get_policy,
            &[K::MalformedRequest, K::NotFound],
        ));
}

/// How long the policy may be kept without asking again, in seconds.
const KEEP: u64 = 300;

/// List the versions of the policy
///
/// Every version, oldest first and as its file holds it, and which of them are in force today.
/// Versions accumulate: one names only what it changes.
#[utoipa::path(get, path = "/policies", tag = "policy", params(
    ("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that is known"),
), responses(
    (status = 200, description = "The versions", body = PolicyList, headers(
        ("ETag" = String, description = "Stands for the content, for If-None-Match"),
        ("Cache-Control" = String, description = "How long the answer may be kept: 5 minutes, and not beyond midnight in Shanghai"),
    )),
    (status = 304, description = "Nothing has changed"),
))]
async fn list_policies(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let list = policies::list_policies(&app)?;
    // What is in force can change at midnight.
    caching::answer(&request, KEEP.min(app.seconds_of_today()), &list)
}

/// Read a version of the policy
///
/// The days on which it is the newest of its module, what it changed, and every rule in force from
/// then on with the document that it stands in.
#[utoipa::path(get, path = "/policies/{id}", tag = "policy", params(
    ("id" = VersionId, Path, description = "The version: R residential, T Tongzhou, C commercial, and its first day"),
    ("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that is known"),
), responses(
    (status = 200, description = "The version", body = PolicyDetail, headers(
        ("ETag" = String, description = "Stands for the content, for If-None-Match"),
        ("Cache-Control" = String, description = "How long the answer may be kept: 5 minutes"),
    )),
    (status = 304, description = "Nothing has changed"),
))]
async fn get_policy(
    app: web::Data<App>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let detail = policies::get_policy(&app, &id)?;
    caching::answer(&request, KEEP, &detail)
}
