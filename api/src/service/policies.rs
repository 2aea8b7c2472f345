//! The policy for everybody to read, and the pinning of what decides in each version from its first
//! day on.

use shared::policy::{PolicyDetail, PolicyList, VersionId};
use shared::problem::ProblemKind;

use crate::app::App;
use crate::error::{Error, Result};

/// All versions, and which of them are in force today.
///
/// # Errors
/// No version is in force.
pub fn list_policies(app: &App) -> Result<PolicyList> {
    let list = app.policies.list(app.today());
    list.ok_or_else(|| Error::unexpected("no policy is in force today"))
}

/// One version, what it changed, and the rules that hold since.
///
/// # Errors
/// The id is not of its form, or there is no such version.
pub fn get_policy(app: &App, id: &str) -> Result<PolicyDetail> {
    let id: VersionId = id.parse().ok().ok_or(ProblemKind::NotFound)?;
    Ok(app.policies.detail(id).ok_or(ProblemKind::NotFound)?)
}

/// Writes down which file each version has that is in force by now.
///
/// # Errors
/// One has another file than the one with which it came into force, or the database does not
/// answer.
pub async fn pin_versions(app: &App) -> Result<()> {
    let write = app.store.begin().await?;
    app.pin_policies(&write).await?;
    write.commit().await
}
