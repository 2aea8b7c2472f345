//! The description of the API over HTTP.

use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::operation::operation;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(__path_read_description, read_description, &[]));
}

/// The description, ready to be sent: one text for all who ask.
#[derive(Debug)]
pub(super) struct Text(pub(super) Bytes);

/// Read this description
///
/// The same that `api openapi` prints.
#[utoipa::path(get, path = "/openapi.json", tag = "description", responses(
    (status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json"),
))]
async fn read_description(text: web::Data<Text>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(text.0.clone())
}
