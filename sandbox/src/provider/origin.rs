//! Whether a form was sent by a page of the provider itself, against cross-site request forgery.

use actix_web::HttpRequest;

use crate::town::Town;

/// Whether a form was sent by a page of another origin.
pub(crate) fn is_foreign(town: &Town, request: &HttpRequest) -> bool {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    match header("sec-fetch-site") {
        Some(site) => site != "same-origin" && site != "none",
        None => header("origin").is_some_and(|origin| origin != town.issuer),
    }
}
