//! 资格预检: what the rules say of a household that nobody names. Nothing of it is written down.

use std::sync::Arc;

use shared::policy::{Precheck, PrecheckRequest, precheck};
use shared::problem::ProblemKind;

use super::limits::{Bucket, spend_from};
use crate::app::App;
use crate::error::{Error, Result};

/// Lets somebody ask: before what is asked is read, so that nobody can have much read.
///
/// # Errors
/// Too many were asked for from this address.
pub fn admit(app: &App, address: &str) -> Result<()> {
    spend_from(app, Bucket::Precheck, address)
}

/// Checks a situation under the rules of its day.
///
/// # Errors
/// The situation cannot be.
pub async fn create_precheck(app: &App, request: PrecheckRequest) -> Result<Precheck> {
    let situation = request.situation(app.today());
    let situation = situation.map_err(|issues| Error::Invalid {
        kind: ProblemKind::InvalidSituation,
        issues,
    })?;
    let policies = Arc::clone(&app.policies);
    // Looking ahead month by month can take longer than others should wait for their turn.
    let work = tokio::task::spawn_blocking(move || precheck(&situation, &policies));
    // What a panic says can quote what it was about.
    let answer = work.await.ok();
    answer.ok_or_else(|| Error::unexpected("a pre-check has no answer"))
}
