//! Cases that a person decides, over HTTP, for officers.

use super::mounting::ServiceConfig;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use shared::problem::ProblemKind as K;
use shared::purchase::Module;
use shared::review::{
    Case, CaseKind, CaseStanding, Identities, Justification, NewRequest, NewRuling, ProposalAnswer,
    QueueEntry, QueuePage, ReviewStep,
};
use utoipa::IntoParams;

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::{CaseWorker, Supervisor};
use crate::service::officers::{asking, claims, queue, reading, rulings};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    const IN_A_CASE: &[K] = &[
        K::NotFound,
        K::WrongState,
        K::CaseClaimed,
        K::CaseNotClaimed,
        K::InvalidAnswers,
        K::TooManyRequests,
    ];
    config
        .service(operation(
            __path_list_cases,
            list_cases,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_case,
            read_case,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::CaseNotClaimed,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_claim_case,
            claim_case,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_release_case,
            release_case,
            &[K::NotFound, K::WrongState, K::CaseClaimed],
        ))
        .service(operation(
            __path_take_over_case,
            take_over_case,
            &[K::NotFound, K::WrongState, K::TooManyRequests],
        ))
        .service(operation(
            __path_reveal_identities,
            reveal_identities,
            IN_A_CASE,
        ))
        .service(operation(__path_ask_applicant, ask_applicant, IN_A_CASE))
        .service(operation(__path_decide_case, decide_case, IN_A_CASE))
        .service(operation(
            __path_confirm_ruling,
            confirm_ruling,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::CaseNotClaimed,
                K::SecondPersonNeeded,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(__path_return_ruling, return_ruling, IN_A_CASE));
}

/// Filters and the place in the queue.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct QueueQuery {
    /// Of this module only.
    #[param(example = "residential")]
    module: Option<Module>,
    /// Of this kind only.
    #[param(example = "dispute")]
    kind: Option<CaseKind>,
    /// Only those that are that far.
    #[param(example = "open")]
    step: Option<ReviewStep>,
    /// Only those that the caller has claimed.
    #[param(example = true)]
    mine: Option<bool>,
    /// What the page before gave as `next_cursor`.
    #[param(pattern = "^(0|[1-9][0-9]{0,16})-[0-9a-f]{32}$")]
    cursor: Option<String>,
    /// How many at the most: 1 to 100, default 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

/// List the cases
///
/// The queue of applications that a person decides, those first that were submitted first and
/// whose deadline is nearest. Names are masked. Cases of one's own, and of people with whom one is in a live
/// application, are not in it.
#[utoipa::path(get, path = "/officer/cases", tag = "officers", params(QueueQuery), responses(
    (status = 200, description = "A page of the queue", body = QueuePage),
))]
async fn list_cases(
    app: web::Data<App>,
    who: CaseWorker,
    query: web::Query<QueueQuery>,
) -> Result<web::Json<QueuePage>> {
    let input = queue::QueueInput {
        module: query.module,
        kind: query.kind,
        step: query.step,
        only_mine: query.mine == Some(true),
        cursor: query.cursor.as_deref(),
        limit: query.limit,
    };
    Ok(web::Json(queue::list_cases(&app, &who, input).await?))
}

/// Open a case
///
/// For the officer who has claimed it: what was declared, with masked numbers, beside what the rules
/// found in the facts of the registries, and the history. That it was opened is written down.
#[utoipa::path(get, path = "/officer/cases/{id}", tag = "officers", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The case", body = Case),
))]
async fn read_case(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
) -> Result<web::Json<Case>> {
    Ok(web::Json(reading::read_case(&app, &who, &id).await?))
}

/// Claim a case
///
/// For 30 minutes nobody else works on it. Claiming again renews the claim. While somebody else has it
/// the problem says who and since when.
#[utoipa::path(post, path = "/officer/cases/{id}/claim", tag = "officers", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The case, as the queue shows it", body = QueueEntry),
))]
async fn claim_case(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
) -> Result<web::Json<QueueEntry>> {
    Ok(web::Json(claims::claim_case(&app, &who, &id).await?))
}

/// Release a case
///
/// So that somebody else can claim it. Releasing what nobody has claimed is no error.
#[utoipa::path(delete, path = "/officer/cases/{id}/claim", tag = "officers", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 204, description = "Released"),
))]
async fn release_case(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    claims::release_case(&app, &who, &id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a case over
///
/// For supervisors: claims it, whoever has it.
#[utoipa::path(post, path = "/officer/cases/{id}/take-over", tag = "officers", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The case, as the queue shows it", body = QueueEntry),
))]
async fn take_over_case(
    app: web::Data<App>,
    who: Supervisor,
    id: web::Path<String>,
) -> Result<web::Json<QueueEntry>> {
    Ok(web::Json(claims::take_over_case(&app, &who, &id).await?))
}

/// Reveal the identities in a case
///
/// The full names and numbers of everybody in it, for a reason that is kept and can be told to the
/// applicant.
#[utoipa::path(post, path = "/officer/cases/{id}/identities", tag = "officers", request_body = Justification, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "Names and documents", body = Identities),
))]
async fn reveal_identities(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<Justification>,
) -> Result<web::Json<Identities>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        reading::reveal_identities(&app, &who, &id, input).await?,
    ))
}

/// Ask the applicant for something
///
/// A paper or a correction. The clock of the case stands still until the answer, or until the last day
/// for one.
#[utoipa::path(post, path = "/officer/cases/{id}/requests", tag = "officers", request_body = NewRequest, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The case, as the queue shows it", body = QueueEntry),
))]
async fn ask_applicant(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<NewRequest>,
) -> Result<web::Json<QueueEntry>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        asking::ask_applicant(&app, &who, &id, input).await?,
    ))
}

/// Decide a case
///
/// `refused` ends it: 核验不通过, with the reason that the applicant is told. `granted` is a proposal,
/// which a supervisor confirms or returns, unless one officer alone may pass. What the rules left open is
/// then 核验通过, with a certificate; of a dispute the house records are corrected, the registries asked
/// again about everything, and the rules run again. The decision of the rules stays on file.
#[utoipa::path(post, path = "/officer/cases/{id}/ruling", tag = "officers", request_body = NewRuling, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "Where the case stands", body = CaseStanding),
))]
async fn decide_case(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<NewRuling>,
) -> Result<web::Json<CaseStanding>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        rulings::decide_case(&app, &who, &id, input).await?,
    ))
}

/// Confirm a pass
///
/// For supervisors who have claimed the case and are not the one who proposed: 核验通过, with a
/// certificate. The applicant is told the reason that is given here.
#[utoipa::path(post, path = "/officer/cases/{id}/confirmation", tag = "officers", request_body = ProposalAnswer, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "Where the case stands", body = CaseStanding),
))]
async fn confirm_ruling(
    app: web::Data<App>,
    who: Supervisor,
    id: web::Path<String>,
    body: Body<ProposalAnswer>,
) -> Result<web::Json<CaseStanding>> {
    let input = body.read_of_officer(who.worker()).await?;
    Ok(web::Json(
        rulings::confirm_ruling(&app, &who, &id, input).await?,
    ))
}

/// Return a proposal
///
/// For supervisors who have claimed the case: it is open again, for anybody who works on cases.
#[utoipa::path(post, path = "/officer/cases/{id}/return", tag = "officers", request_body = ProposalAnswer, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "Where the case stands", body = CaseStanding),
))]
async fn return_ruling(
    app: web::Data<App>,
    who: Supervisor,
    id: web::Path<String>,
    body: Body<ProposalAnswer>,
) -> Result<web::Json<CaseStanding>> {
    let input = body.read_of_officer(who.worker()).await?;
    Ok(web::Json(
        rulings::return_ruling(&app, &who, &id, input).await?,
    ))
}
