//! 身份找回 over HTTP: what a person asks a window for, and what officers do about it.

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::account::BindDocument;
use shared::problem::ProblemKind as K;
use shared::review::Justification;
use shared::take_over::{
    AskedTakeOver, NewTakeOverProposal, TakeOver, TakeOverCase, TakeOverCode, TakeOverList,
};

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::access::officer::{CaseWorker, Supervisor};
use crate::service::officers::{identifying, take_overs as at_window};
use crate::service::take_overs;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    of_person(config);
    of_officers(config);
}

fn of_person(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_request_take_over,
            request_take_over,
            &[
                K::IdentityNotVerified,
                K::AlreadyBound,
                K::TakeOverOpen,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_read_take_over,
            read_take_over,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_withdraw_take_over,
            withdraw_take_over,
            &[K::NotFound, K::WrongState, K::TooManyRequests],
        ));
}

fn of_officers(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_list_take_overs,
            list_take_overs,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_open_take_over,
            open_take_over,
            &[
                K::NotFound,
                K::WrongState,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_read_take_over_case,
            read_take_over_case,
            &[K::NotFound, K::TakeOverNotOpened, K::TooManyRequests],
        ))
        .service(operation(
            __path_compare_document,
            compare_document,
            &[
                K::NotFound,
                K::WrongState,
                K::TakeOverNotOpened,
                K::InvalidAnswers,
                K::DocumentDiffers,
                K::TooManyRequests,
                K::UpstreamUnavailable,
            ],
        ))
        .service(operation(
            __path_propose_take_over,
            propose_take_over,
            &[
                K::NotFound,
                K::WrongState,
                K::TakeOverNotOpened,
                K::InvalidAnswers,
                K::DocumentDiffers,
                K::TooManyRequests,
                K::UpstreamUnavailable,
            ],
        ))
        .service(operation(
            __path_confirm_take_over,
            confirm_take_over,
            &[
                K::NotFound,
                K::WrongState,
                K::SecondPersonNeeded,
                K::InvalidAnswers,
                K::DocumentDiffers,
                K::TooManyRequests,
                K::UpstreamUnavailable,
            ],
        ))
        .service(operation(
            __path_refuse_take_over,
            refuse_take_over,
            &[
                K::NotFound,
                K::WrongState,
                K::TakeOverNotOpened,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ));
}

/// Ask a window for one's document (身份找回)
///
/// For people without a document, whose own is bound to another account: one that somebody else made,
/// or one that was lost. The answer is the same whether it is bound or not. With the code and the
/// document itself the person comes to a window within seven days. Asking for the same document once
/// more gives what is open already.
#[utoipa::path(post, path = "/me/take-over", tag = "account", request_body = BindDocument, responses(
    (status = 200, description = "What was asked for", body = TakeOver),
))]
async fn request_take_over(
    app: web::Data<App>,
    who: SignedInUser,
    body: Body<BindDocument>,
) -> Result<web::Json<TakeOver>> {
    take_overs::admit(&app, &who)?;
    let input = body.read(&who).await?;
    Ok(web::Json(
        take_overs::request_take_over(&app, &who, input).await?,
    ))
}

/// Read what one asked a window for
///
/// The newest, whether it is over or not; none where nothing was ever asked for.
#[utoipa::path(get, path = "/me/take-over", tag = "account", responses(
    (status = 200, description = "What was asked for", body = AskedTakeOver),
))]
async fn read_take_over(
    app: web::Data<App>,
    who: SignedInUser,
) -> Result<web::Json<AskedTakeOver>> {
    Ok(web::Json(take_overs::read_take_over(&app, &who).await?))
}

/// Take back what one asked a window for
///
/// Also after an officer has proposed it. Taking it back twice is no error.
#[utoipa::path(delete, path = "/me/take-over", tag = "account", responses(
    (status = 200, description = "What was asked for", body = TakeOver),
))]
async fn withdraw_take_over(app: web::Data<App>, who: SignedInUser) -> Result<web::Json<TakeOver>> {
    Ok(web::Json(take_overs::withdraw_take_over(&app, &who).await?))
}

/// List the take-overs that wait for a supervisor
///
/// Those that lapse first at the head, 100 at the most; without those that concern the caller, and for a
/// reviewer those alone that the caller has proposed. One that nobody has proposed is in no list: its
/// code opens it.
#[utoipa::path(get, path = "/officer/take-overs", tag = "officers", responses(
    (status = 200, description = "The take-overs", body = TakeOverList),
))]
async fn list_take_overs(app: web::Data<App>, who: CaseWorker) -> Result<web::Json<TakeOverList>> {
    Ok(web::Json(at_window::list_take_overs(&app, &who).await?))
}

/// Open a take-over by its code
///
/// By what the person at the window says. It stays open there for 30 minutes, or until another window
/// opens it. Who has the document bound is not told before it was compared. After five codes that lead to nothing the officer waits for 30 minutes.
#[utoipa::path(post, path = "/officer/take-overs/lookup", tag = "officers", request_body = TakeOverCode, responses(
    (status = 200, description = "The take-over", body = TakeOverCase),
))]
async fn open_take_over(
    app: web::Data<App>,
    who: CaseWorker,
    body: Body<TakeOverCode>,
) -> Result<web::Json<TakeOverCase>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        at_window::open_take_over(&app, &who, input).await?,
    ))
}

/// Read a take-over
///
/// One that is open at the caller's window, or that waits for a supervisor: supervisors and whoever
/// proposed it read that. That it was read is written down, and the person is told.
#[utoipa::path(get, path = "/officer/take-overs/{id}", tag = "officers", params(("id" = String, Path, pattern = "^tko_[0-9A-Fa-f]{32}$", description = "The take-over")), responses(
    (status = 200, description = "The take-over", body = TakeOverCase),
))]
async fn read_take_over_case(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
) -> Result<web::Json<TakeOverCase>> {
    Ok(web::Json(at_window::read_take_over(&app, &who, &id).await?))
}

/// Compare the document that is shown
///
/// What the officer has typed from the original with what was asked for; and the population registry is
/// asked whether it is the document of whoever has signed in. Only then it is told in full, and who has
/// it bound. After five that differ or are somebody else's it is locked for 30 minutes.
#[utoipa::path(post, path = "/officer/take-overs/{id}/document", tag = "officers", request_body = BindDocument, params(("id" = String, Path, pattern = "^tko_[0-9A-Fa-f]{32}$", description = "The take-over")), responses(
    (status = 200, description = "The take-over", body = TakeOverCase),
))]
async fn compare_document(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<BindDocument>,
) -> Result<web::Json<TakeOverCase>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        at_window::compare_document(&app, &who, &id, input).await?,
    ))
}

/// Propose a take-over
///
/// By the officer who has compared the document and seen the person. The population registry is asked
/// whether the document is that of whoever has signed in. Proposing it once more with the same reason
/// is no error.
#[utoipa::path(post, path = "/officer/take-overs/{id}/proposal", tag = "officers", request_body = NewTakeOverProposal, params(("id" = String, Path, pattern = "^tko_[0-9A-Fa-f]{32}$", description = "The take-over")), responses(
    (status = 200, description = "The take-over", body = TakeOverCase),
))]
async fn propose_take_over(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<NewTakeOverProposal>,
) -> Result<web::Json<TakeOverCase>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        identifying::propose_take_over(&app, &who, &id, input).await?,
    ))
}

/// Confirm a take-over
///
/// For a supervisor who is not the person who proposed it, under whichever account. The document is
/// bound to the account that asked; the account that had it loses it, its sessions end, and what it has
/// begun becomes void. Confirming it once more with the same reason is no error.
#[utoipa::path(post, path = "/officer/take-overs/{id}/confirmation", tag = "officers", request_body = Justification, params(("id" = String, Path, pattern = "^tko_[0-9A-Fa-f]{32}$", description = "The take-over")), responses(
    (status = 200, description = "The take-over", body = TakeOverCase),
))]
async fn confirm_take_over(
    app: web::Data<App>,
    who: Supervisor,
    id: web::Path<String>,
    body: Body<Justification>,
) -> Result<web::Json<TakeOverCase>> {
    let input = body.read_of_officer(who.worker()).await?;
    Ok(web::Json(
        identifying::confirm_take_over(&app, &who, &id, input).await?,
    ))
}

/// Refuse a take-over
///
/// At the window, or by a supervisor what was proposed. The person is told the reason. Refusing it once
/// more with the same reason is no error.
#[utoipa::path(post, path = "/officer/take-overs/{id}/refusal", tag = "officers", request_body = Justification, params(("id" = String, Path, pattern = "^tko_[0-9A-Fa-f]{32}$", description = "The take-over")), responses(
    (status = 200, description = "The take-over", body = TakeOverCase),
))]
async fn refuse_take_over(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
    body: Body<Justification>,
) -> Result<web::Json<TakeOverCase>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(
        identifying::refuse_take_over(&app, &who, &id, input).await?,
    ))
}
