//! Authorities by which agents file for principals, over HTTP. Codes come in bodies, never in
//! addresses.

use super::mounting::ServiceConfig;
use actix_web::{HttpResponse, web};
use shared::application::Detail;
use shared::authority::{
    Authority, AuthorityCode, AuthorityRequest, ConfirmAuthority, DeclineAuthority, ShowFacts,
};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::BoundUser;
use crate::service::authorities::{self, checking, confirming};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_read_authority_request,
            read_authority_request,
            &[K::AuthorityUnknown, K::TooManyRequests, K::AuthorityLocked],
        ))
        .service(operation(
            __path_confirm_authority,
            confirm_authority,
            &[
                K::AuthorityUnknown,
                K::HouseholdMemberLocked,
                K::InvalidAnswers,
                K::TooManyRequests,
                K::AuthorityLocked,
                K::SubmissionLocked,
                K::UnitLookupLocked,
            ],
        ))
        .service(operation(
            __path_decline_authority,
            decline_authority,
            &[
                K::AuthorityUnknown,
                K::WrongState,
                K::InvalidAnswers,
                K::TooManyRequests,
                K::AuthorityLocked,
            ],
        ))
        .service(operation(
            __path_read_authority,
            read_authority,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_request_authority_check,
            request_authority_check,
            &[K::NotFound, K::WrongState, K::TooManyRequests],
        ))
        .service(operation(
            __path_show_facts,
            show_facts,
            &[
                K::PrincipalOnly,
                K::NotFound,
                K::WrongState,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_revoke_authority,
            revoke_authority,
            &[
                K::PrincipalOnly,
                K::NotFound,
                K::WrongState,
                K::TooManyRequests,
            ],
        ));
}

/// Read what an agent has filed for one
///
/// By the code that the agent hands over, which holds for seven days, or as long as an officer checks
/// the papers. Everything that was filled in; numbers of others are masked. A code that is none, one of
/// somebody else's and one that is used up get the same answer; five such lock codes for 30 minutes.
/// That it was read is written to the audit log.
#[utoipa::path(post, path = "/authorities/read", tag = "authorities", request_body = AuthorityCode, responses(
    (status = 200, description = "What was filed", body = AuthorityRequest),
))]
async fn read_authority_request(
    app: web::Data<App>,
    who: BoundUser,
    body: Body<AuthorityCode>,
) -> Result<web::Json<AuthorityRequest>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        confirming::read_authority_request(&app, &who, &input.code).await?,
    ))
}

/// Confirm what an agent has filed for one
///
/// It becomes the caller's application, the caller is locked as at any submission, and verification
/// begins. The agent's consent and promise do not count for the caller, who agrees to the notice of data
/// use and makes the promise, both in the version that is shown now. Repeating gives the same.
#[utoipa::path(post, path = "/authorities/confirm", tag = "authorities", request_body = ConfirmAuthority, responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn confirm_authority(
    app: web::Data<App>,
    who: BoundUser,
    body: Body<ConfirmAuthority>,
) -> Result<web::Json<Detail>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        confirming::confirm_authority(&app, &who, input).await?,
    ))
}

/// Decline what an agent has filed for one
///
/// It is void, and no registry was asked. Repeating changes nothing; where it was confirmed before, the
/// authority is revoked instead.
#[utoipa::path(post, path = "/authorities/decline", tag = "authorities", request_body = DeclineAuthority, responses(
    (status = 204, description = "Declined"),
))]
async fn decline_authority(
    app: web::Data<App>,
    who: BoundUser,
    body: Body<DeclineAuthority>,
) -> Result<HttpResponse> {
    let input = body.read(who.user()).await?;
    confirming::decline_authority(&app, &who, input).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read an authority
///
/// How it stands, for the agent and for the principal; the code for the agent alone, as long as it can
/// be used.
#[utoipa::path(get, path = "/applications/{id}/authority", tag = "authorities", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The authority", body = Authority),
))]
async fn read_authority(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Authority>> {
    Ok(web::Json(
        authorities::read_authority(&app, &who, &id).await?,
    ))
}

/// Have an officer check the papers
///
/// For the agent, where the principal does not confirm online. The principal still can meanwhile.
/// Granted, the authority stands, and the application is the principal's as soon as they have bound
/// their document. Repeating changes nothing.
#[utoipa::path(post, path = "/applications/{id}/authority/check", tag = "authorities", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn request_authority_check(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Detail>> {
    Ok(web::Json(
        checking::request_authority_check(&app, &who, &id).await?,
    ))
}

/// Let the agent see the facts
///
/// For the principal, while the authority stands: what registries said, house records, disputes and
/// requests. Only then can the agent dispute a result, answer and upload evidence.
#[utoipa::path(put, path = "/applications/{id}/authority/facts", tag = "authorities", request_body = ShowFacts, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn show_facts(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    body: Body<ShowFacts>,
) -> Result<web::Json<Detail>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        authorities::show_facts(&app, &who, &id, input).await?,
    ))
}

/// Revoke an authority
///
/// For the principal, at any time after it stands: from then on there is no such application for the
/// agent, and it goes on as the principal's. Repeating changes nothing.
#[utoipa::path(post, path = "/applications/{id}/authority/revoke", tag = "authorities", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn revoke_authority(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Detail>> {
    Ok(web::Json(
        authorities::revoke_authority(&app, &who, &id).await?,
    ))
}
