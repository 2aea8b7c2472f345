//! Files that nothing tells of: of uploads that were not finished, and of those whose file could not be
//! removed.

use chrono::TimeDelta;
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::access::later;

/// How old a file has to be before it is removed.
const AGE: TimeDelta = TimeDelta::hours(1);

/// How long whoever puts a file there may take to tell of it: long before it is removed.
const HURRY: TimeDelta = TimeDelta::minutes(30);

/// How many are removed at a time.
const BATCH: u64 = 200;

/// Removes such files; tells how many. Several instances may do it at once.
///
/// # Errors
/// The store of files or the database does not answer; what is removed by then is removed.
pub async fn sweep_files(app: &App) -> Result<u32> {
    let before = later(app.now(), -AGE);
    let mut removed = app.files.remove_unfinished(before)?;
    loop {
        let loose = app.store.list_loose_files(before, BATCH).await?;
        if loose.is_empty() {
            break;
        }
        for id in loose {
            remove(app, id).await?;
            removed = removed.saturating_add(1);
        }
    }
    if removed > 0 {
        tracing::info!(removed, "files that nothing tells of were removed");
    }
    Ok(removed)
}

/// Removes a file that is written down as loose.
///
/// # Errors
/// The store of files or the database does not answer.
pub(super) async fn remove(app: &App, id: Uuid) -> Result<()> {
    app.files.delete(id).await?;
    let write = app.store.begin().await?;
    write.strike_loose_file(id, Moment::UNIX_EPOCH).await?;
    write.commit().await
}

/// From when on a file has to be loose whose upload may still tell of it.
pub(super) fn young_enough(app: &App) -> Moment {
    later(app.now(), -HURRY)
}
