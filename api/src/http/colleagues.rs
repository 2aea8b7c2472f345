//! Colleagues of officers, and cases that are handed over to one of them, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::officer::ColleagueList;
use shared::problem::ProblemKind as K;
use shared::review::{NewHandOver, QueueEntry};

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::officers::colleagues;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_list_colleagues,
            list_colleagues,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_hand_over_case,
            hand_over_case,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::CaseNotClaimed,
                K::ColleagueUnavailable,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ));
}

/// List the colleagues
///
/// To whom a case can be handed over: those who work on cases and are signed in, without the caller.
#[utoipa::path(get, path = "/officer/colleagues", tag = "officers", responses(
    (status = 200, description = "The colleagues", body = ColleagueList),
))]
async fn list_colleagues(app: web::Data<App>, who: CaseWorker) -> Result<web::Json<ColleagueList>> {
    Ok(web::Json(colleagues::list_colleagues(&app, &who).await?))
}

/// Hand a case over
///
/// By the officer who has claimed it, to a colleague by name, who has it for 30 minutes from now on and
/// reads the note. A colleague who may not work on it is told of like one who is away.
#[utoipa::path(post, path = "/officer/cases/{id}/hand-over", tag = "officers", request_body = NewHandOver, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The case, as the queue shows it", body = QueueEntry),
))]
async fn hand_over_case(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<NewHandOver>,
) -> Result<web::Json<QueueEntry>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        colleagues::hand_over_case(&app, &who, &id, input).await?,
    ))
}
