//! Tells clients how much they may still ask for (draft-ietf-httpapi-ratelimit-headers-11).

use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;

use crate::service::access::allowance::{Allowance, WINDOW};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Adds the headers to what a client gets, whether it is what it asked for or a refusal.
pub(super) async fn tell_allowance(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut answer = next.call(request).await?;
    let allowance = answer.request().extensions().get::<Allowance>().copied();
    if let Some(Allowance {
        quota,
        left,
        seconds,
        ..
    }) = allowance
    {
        for (name, value) in [
            (POLICY, format!("\"client\";q={quota};w={WINDOW}")),
            (LIMIT, format!("\"client\";r={left};t={seconds}")),
        ] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                answer.headers_mut().insert(name, value);
            }
        }
    }
    Ok(answer)
}
