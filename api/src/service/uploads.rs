//! Papers of an application: uploading them, looking at them, deleting them.

pub(in crate::service) mod handing_in;
mod purpose;
pub mod scanning;
pub mod sweeping;

use sha2::{Digest, Sha256};
use shared::application::State;
use shared::problem::ProblemKind;
use shared::upload::{
    MOST_BYTES, MOST_UPLOADS, MOST_UPLOADS_EVER, Upload, UploadKind, UploadList, UploadState,
    clean_file_name,
};
use uuid::Uuid;

use super::access::BoundUser;
use super::limits::{Bucket, spend};
use super::whose::{Part, find_own, find_part, hold_own};
use crate::app::App;
use crate::error::{Error, Result};
use crate::intake::Taken;
use crate::seal::Place;
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::jobs::kind::JobKind;
use crate::store::uploads::{Told, UploadRow, format_upload_id, parse_upload_id};

/// A file as it arrives.
#[derive(Debug)]
pub struct NewUpload<'a> {
    /// What it is for.
    pub kind: UploadKind,
    /// The name that it has with its sender.
    pub file_name: &'a str,
    /// The name of the request, by which a repeated one is known.
    pub key: Option<&'a str>,
    /// The content.
    pub content: Vec<u8>,
}

/// Lets somebody upload a paper: before it is read, so that nobody can have much read.
///
/// # Errors
/// Too much was uploaded; there is no such application of one's own, or it takes no such paper now.
pub async fn admit(app: &App, who: &BoundUser, id: &str, kind: UploadKind) -> Result<()> {
    spend(app, Bucket::Upload, who.account().as_bytes())?;
    let application = find_own(app, who.user(), id).await?;
    // Not whether there is room: a repeated request may be the one that took the last of it.
    purpose::expect_open(app, &application, kind).await?;
    Ok(())
}

/// Keeps a paper: looked at, made anew where it is a picture, sealed. Asked again with the same key
/// and the same file, it gives the upload that was made then.
///
/// # Errors
/// The file is not taken, there are as many papers as there can be; or as for [`admit`], which may have
/// changed meanwhile.
pub async fn create_upload(
    app: &App,
    who: &BoundUser,
    id: &str,
    new: NewUpload<'_>,
) -> Result<Upload> {
    let application = find_own(app, who.user(), id).await?;
    let creation_key = creation_key(app, who, application.id, &new)?;
    if let Some(made) = app.store.find_uploaded(&creation_key).await? {
        return Ok(shown(&made));
    }
    let taken = app.intake.take(new.kind, new.content).await?;
    let upload = UploadRow {
        id: app.new_id(),
        application: application.id,
        state: if app.scanner.is_configured() {
            UploadState::Checking
        } else {
            UploadState::Clean
        },
        bytes: u32::try_from(taken.content.len()).unwrap_or(u32::MAX),
        told: Told {
            account: who.account(),
            kind: new.kind,
            file_name: clean_file_name(new.file_name, taken.media_type),
            media_type: taken.media_type,
            size: taken.size,
            pages: taken.pages,
            is_scanned: false,
            uploaded_at: app.now(),
            handed_in_at: None,
        },
    };
    // The file first: one that nothing tells of is swept away, one that is told of and not there
    // would be a promise broken. That it comes is written down before, so that it can be found.
    let write = app.store.begin().await?;
    write.add_loose_files(&[upload.id], app.now()).await?;
    write.commit().await?;
    keep_content(app, &upload, taken).await?;
    match keep_row(app, who, id, &upload, creation_key).await {
        Ok(None) => Ok(shown(&upload)),
        Ok(Some(made)) => {
            discard(app, &[upload.id]).await;
            Ok(shown(&made))
        }
        Err(error) => {
            // Of a commit whose answer was lost nobody knows whether it was done.
            if !matches!(error, Error::Unavailable(_)) {
                discard(app, &[upload.id]).await;
            }
            Err(error)
        }
    }
}

/// Tells of the papers of an application.
///
/// # Errors
/// There is no such application of one's own.
pub async fn list_uploads(app: &App, who: &BoundUser, id: &str) -> Result<UploadList> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    let (application, part) = find_part(app, who.user(), id).await?;
    let uploads = app.store.list_uploads(application.id).await?;
    let seen = uploads
        .iter()
        .filter(|upload| may_see(who.account(), &part, upload));
    Ok(UploadList {
        items: seen.map(shown).collect(),
    })
}

/// Tells of one paper.
///
/// # Errors
/// There is no such application of one's own, or no such paper of it.
pub async fn read_upload(app: &App, who: &BoundUser, id: &str, upload: &str) -> Result<Upload> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    Ok(shown(&find_seen(app, who, id, upload).await?))
}

/// Gives the content of a paper. That it was given is written to the audit log.
///
/// # Errors
/// As above, or the virus scanner has not found it clean.
pub async fn download_upload(
    app: &App,
    who: &BoundUser,
    id: &str,
    upload: &str,
) -> Result<(Upload, Vec<u8>)> {
    spend(app, Bucket::DownloadUpload, who.account().as_bytes())?;
    let upload = find_seen(app, who, id, upload).await?;
    let content = content(app, &upload).await?;
    let write = app.store.begin().await?;
    record(app, &write, who, &upload, "download_upload").await?;
    write.commit().await?;
    Ok((shown(&upload), content))
}

/// Deletes a paper for ever. Deleting what is not there is no error: the answer to the first time may
/// have been lost.
///
/// # Errors
/// There is no such application of one's own, the paper is handed in, or it is one of an agent and
/// the draft is submitted.
pub async fn delete_upload(app: &App, who: &BoundUser, id: &str, upload: &str) -> Result<()> {
    let upload = parse_upload_id(upload).ok_or(ProblemKind::NotFound)?;
    let seen = find_own(app, who.user(), id).await?;
    let Some(upload) = of(app.store.find_upload(upload).await?, seen.id) else {
        return Ok(());
    };
    let write = app.store.begin().await?;
    let held = hold_own(&write, who.user(), id).await?;
    // Evidence that was never handed in is nobody else's business, whatever the state; what an agent has
    // shown goes as long as nothing is submitted, whoever fills in by now.
    if upload.told.kind.is_of_agent() && held.state != State::Draft {
        return Err(ProblemKind::WrongState.into());
    }
    let now = write.find_upload(upload.id).await?;
    if now.is_some_and(|now| now.is_handed_in()) {
        return Err(ProblemKind::WrongState.into());
    }
    write.delete_upload(upload.id).await?;
    write.add_loose_files(&[upload.id], app.now()).await?;
    write.cancel_job(JobKind::ScanUpload, upload.id).await?;
    record(app, &write, who, &upload, "delete_upload").await?;
    write.commit().await?;
    discard(app, &[upload.id]).await;
    Ok(())
}

/// A paper of an application of one's own.
async fn find_seen(app: &App, who: &BoundUser, id: &str, upload: &str) -> Result<UploadRow> {
    let (application, part) = find_part(app, who.user(), id).await?;
    let upload = find(app, application.id, upload).await?;
    let seen = Some(upload).filter(|upload| may_see(who.account(), &part, upload));
    Ok(seen.ok_or(ProblemKind::NotFound)?)
}

/// Whether somebody sees a paper: an agent who may not see the facts sees what the own account has
/// uploaded.
pub(super) fn may_see(account: Uuid, part: &Part, upload: &UploadRow) -> bool {
    part.is_full() || upload.told.account == account
}

/// A paper of an application, for whoever may see it.
pub(super) async fn find(app: &App, application: Uuid, upload: &str) -> Result<UploadRow> {
    let id = parse_upload_id(upload).ok_or(ProblemKind::NotFound)?;
    let upload = of(app.store.find_upload(id).await?, application);
    Ok(upload.ok_or(ProblemKind::NotFound)?)
}

/// The content of a paper that is clean.
pub(super) async fn content(app: &App, upload: &UploadRow) -> Result<Vec<u8>> {
    if upload.state != UploadState::Clean {
        return Err(ProblemKind::UploadNotClean.into());
    }
    open_content(app, upload).await
}

/// Removes the content of uploads that nothing tells of any more, as is written down. What cannot be
/// removed now is swept away later.
pub(super) async fn discard(app: &App, uploads: &[Uuid]) {
    for id in uploads {
        if let Err(error) = sweeping::remove(app, *id).await {
            tracing::warn!(upload = %id, %error, "the content of an upload was not removed");
        }
    }
}

/// What is told of a paper.
pub(super) fn shown(upload: &UploadRow) -> Upload {
    let told = &upload.told;
    Upload {
        id: format_upload_id(upload.id),
        kind: told.kind,
        file_name: told.file_name.clone(),
        media_type: told.media_type,
        bytes: upload.bytes,
        width: told.size.map(|(width, _)| width),
        height: told.size.map(|(_, height)| height),
        pages: told.pages,
        state: upload.state,
        is_scanned: told.is_scanned,
        uploaded_at: told.uploaded_at,
        handed_in_at: told.handed_in_at,
    }
}

fn of(upload: Option<UploadRow>, application: Uuid) -> Option<UploadRow> {
    upload.filter(|upload| upload.application == application)
}

/// The keyed hash by which a repeated request is known; one without a key is like no other.
fn creation_key(
    app: &App,
    who: &BoundUser,
    application: Uuid,
    new: &NewUpload<'_>,
) -> Result<Vec<u8>> {
    let Some(key) = new.key else {
        return Ok(app.sealer.index(app.new_id().as_bytes()));
    };
    let content = Sha256::digest(&new.content).to_vec();
    let asked = (who.account(), application, key, new.kind, content);
    Ok(app.sealer.index(&serde_json::to_vec(&asked)?))
}

/// Seals a content and puts it into the store of files.
async fn keep_content(app: &App, upload: &UploadRow, taken: Taken) -> Result<()> {
    let (sealer, place) = (std::sync::Arc::clone(&app.sealer), place(upload));
    let sealing = tokio::task::spawn_blocking(move || {
        let place = Place {
            column: CONTENT,
            row: &place,
        };
        sealer.seal_bytes(place, &taken.content)
    });
    let sealed = sealing.await;
    let sealed = sealed.map_err(|error| Error::unexpected(error.to_string()))??;
    app.files.put(upload.id, sealed).await
}

/// The content of a paper, clean or not.
async fn open_content(app: &App, upload: &UploadRow) -> Result<Vec<u8>> {
    let sealed = app.files.get(upload.id).await?;
    let (sealer, place) = (std::sync::Arc::clone(&app.sealer), place(upload));
    let opening = tokio::task::spawn_blocking(move || {
        let place = Place {
            column: CONTENT,
            row: &place,
        };
        sealer.open_bytes(place, &sealed)
    });
    let opened = opening.await;
    opened.map_err(|error| Error::unexpected(error.to_string()))?
}

const CONTENT: &str = "uploads.content";

/// The place of a content, to which its seal is bound: who uploaded it, for which application, as
/// which upload.
fn place(upload: &UploadRow) -> Vec<u8> {
    [upload.told.account, upload.application, upload.id]
        .map(Uuid::into_bytes)
        .concat()
}

/// Tells of an upload whose content is there; gives the one that another request has made with the
/// same key meanwhile.
async fn keep_row(
    app: &App,
    who: &BoundUser,
    id: &str,
    upload: &UploadRow,
    creation_key: Vec<u8>,
) -> Result<Option<UploadRow>> {
    let seen = find_own(app, who.user(), id).await?;
    let found = purpose::expect_open(app, &seen, upload.told.kind).await?;
    let write = app.store.begin().await?;
    // One after the other, so that two at once do not both find room, or no upload of the key.
    let held = hold_own(&write, who.user(), id).await?;
    found.expect_unmoved(&write, &held).await?;
    if let Some(made) = write.find_uploaded(&creation_key).await? {
        return Ok(Some(made));
    }
    let of_agent = held.state == State::Draft;
    has_room(
        &write.list_uploads(held.id).await?,
        (upload.bytes, of_agent),
    )?;
    let in_time = sweeping::young_enough(app);
    if !write.strike_loose_file(upload.id, in_time).await? {
        return Err(ProblemKind::RequestTimeout.into());
    }
    write.add_upload(upload, creation_key).await?;
    record(app, &write, who, upload, "create_upload").await?;
    let waits = upload.state == UploadState::Checking;
    if waits {
        let job = app.new_id();
        write
            .enqueue_job(job, JobKind::ScanUpload, upload.id, app.now())
            .await?;
    }
    write.commit().await?;
    if waits {
        app.work.notify_one();
    }
    Ok(None)
}

/// Whether there is room for one more of so many bytes, of an agent's papers or of evidence. Those that
/// were handed in take none of it, so that an officer can ask for another, and what an agent has shown
/// takes none of the evidence's; all together have a limit of their own.
fn has_room(uploads: &[UploadRow], (bytes, of_agent): (u32, bool)) -> Result<()> {
    let kept = uploads.iter().filter(|upload| {
        upload.state != UploadState::Refused
            && !upload.is_handed_in()
            && upload.told.kind.is_of_agent() == of_agent
    });
    let all = kept.clone().map(|upload| u64::from(upload.bytes));
    let all: u64 = all.sum::<u64>().saturating_add(u64::from(bytes));
    let is_full = kept.count() >= MOST_UPLOADS || all > MOST_BYTES;
    if is_full || uploads.len() >= MOST_UPLOADS_EVER {
        return Err(ProblemKind::UploadsFull.into());
    }
    Ok(())
}

async fn record(
    app: &App,
    write: &Write,
    who: &BoundUser,
    upload: &UploadRow,
    action: &'static str,
) -> Result<()> {
    let detail = format!("upload {}", upload.id);
    write
        .record_audit(Act {
            chain: upload.application,
            at: app.now(),
            actor: Actor::Account(who.account()),
            action,
            detail: &detail,
        })
        .await
}
