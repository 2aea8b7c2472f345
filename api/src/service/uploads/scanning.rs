//! Uploads that wait for the virus scanner.

use shared::upload::UploadState;

use super::{discard, open_content};
use crate::app::App;
use crate::error::Result;
use crate::scanner::Verdict;
use crate::store::audit::{Act, Actor};
use crate::store::jobs::Job;

/// Has the scanner look at an upload. As long as it does not answer the upload waits; where there is
/// none any more it can be used as it is.
///
/// # Errors
/// The scanner, the store of files or the database does not answer.
pub async fn scan_upload(app: &App, job: &Job) -> Result<()> {
    let waiting = app.store.find_upload(job.subject).await?;
    let waiting = waiting.filter(|upload| upload.state == UploadState::Checking);
    let Some(mut upload) = waiting else {
        let write = app.store.begin().await?;
        write.finish_job(job).await?;
        return write.commit().await;
    };
    if app.scanner.is_configured() {
        let content = open_content(app, &upload).await?;
        upload.told.is_scanned = true;
        upload.state = match app.scanner.scan(&content).await? {
            Verdict::Clean => UploadState::Clean,
            Verdict::Found => UploadState::Refused,
        };
    } else {
        upload.state = UploadState::Clean;
    }
    let write = app.store.begin().await?;
    // Deleting it takes the job back, so that a lost claim writes nothing.
    write.finish_job(job).await?;
    write.save_upload(&upload).await?;
    if upload.state == UploadState::Refused {
        write.add_loose_files(&[upload.id], app.now()).await?;
    }
    let detail = format!("upload {}, {}", upload.id, upload.state.slug());
    write
        .record_audit(Act {
            chain: upload.application,
            at: app.now(),
            actor: Actor::System,
            action: "scan_upload",
            detail: &detail,
        })
        .await?;
    write.commit().await?;
    if upload.state == UploadState::Refused {
        tracing::warn!(upload = %upload.id, "the virus scanner found something in an upload");
        discard(app, &[upload.id]).await;
    }
    Ok(())
}
