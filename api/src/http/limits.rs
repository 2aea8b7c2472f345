//! Limits of size and time of requests, and what is said where one cannot be read.

use std::time::Duration;

use actix_web::error::{PathError, QueryPayloadError};
use actix_web::{HttpRequest, web};
use shared::problem::ProblemKind;

use crate::error::Error;

/// The largest body in bytes. The longest answers, with 20 entries in each list, take half of it.
pub const LARGEST_BODY: usize = 64 * 1024;

/// The largest body of an operation that everybody may call.
pub const LARGEST_OPEN_BODY: usize = 8 * 1024;

/// How long a client may take for the body of a request: one that sends a byte now and then would
/// hold its connection, and what it has sent, for ever.
pub const SLOWEST_BODY: Duration = Duration::from_secs(10);

/// How long a client may take for a file: the largest comes through a line of 600 kbit/s.
pub const SLOWEST_FILE: Duration = Duration::from_secs(5 * 60);

/// How long a client may fall silent within a file.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(15);

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
