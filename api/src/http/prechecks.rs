//! The pre-check over HTTP: for everybody, without a name and without a trace.

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::policy::{Precheck, PrecheckRequest};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::extract::ClientAddress;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::prechecks;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(
        __path_create_precheck,
        create_precheck,
        &[K::InvalidSituation, K::TooManyRequests],
    ));
}

/// Check a situation (资格预检)
///
/// What the rules of the day say of a household (for commercial units: of a person) in a few plain
/// facts. Whatever is left out is not known: for each zone the answer is yes, no, or that it cannot
/// be told, with the questions whose answers would tell, and with how and when a no could become a
/// yes. `null` says that there is none, where that can be said. Nothing is stored or logged, and
/// no registry is asked: an application is decided on what the registries say.
#[utoipa::path(post, path = "/prechecks", tag = "policy", request_body = PrecheckRequest, responses(
    (status = 200, description = "What the rules say", body = Precheck),
))]
async fn create_precheck(
    app: web::Data<App>,
    address: ClientAddress,
    body: Body<PrecheckRequest>,
) -> Result<web::Json<Precheck>> {
    prechecks::admit(&app, &address.0)?;
    let request = body.read_open(&address).await?;
    Ok(web::Json(prechecks::create_precheck(&app, request).await?))
}
