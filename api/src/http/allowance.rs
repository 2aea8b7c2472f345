//! Tells clients how much they may still ask for (draft-ietf-httpapi-ratelimit-headers-11), and counts for
//! administrators what they asked for and how it ended.

use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, web};
use shared::client::usage::{UsageArea, UsageOutcome};
use shared::problem::ProblemKind;

use crate::app::App;
use crate::service::access::allowance::{Allowance, WINDOW};
use crate::usage::Tally;

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
        client,
        quota,
        left,
        seconds,
        is_spent: _,
    }) = allowance
    {
        if let Some(app) = answer.request().app_data::<web::Data<App>>() {
            let tally = Tally {
                client,
                day: app.today(),
                area: area(answer.request().match_pattern().as_deref()),
                outcome: outcome(answer.response()),
            };
            app.usage.add(tally, 1);
        }
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

/// What is asked for at a path, by its template.
fn area(pattern: Option<&str>) -> UsageArea {
    let below = pattern.and_then(|pattern| pattern.strip_prefix("/api/v1/"));
    match below.and_then(|below| below.split('/').next()) {
        Some("certificate-checks" | "certificates") => UsageArea::Certificates,
        Some("holds") => UsageArea::Holds,
        Some("contracts") => UsageArea::Contracts,
        Some("referrals") => UsageArea::Referrals,
        Some("webhook-endpoints") => UsageArea::Webhooks,
        Some(_) | None => UsageArea::Other,
    }
}

fn outcome<B>(answer: &HttpResponse<B>) -> UsageOutcome {
    let refused = answer.extensions().get::<ProblemKind>().copied();
    match refused {
        Some(ProblemKind::CertificateUnknown) => UsageOutcome::WrongPair,
        Some(_) | None => match answer.status().as_u16() {
            429 => UsageOutcome::Limited,
            ..400 => UsageOutcome::Accepted,
            400..500 => UsageOutcome::Refused,
            _ => UsageOutcome::Failed,
        },
    }
}
