//! One door for every error: whatever went wrong leaves as `application/problem+json` (RFC 9457)
//! in the caller's language.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError};
use shared::issue::IssueCode;
use shared::problem::{FieldProblem, Problem, ProblemKind};
use shared::values::Lang;

use super::extract::lang;
use super::idempotency::REPLAYED;
use super::observe::RequestId;
use crate::error::Error;

/// Seconds after which it makes sense to try again where nothing more exact is known.
pub(super) const SOON: u64 = 5;

/// The media type of problems.
pub const MEDIA_TYPE: &str = "application/problem+json";

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        status(self.kind())
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        // The words are added on the way out, where language and request number are known.
        HttpResponse::new(self.status_code())
    }
}

/// Marks an answer that says what is wrong in a way of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told;

/// Turns every answer that is an error into a problem.
pub(super) async fn tell_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = RequestId::of(request.request());
    let lang = lang(request.headers());
    let answer = next.call(request).await?;
    if !answer.status().is_client_error() && !answer.status().is_server_error() {
        return Ok(answer.map_into_boxed_body());
    }
    if answer.response().extensions().contains::<Told>() {
        return Ok(answer.map_into_boxed_body());
    }
    let (request, answer) = answer.into_parts();
    let mut problem = match answer.error().and_then(|error| error.as_error::<Error>()) {
        Some(error) => of_error(error, &id, lang),
        None => of_status(answer.status(), answer.error(), &id, lang),
    };
    // Who is turned away for now is told until when (RFC 9110, 15.6.4).
    if problem.status == StatusCode::SERVICE_UNAVAILABLE.as_u16() {
        problem.retry_after.get_or_insert(SOON);
    }
    let mut told = HttpResponse::build(status_of(&problem));
    told.content_type(MEDIA_TYPE);
    if let Some(allow) = answer.headers().get(header::ALLOW) {
        told.insert_header((header::ALLOW, allow.clone()));
    }
    if let Some(challenge) = challenge(&problem, request.headers()) {
        told.insert_header((header::WWW_AUTHENTICATE, challenge));
    }
    if let Some(replayed) = answer.headers().get(REPLAYED) {
        told.insert_header((REPLAYED, replayed.clone()));
    }
    if let Some(seconds) = problem.retry_after {
        told.insert_header((header::RETRY_AFTER, seconds));
    }
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut told = told.body(body);
    // For whoever counts on the way out how requests ended.
    if let Some(kind) = problem.kind() {
        told.extensions_mut().insert(kind);
    }
    Ok(ServiceResponse::new(request, told))
}

/// How a program gets further that lacks a token or a scope (RFC 6750, 3). One that has shown no token
/// is told nothing of what is wrong with it.
fn challenge(problem: &Problem, headers: &header::HeaderMap) -> Option<&'static str> {
    let has_token = headers.contains_key(header::AUTHORIZATION);
    match problem.kind() {
        Some(ProblemKind::InvalidToken) if has_token => Some("Bearer error=\"invalid_token\""),
        Some(ProblemKind::InvalidToken) => Some("Bearer"),
        Some(ProblemKind::InsufficientScope) => Some("Bearer error=\"insufficient_scope\""),
        _ => None,
    }
}

fn of_error(error: &Error, id: &RequestId, lang: Lang) -> Problem {
    let mut problem = Problem::new(error.kind(), id.as_str(), lang);
    match error {
        Error::Refused { retry_after, .. } => problem.retry_after = *retry_after,
        Error::Invalid { issues, .. } => {
            problem.errors = issues
                .iter()
                .map(|issue| FieldProblem {
                    pointer: issue.pointer.clone(),
                    code: issue.code,
                    detail: issue.code.detail(lang).to_owned(),
                })
                .collect();
        }
        Error::Unusable(file) => {
            let code = IssueCode::NotAValue;
            problem.errors = vec![FieldProblem {
                pointer: file.pointer.clone(),
                code,
                detail: format!("{} ({})", code.detail(lang), file.what),
            }];
        }
        Error::Claimed(claim) => problem.claim = Some(claim.as_ref().clone()),
        Error::Unavailable(error) => {
            tracing::warn!(request_id = id.as_str(), %error, "a request could not be served");
        }
        Error::Unexpected(error) => {
            tracing::error!(request_id = id.as_str(), %error, "a request failed");
        }
    }
    problem
}

/// Errors that actix makes by itself.
fn of_status(
    status: StatusCode,
    error: Option<&actix_web::Error>,
    id: &RequestId,
    lang: Lang,
) -> Problem {
    let kind = match status {
        StatusCode::NOT_FOUND => ProblemKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemKind::MethodNotAllowed,
        StatusCode::NOT_ACCEPTABLE => ProblemKind::NotAcceptable,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::UnsupportedMediaType,
        status if status.is_client_error() => ProblemKind::MalformedRequest,
        status => {
            let error = error.map(ToString::to_string).unwrap_or_default();
            tracing::error!(
                request_id = id.as_str(),
                status = status.as_u16(),
                error,
                "a request failed"
            );
            ProblemKind::Unexpected
        }
    };
    Problem::new(kind, id.as_str(), lang)
}

fn status(kind: ProblemKind) -> StatusCode {
    StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
