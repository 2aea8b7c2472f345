//! Evidence that is handed in, with a dispute or with an answer: from then on it stays.

use shared::problem::ProblemKind;
use shared::upload::{UploadKind, UploadState};
use shared::values::Moment;
use uuid::Uuid;

use crate::error::Result;
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::uploads::format_upload_id;

/// Hands in the evidence of an application, which is held, as far as it has not been before. What
/// the virus scanner has refused is left out. Gives the ids, oldest first; each is written to the audit
/// log.
///
/// # Errors
/// The virus scanner has not answered for all of it, or the database does not answer.
pub(in crate::service) async fn hand_in(
    write: &Write,
    application: Uuid,
    actor: Actor,
    at: Moment,
) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for mut upload in write.list_uploads(application).await? {
        if upload.told.kind != UploadKind::Evidence || upload.told.handed_in_at.is_some() {
            continue;
        }
        match upload.state {
            UploadState::Checking => return Err(ProblemKind::UploadNotClean.into()),
            UploadState::Refused => {}
            UploadState::Clean => {
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
                ids.push(format_upload_id(upload.id));
            }
        }
    }
    Ok(ids)
}
