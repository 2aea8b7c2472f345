//! The job table for operators: they look at what has failed, and have it done again once the fault
//! is mended.

use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use crate::error::Result;
use crate::store::Store;
use crate::store::jobs::overview::JobEntry;

/// The jobs that have failed to the end, or all.
///
/// # Errors
/// The database does not answer, or its schema is not up to date.
pub async fn list_jobs(store: &Store, all: bool) -> Result<Vec<JobEntry>> {
    store.list_jobs(all).await
}

/// One job.
///
/// # Errors
/// There is none of that id: it was done, or never was.
pub async fn read_job(store: &Store, id: Uuid) -> Result<JobEntry> {
    Ok(store.find_job(id).await?.ok_or(ProblemKind::NotFound)?)
}

/// Begins a job anew, at once and as if nothing had gone wrong with it.
///
/// # Errors
/// There is none of that id: it was done, or never was.
pub async fn revive_job(store: &Store, id: Uuid, now: Moment) -> Result<()> {
    let write = store.begin().await?;
    if !write.revive_job(id, now).await? {
        return Err(ProblemKind::NotFound.into());
    }
    write.commit().await
}
