//! The papers of a case, for the officer who has claimed it.

use shared::application::LookKind;
use shared::upload::{Upload, UploadList};

use super::held::Held;
use super::reading::look;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::limits::{Bucket, spend};
use crate::service::uploads::{content, find, shown, told_of};

/// Tells of the papers of a case.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, or cases were read too often.
pub async fn list_case_uploads(app: &App, who: &CaseWorker, id: &str) -> Result<UploadList> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let application = Held::hold_claimed(app, who, id).await?.application.id;
    told_of(app, application).await
}

/// Gives the content of a paper. That it was looked at is written down, for the applicant as well.
///
/// # Errors
/// As above, or there is no such paper, or the virus scanner has not found it clean.
pub async fn download_case_upload(
    app: &App,
    who: &CaseWorker,
    id: &str,
    upload: &str,
) -> Result<(Upload, Vec<u8>)> {
    spend(app, Bucket::DownloadCaseUpload, who.account().as_bytes())?;
    let application = Held::hold_claimed(app, who, id).await?.application.id;
    let upload = find(app, application, upload).await?;
    // Before the case is held again, which is to be short.
    let content = content(app, &upload).await?;
    let held = Held::hold_claimed(app, who, id).await?;
    let detail = format!("upload {}", upload.id);
    look(app, who, &held, LookKind::Evidence, None, &detail).await?;
    held.write.commit().await?;
    Ok((shown(&upload), content))
}
