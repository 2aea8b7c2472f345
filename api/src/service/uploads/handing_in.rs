//! Evidence that is handed in, with a dispute or with an answer: from then on it stays; and papers of an
//! agent that come with no submission.

use shared::issue::{Issue, IssueCode};
use shared::problem::ProblemKind;
use shared::upload::{UploadKind, UploadState};
use shared::values::Moment;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::jobs::kind::JobKind;
use crate::store::uploads::{UploadRow, format_upload_id};

/// Hands in papers of an application, which is held: those that are named, because a paper may have
/// arrived that whoever asks has not seen. Gives their ids, oldest first; each is written to the audit
/// log.
///
/// # Errors
/// One that is named is no evidence of the application or was handed in before, the virus scanner has
/// not found it clean, or the database does not answer.
pub(in crate::service) async fn hand_in(
    write: &Write,
    application: Uuid,
    named: &[String],
    actor: Actor,
    at: Moment,
) -> Result<Vec<String>> {
    let mut open = write.list_uploads(application).await?;
    open.retain(|one| one.told.kind == UploadKind::Evidence && one.told.handed_in_at.is_none());
    let known: Vec<String> = open.iter().map(|one| format_upload_id(one.id)).collect();
    let unknown = named.iter().enumerate();
    let unknown = unknown.filter(|(_, id)| !known.contains(id));
    let issues: Vec<Issue> = unknown
        .map(|(index, _)| Issue {
            pointer: format!("/evidence/{index}"),
            code: IssueCode::NotAValue,
        })
        .collect();
    if !issues.is_empty() {
        return Err(Error::invalid_answers(issues));
    }
    let mut ids = Vec::new();
    for (mut upload, id) in open.into_iter().zip(known) {
        if !named.contains(&id) {
            continue;
        }
        if upload.state != UploadState::Clean {
            return Err(ProblemKind::UploadNotClean.into());
        }
        upload.told.handed_in_at = Some(at);
        write.save_upload(&upload).await?;
        let act = Act {
            chain: application,
            at,
            actor,
            action: "hand_in_upload",
            detail: &format!("upload {}", upload.id),
        };
        write.record_audit(act).await?;
        ids.push(id);
    }
    Ok(ids)
}

/// Takes away the papers of an agent among these uploads of an application, which is held and no agent's any
/// more; gives those whose content is to be removed once that is written.
pub(in crate::service) async fn drop_agent_papers(
    write: &Write,
    uploads: &[UploadRow],
    at: Moment,
) -> Result<Vec<Uuid>> {
    let of_agent = uploads
        .iter()
        .filter(|upload| upload.told.kind.is_of_agent());
    let ids: Vec<Uuid> = of_agent.map(|upload| upload.id).collect();
    for id in &ids {
        write.delete_upload(*id).await?;
        write.cancel_job(JobKind::ScanUpload, *id).await?;
    }
    write.add_loose_files(&ids, at).await?;
    Ok(ids)
}
