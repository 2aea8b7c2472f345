//! Who runs the platform, over HTTP: for everybody, and to be kept for a while.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::operator::Operator;

use super::caching;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;

/// Mounts the operation.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(__path_get_operator, get_operator, &[]));
}

/// How long the answer may be kept without asking again, in seconds.
const KEEP: u64 = 300;

/// Read who runs the platform
///
/// The authority, its telephone number, and the windows at which people are helped in person, with
/// address and hours; and whether this is a sandbox, as the header `Anju-Sandbox: true` of every answer
/// says, too.
#[utoipa::path(get, path = "/operator", tag = "operator", params(
    ("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that is known"),
), responses(
    (status = 200, description = "The authority and its windows", body = Operator, headers(
        ("ETag" = String, description = "Stands for the content, for If-None-Match"),
        ("Cache-Control" = String, description = "How long the answer may be kept: 5 minutes"),
    )),
    (status = 304, description = "Nothing has changed"),
))]
async fn get_operator(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let operator = Operator {
        sandbox: app.config.webhooks.sandbox,
        ..app.config.operator.clone()
    };
    caching::answer(&request, KEEP, &operator)
}
