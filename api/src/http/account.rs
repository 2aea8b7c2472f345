//! The operations of an account: binding a document (用户绑定) and reading one's own identity.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, web};
use shared::account::{Account, BindDocument, Identity};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::extract::lang;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::{BoundUser, SignedInUser};
use crate::service::binding;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_bind_document,
            bind_document,
            &[
                K::AlreadyBound,
                K::IdentityNotVerified,
                K::BindingTakenOver,
                K::InvalidAnswers,
                K::BindingRefused,
                K::BindingLocked,
                K::TooManyRequests,
                K::UpstreamUnavailable,
            ],
        ))
        .service(operation(
            __path_read_identity,
            read_identity,
            &[K::TooManyRequests],
        ));
}

/// Bind a document (用户绑定)
///
/// Once per account, and each person to one account. With a military document the citizen's number
/// is asked as well. The identity platform has to have verified who signs in (`level_suffices` of the
/// session's account). Where it asserts the number of the document, the owner takes it back from
/// an account that had bound it. The numbers are checked for their form and check character, then
/// against the identity platform's claims and the population registry. After five wrong tries, of
/// the account or of the number, binding is locked for 30 minutes.
#[utoipa::path(put, path = "/account/document", tag = "account", request_body = BindDocument, responses(
    (status = 200, description = "The account with its document", body = Account),
))]
async fn bind_document(
    app: web::Data<App>,
    who: SignedInUser,
    request: HttpRequest,
    body: Body<BindDocument>,
) -> Result<web::Json<Account>> {
    binding::admit(&app, &who)?;
    let language = lang(request.headers());
    let input = body.read(&who).await?;
    let account = binding::bind_document(&app, &who, input, language).await?;
    Ok(web::Json(account))
}

/// Read one's identity
///
/// The full name and number, for their owner alone. That they were read is written to the audit
/// log.
#[utoipa::path(get, path = "/account/identity", tag = "account", responses(
    (status = 200, description = "Name and document", body = Identity),
))]
async fn read_identity(app: web::Data<App>, who: BoundUser) -> Result<web::Json<Identity>> {
    Ok(web::Json(binding::read_identity(&app, &who).await?))
}
