//! A number for every request, beside that of the caller's trace, and one line in the log: what was asked by its template, how it
//! ended, how long it took. No address, no query, no body, nobody's name.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;
use actix_web::{HttpMessage, HttpRequest};
use tracing::Instrument;

use super::trace::Trace;
use crate::app::App;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number of a request: 32 hexadecimal digits.
#[derive(Debug, Clone)]
pub(super) struct RequestId(String);

impl RequestId {
    /// The number of this request.
    pub(super) fn of(request: &HttpRequest) -> Self {
        request
            .extensions()
            .get::<Self>()
            .cloned()
            .unwrap_or_else(|| Self(String::new()))
    }

    /// The digits.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Numbers the request and writes its line.
pub(super) async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let id = request
        .app_data::<web::Data<App>>()
        .map(|app| app.new_id().simple().to_string());
    let id = RequestId(id.unwrap_or_default());
    request.extensions_mut().insert(id.clone());
    let method = request.method().clone();
    let trace = Trace::of(request.headers());
    let trace_id = trace.as_ref().map(|trace| trace.id.as_str());
    let parent_id = trace.as_ref().map(|trace| trace.parent.as_str());
    let span = tracing::info_span!("request", id = id.as_str(), trace_id, parent_id);
    let mut answer = next.call(request).instrument(span).await?;
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        answer.headers_mut().insert(HEADER, value);
    }
    let route = answer.request().match_pattern();
    tracing::info!(
        request_id = id.as_str(),
        trace_id,
        parent_id,
        method = method.as_str(),
        route = route.as_deref().unwrap_or("(site)"),
        status = answer.status().as_u16(),
        ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    Ok(answer)
}
