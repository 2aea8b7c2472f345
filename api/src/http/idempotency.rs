//! `Idempotency-Key` over HTTP, for what a client does: the same request under the same key is done once
//! and answered alike for a day (draft-ietf-httpapi-idempotency-key-header).

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use shared::problem::ProblemKind;
use uuid::Uuid;

use super::expected::idempotency_key;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::idempotency::{Begun, Ticket, begin, end};
use crate::store::idempotency::KeptAnswer;

/// What says that an answer is one of before.
pub(super) const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// Does what a client asks for under a key, unless it was done before. `input` is what was sent;
/// `status` is what is answered where `work` does it, which has to keep its answer by the ticket in the
/// transaction of what it does.
///
/// # Errors
/// There is no key, it was used for another request, or that one is being worked on; or `work` refuses.
pub(super) async fn once<T: Serialize>(
    app: &App,
    (request, client): (&HttpRequest, Uuid),
    input: &impl Serialize,
    status: StatusCode,
    work: impl AsyncFnOnce(&Ticket) -> Result<T>,
) -> Result<HttpResponse> {
    let key = idempotency_key(request)?.ok_or(ProblemKind::IdempotencyKeyRequired)?;
    let asked = (request.method().as_str(), request.path(), input);
    let asked = serde_json::to_vec(&asked)?;
    let ticket = match begin(app, client, key, &asked).await? {
        Begun::Before(answer) => return Ok(replayed(answer)),
        Begun::Now(ticket) => ticket,
    };
    match work(&ticket).await {
        Ok(done) => Ok(marked(HttpResponse::build(status).json(done), "false")),
        Err(error) => {
            // The key stays in use for a minute then; what is told is what went wrong first.
            if let Err(second) = end(app, &ticket, &error).await {
                tracing::warn!(error = %second, "the key of a request was not freed");
            }
            Err(error)
        }
    }
}

fn replayed(answer: KeptAnswer) -> HttpResponse {
    let answer = match answer {
        KeptAnswer::Done { status, body } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            HttpResponse::build(status).json(body)
        }
        // The words are added on the way out, as for what is refused for the first time.
        KeptAnswer::Refused { kind, issues } if issues.is_empty() => {
            HttpResponse::from_error(Error::from(kind))
        }
        KeptAnswer::Refused { kind, issues } => {
            HttpResponse::from_error(Error::Invalid { kind, issues })
        }
    };
    marked(answer, "true")
}

/// Says whether an answer is one of before.
fn marked(mut answer: HttpResponse, is_replayed: &'static str) -> HttpResponse {
    let mark = HeaderValue::from_static(is_replayed);
    answer.headers_mut().insert(REPLAYED, mark);
    answer
}
