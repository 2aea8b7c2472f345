//! How much a request may bring, and what is said where it cannot be read.

use std::io;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::{JsonPayloadError, PathError, PayloadError, QueryPayloadError};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, web};
use futures::StreamExt;
use futures::stream::{self, LocalBoxStream};
use shared::problem::ProblemKind;

use crate::error::Error;

/// The largest body in bytes. The longest answers, with 20 entries in each list, take a tenth.
pub const LARGEST_BODY: usize = 256 * 1024;

/// How long a client may take for the body of a request.
pub const SLOWEST_BODY: Duration = Duration::from_secs(10);

/// Lets no body take longer than [`SLOWEST_BODY`]: a client that sends a byte now and then would
/// hold its connection and what it has sent for ever.
pub(super) async fn hurry(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let headers = request.headers();
    if !headers.contains_key(header::CONTENT_LENGTH)
        && !headers.contains_key(header::TRANSFER_ENCODING)
    {
        return next.call(request).await;
    }
    let (request, payload) = request.into_parts();
    let until = tokio::time::Instant::now() + SLOWEST_BODY;
    let in_time = stream::unfold(payload, move |mut payload| async move {
        let chunk = match tokio::time::timeout_at(until, payload.next()).await {
            Ok(chunk) => chunk?,
            Err(_) => Err(PayloadError::Io(io::ErrorKind::TimedOut.into())),
        };
        Some((chunk, payload))
    });
    let in_time: LocalBoxStream<'static, Result<Bytes, PayloadError>> = in_time.boxed_local();
    let request = ServiceRequest::from_parts(request, Payload::from(in_time));
    next.call(request).await
}

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
    } else if is_late(error) {
        ProblemKind::RequestTimeout
    } else if matches!(error, E::ContentType) {
        ProblemKind::UnsupportedMediaType
    } else {
        ProblemKind::MalformedBody
    }
}

fn is_late(error: &JsonPayloadError) -> bool {
    matches!(
        error,
        JsonPayloadError::Payload(PayloadError::Io(io)) if io.kind() == io::ErrorKind::TimedOut
    )
}
