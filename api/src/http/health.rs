//! Whether the process lives, and whether it wants requests.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::{HttpResponse, get, web};
use shared::problem::ProblemKind;

use crate::app::App;
use crate::error::{Error, Result};

/// Whether the process is about to end.
#[derive(Debug, Default)]
pub struct Stopping(AtomicBool);

impl Stopping {
    /// From now on the process is not ready.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Tell whether the process lives
///
/// Says nothing of the database: a process without one need not be killed.
#[utoipa::path(tag = "health", responses(
    (status = 200, description = "It lives", body = String, content_type = "text/plain", example = "alive\n"),
))]
#[get("/live")]
pub(super) async fn read_liveness() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain")
        .body("alive\n")
}

/// Tell whether the process is ready
///
/// It can reach the database and is not about to stop.
#[utoipa::path(tag = "health", responses(
    (status = 200, description = "It is ready", body = String, content_type = "text/plain", example = "ready\n"),
))]
#[get("/ready")]
pub(super) async fn read_readiness(
    app: web::Data<App>,
    stopping: web::Data<Stopping>,
) -> Result<HttpResponse> {
    let unavailable = || Error::from(ProblemKind::Unavailable);
    if stopping.0.load(Ordering::Relaxed) {
        return Err(unavailable());
    }
    if let Err(error) = app.store.ping().await {
        tracing::warn!(%error, "the database does not answer");
        return Err(unavailable());
    }
    Ok(HttpResponse::Ok()
        .content_type("text/plain")
        .body("ready\n"))
}
