//! How the city tells a program that it does not do what it was asked.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::json;

/// A status and a sentence.
pub(crate) fn refuse(status: StatusCode, why: impl std::fmt::Display) -> HttpResponse {
    HttpResponse::build(status).json(json!({ "error": why.to_string() }))
}
