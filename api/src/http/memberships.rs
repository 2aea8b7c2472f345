//! Applications that name the caller in a household, and objections to them, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::application::NewObjection;
use shared::membership::{Membership, MembershipList};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::BoundUser;
use crate::service::members::{self, objecting};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_list_memberships,
            list_memberships,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_read_membership,
            read_membership,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_raise_objection,
            raise_objection,
            &[
                K::NotFound,
                K::WrongState,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_withdraw_objection,
            withdraw_objection,
            &[K::NotFound, K::WrongState, K::TooManyRequests],
        ));
}

/// List the applications that name one
///
/// 我被列入的申请: those that somebody else submitted for a household in which the caller is an adult,
/// newest first; at the most 100. Only since population and civil affairs have confirmed the household.
#[utoipa::path(get, path = "/memberships", tag = "memberships", responses(
    (status = 200, description = "The applications", body = MembershipList),
))]
async fn list_memberships(
    app: web::Data<App>,
    who: BoundUser,
) -> Result<web::Json<MembershipList>> {
    Ok(web::Json(members::list_memberships(&app, &who).await?))
}

/// Read an application that names one
///
/// What was said about the caller in full; of others masked names; what became of it. No finding, and
/// nothing that officers wrote but the reason of an objection's end.
#[utoipa::path(get, path = "/memberships/{id}", tag = "memberships", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Membership),
))]
async fn read_membership(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Membership>> {
    Ok(web::Json(members::read_membership(&app, &who, &id).await?))
}

/// Object to an application
///
/// 这不是事实: one that is pending, has passed, is being signed or disputed. An officer decides, before
/// anything else that is open; confirmed by a second one, the application is void. The applicant is
/// told that there is an objection, and not what it says.
#[utoipa::path(post, path = "/memberships/{id}/objection", tag = "memberships", request_body = NewObjection, params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Membership),
))]
async fn raise_objection(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
    body: Body<NewObjection>,
) -> Result<web::Json<Membership>> {
    let input = body.read(who.user()).await?;
    Ok(web::Json(
        objecting::raise_objection(&app, &who, &id, input).await?,
    ))
}

/// Take an objection back
///
/// The application goes on.
#[utoipa::path(delete, path = "/memberships/{id}/objection", tag = "memberships", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "The application", body = Membership),
))]
async fn withdraw_objection(
    app: web::Data<App>,
    who: BoundUser,
    id: web::Path<String>,
) -> Result<web::Json<Membership>> {
    Ok(web::Json(
        objecting::withdraw_objection(&app, &who, &id).await?,
    ))
}
