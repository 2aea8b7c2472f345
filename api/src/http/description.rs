//! The description of the API over HTTP.

use actix_web::{HttpResponse, get, web};

/// The description, ready to be sent.
#[derive(Debug)]
pub(super) struct Text(pub(super) String);

/// Read this description
///
/// The same that `api openapi` prints.
#[utoipa::path(tag = "description", responses(
    (status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json"),
))]
#[get("/openapi.json")]
pub(super) async fn read_description(text: web::Data<Text>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(text.0.clone())
}
