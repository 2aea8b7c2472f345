//! The clock of a sandbox over HTTP: for everybody there, and nowhere else.

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::problem::ProblemKind as K;
use shared::sandbox::{SandboxClock, SetSandboxClock};

use super::body::Body;
use super::extract::ClientAddress;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::sandbox;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_get_sandbox_clock,
            get_sandbox_clock,
            &[K::NotFound],
        ))
        .service(operation(
            __path_set_sandbox_clock,
            set_sandbox_clock,
            &[K::NotFound, K::InvalidAnswers],
        ));
}

/// Read the clock of a sandbox
///
/// What time it is at the platform. Only sandboxes have such a clock, those whose answers say
/// `Anju-Sandbox: true`.
#[utoipa::path(get, path = "/sandbox/clock", tag = "sandbox", responses(
    (status = 200, description = "The clock", body = SandboxClock),
))]
async fn get_sandbox_clock(app: web::Data<App>) -> Result<web::Json<SandboxClock>> {
    Ok(web::Json(sandbox::get_sandbox_clock(&app)?))
}

/// Set the clock of a sandbox forward
///
/// From then on it is that moment at the platform: holds run out, passes expire, versions of the policy come
/// into force, within a minute. It never goes back, and at most 400 days ahead. Tokens and events bear
/// the time of the platform. The identity platform has a clock of its own: where that is the synthetic city, its
/// page for integrators sets both.
#[utoipa::path(put, path = "/sandbox/clock", tag = "sandbox", request_body = SetSandboxClock, responses(
    (status = 200, description = "The clock as it is set", body = SandboxClock),
))]
async fn set_sandbox_clock(
    app: web::Data<App>,
    address: ClientAddress,
    body: Body<SetSandboxClock>,
) -> Result<web::Json<SandboxClock>> {
    sandbox::admit(&app)?;
    let wanted = body.read_open(&address).await?;
    Ok(web::Json(sandbox::set_sandbox_clock(&app, wanted).await?))
}
