//! Disputes of results (申请复核) and of holds, and answers to what officers ask for, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::application::{CaseAnswer, Detail, NewDispute, NewHoldObjection};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::BoundUser;
use crate::service::holds::objecting;
use crate::service::{disputes, requests};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_dispute_result,
            dispute_result,
            &[
                K::FactsNotShown,
                K::NotFound,
                K::WrongState,
                K::ReviewPeriodOver,
                K::MemberInLiveApplication,
                K::InvalidAnswers,
                K::UploadNotClean,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_withdraw_dispute,
            withdraw_dispute,
            &[K::FactsNotShown, K::NotFound, K::WrongState],
        ))
        .service(operation(
            __path_object_to_hold,
            object_to_hold,
            &[
                K::PrincipalOnly,
                K::NotFound,
                K::WrongState,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_answer_request,
            answer_request,
            &[
                K::FactsNotShown,
                K::NotFound,
                K::WrongState,
                K::InvalidAnswers,
                K::UploadNotClean,
                K::TooManyRequests,
            ],
        ));
}

/// Dispute a result
///
/// 申请复核: for a refusal that rests on house records, within some working days of the result. An
/// officer decides; meanwhile the household is in this application and in no other. The evidence
/// that is named is handed in with it; as long as the virus scanner has not answered for all of it,
/// the dispute is refused.
#[utoipa::path(post, path = "/applications/{id}/dispute", tag = "applications", request_body = NewDispute, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application, under review", body = Detail),
))]
async fn dispute_result(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    body: Body<NewDispute>,
) -> Result<web::Json<Detail>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        disputes::dispute_result(&app, &who, &id, input).await?,
    ))
}

/// Take a dispute back
///
/// The result stands, and the household is free; what is being checked again after a grant is not
/// waited for any more.
#[utoipa::path(delete, path = "/applications/{id}/dispute", tag = "applications", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn withdraw_dispute(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Detail>> {
    Ok(web::Json(
        disputes::withdraw_dispute(&app, &who, &id).await?,
    ))
}

/// Ask for the release of a held pass
///
/// 申请解除占用: a third party holds the pass for a contract (签约中), and the applicant wants it back,
/// once for each hold. An officer releases it or says why not; the hold stands meanwhile.
#[utoipa::path(post, path = "/applications/{id}/hold-objection", tag = "applications", request_body = NewHoldObjection, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn object_to_hold(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    body: Body<NewHoldObjection>,
) -> Result<web::Json<Detail>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        objecting::object_to_hold(&app, &who, &id, input).await?,
    ))
}

/// Answer an officer's request
///
/// What was asked for, in a dispute or where a person decides, with the evidence that
/// is named. The clock of the case goes on.
#[utoipa::path(post, path = "/applications/{id}/answer", tag = "applications", request_body = CaseAnswer, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn answer_request(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    body: Body<CaseAnswer>,
) -> Result<web::Json<Detail>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        requests::answer_request(&app, &who, &id, input).await?,
    ))
}
