//! Files that nothing tells of: of uploads that were not finished, and of those whose file could not be
//! removed.

use chrono::TimeDelta;
use shared::upload::UploadState;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::access::later;

/// How old a file has to be: by then whoever put it there has told of it, or never will.
const AGE: TimeDelta = TimeDelta::hours(1);

/// How many are looked up at a time.
const BATCH: usize = 200;

/// Removes such files; tells how many. Several instances may do it at once.
///
/// # Errors
/// The store of files or the database does not answer; what is removed by then is removed.
pub async fn sweep_files(app: &App) -> Result<u32> {
    let before = later(app.now(), -AGE);
    let mut removed = app.files.remove_unfinished(before)?;
    for batch in app.files.list_before(before).await?.chunks(BATCH) {
        let kept = app.store.known_uploads(batch, UploadState::Refused).await?;
        let orphans: Vec<Uuid> = batch
            .iter()
            .filter(|id| !kept.contains(id))
            .copied()
            .collect();
        for id in orphans {
            app.files.delete(id).await?;
            removed = removed.saturating_add(1);
        }
    }
    if removed > 0 {
        tracing::info!(removed, "files that nothing tells of were removed");
    }
    Ok(removed)
}
