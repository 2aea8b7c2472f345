//! How much a request may bring, and what is said where it cannot be read.

use actix_web::error::{JsonPayloadError, PathError, QueryPayloadError};
use actix_web::{HttpRequest, web};
use shared::problem::ProblemKind;

use crate::error::Error;

/// The largest body in bytes. The longest answers, with 20 entries in each list, take a tenth.
pub const LARGEST_BODY: usize = 256 * 1024;

/// JSON bodies: `application/json` only, of limited size.
pub(super) fn json() -> web::JsonConfig {
    web::JsonConfig::default()
        .limit(LARGEST_BODY)
        .content_type_required(true)
        .error_handler(|error, _: &HttpRequest| Error::from(json_kind(&error)).into())
}

/// An id of another form is one that does not exist.
pub(super) fn path() -> web::PathConfig {
    web::PathConfig::default()
        .error_handler(|_: PathError, _: &HttpRequest| Error::from(ProblemKind::NotFound).into())
}

/// Query parameters that nobody knows or that are not of their form.
pub(super) fn query() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|_: QueryPayloadError, _: &HttpRequest| {
        Error::from(ProblemKind::MalformedRequest).into()
    })
}

fn json_kind(error: &JsonPayloadError) -> ProblemKind {
    use JsonPayloadError as E;
    if matches!(error, E::OverflowKnownLength { .. } | E::Overflow { .. }) {
        ProblemKind::BodyTooLarge
    } else if matches!(error, E::ContentType) {
        ProblemKind::UnsupportedMediaType
    } else {
        ProblemKind::MalformedBody
    }
}
