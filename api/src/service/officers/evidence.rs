//! The papers of a case, for the officer who has claimed it.

use shared::application::LookKind;
use shared::problem::ProblemKind;
use shared::upload::{Upload, UploadKind, UploadList};

use super::held::Held;
use super::reading::look;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::limits::{Bucket, spend};
use crate::service::uploads::{content, find, shown};
use crate::store::uploads::UploadRow;

/// Tells of the papers of a case, as far as they are handed in.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, or cases were read too often.
pub async fn list_case_uploads(app: &App, who: &CaseWorker, id: &str) -> Result<UploadList> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let application = Held::hold_claimed(app, who, id).await?.application.id;
    let uploads = app.store.list_uploads(application).await?;
    let items = uploads.iter().filter(|upload| is_handed_in(upload));
    Ok(UploadList {
        items: items.map(shown).collect(),
    })
}

/// Gives the content of a paper. That it was looked at is written down, for the applicant as well.
///
/// # Errors
/// As above, or there is no such paper that is handed in, or the virus scanner has not found it clean.
pub async fn download_case_upload(
    app: &App,
    who: &CaseWorker,
    id: &str,
    upload: &str,
) -> Result<(Upload, Vec<u8>)> {
    spend(app, Bucket::DownloadCaseUpload, who.account().as_bytes())?;
    let application = Held::hold_claimed(app, who, id).await?.application.id;
    let upload = find(app, application, upload).await?;
    if !is_handed_in(&upload) {
        return Err(ProblemKind::NotFound.into());
    }
    // Before the case is held again, which is to be short.
    let content = content(app, &upload).await?;
    let held = Held::hold_claimed(app, who, id).await?;
    let detail = format!("upload {}", upload.id);
    look(app, who, &held, LookKind::Evidence, None, &detail).await?;
    held.write.commit().await?;
    Ok((shown(&upload), content))
}

/// Whether a paper is for officers: what a person has merely uploaded is not. The papers of an agent
/// come with the application.
fn is_handed_in(upload: &UploadRow) -> bool {
    match upload.told.kind {
        UploadKind::Evidence => upload.told.handed_in_at.is_some(),
        UploadKind::AuthorityPaper | UploadKind::PrincipalDocument | UploadKind::AgentDocument => {
            true
        }
    }
}
