//! Whether the process lives, and whether it wants requests.

use std::sync::atomic::{AtomicBool, Ordering};

use super::mounting::ServiceConfig;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use shared::problem::ProblemKind as K;
use utoipa::ToSchema;

use super::operation::operation;
use crate::app::App;
use crate::error::{Error, Result};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(__path_read_liveness, read_liveness, &[]))
        .service(operation(__path_read_readiness, read_readiness, &[]));
}

/// Whether the process is about to end.
#[derive(Debug, Default)]
pub struct Stopping(AtomicBool);

impl Stopping {
    /// From now on the process is not ready.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A process that is ready.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Readiness {
    /// `ready`; what is not ready answers with a problem.
    #[schema(example = "ready")]
    status: &'static str,
    /// What is still to be done.
    jobs: Jobs,
    /// Whether what is uploaded is looked at by a virus scanner.
    virus_scanner: VirusScanner,
}

/// Whether there is a virus scanner.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum VirusScanner {
    /// There is one: as long as it does not answer, jobs wait.
    Configured,
    /// There is none: what is uploaded can be used as it is.
    None,
}

impl Readiness {
    /// A process that is ready, with so many jobs, and with a scanner or not.
    pub(super) fn with(total: u64, failed: u64, virus_scanner: VirusScanner) -> Self {
        Self {
            status: "ready",
            jobs: Jobs { total, failed },
            virus_scanner,
        }
    }
}

/// Jobs of all instances together.
#[derive(Debug, Serialize, ToSchema)]
struct Jobs {
    /// How many there are.
    total: u64,
    /// How many of them have failed to the end: an operator looks at them with `api jobs list`.
    failed: u64,
}

/// Tell whether the process lives
///
/// Says nothing of the database: a process without one need not be killed.
#[utoipa::path(get, path = "/live", tag = "health", responses(
    (status = 200, description = "It lives", body = String, content_type = "text/plain", example = "alive\n"),
))]
async fn read_liveness() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain")
        .body("alive\n")
}

/// Tell whether the process is ready
///
/// The database keeps what is written, and the process is not about to stop. Jobs that have failed
/// to the end are a detail: they are tried slowly, and keep nobody else waiting.
#[utoipa::path(get, path = "/ready", tag = "health", responses(
    (status = 200, description = "It is ready", body = Readiness),
))]
async fn read_readiness(
    app: web::Data<App>,
    stopping: web::Data<Stopping>,
) -> Result<web::Json<Readiness>> {
    if stopping.0.load(Ordering::Relaxed) {
        return Err(K::Unavailable.into());
    }
    let counted = async {
        app.store.prove_writes().await?;
        app.store.count_jobs().await
    };
    let (total, failed) = counted.await.map_err(|error| {
        tracing::warn!(%error, "the database cannot be relied on");
        Error::from(K::Unavailable)
    })?;
    let virus_scanner = if app.scanner.is_configured() {
        VirusScanner::Configured
    } else {
        VirusScanner::None
    };
    Ok(web::Json(Readiness::with(total, failed, virus_scanner)))
}
