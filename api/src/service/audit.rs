//! Whether the audit log is as it was written.

use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::store::Store;
use crate::store::audit::verifying::Verified;

/// What a look at all chains has shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many chains there are.
    pub chains: usize,
    /// How many records.
    pub records: usize,
    /// The chains that are not whole, or whose application is not as they say.
    pub broken: Vec<Verified>,
}

/// Verifies every chain. Changes nothing.
///
/// # Errors
/// The database does not answer, or its schema is not up to date.
pub async fn verify_all(store: &Store) -> Result<Report> {
    let mut report = Report::default();
    let mut after = None;
    loop {
        let verified = store.verify_audit_after(after).await?;
        after = verified.last().map(|last| last.chain);
        if after.is_none() {
            return Ok(report);
        }
        for chain in verified {
            report.chains = report.chains.saturating_add(1);
            report.records = report.records.saturating_add(chain.records);
            report
                .broken
                .extend(Some(chain).filter(|chain| chain.fault().is_some()));
        }
    }
}

/// Verifies the chains that follow `after`, a limited number, and writes to the log which are
/// broken. Gives the last of them, to go on from; none at the end.
///
/// # Errors
/// The database does not answer.
pub async fn verify_some(app: &App, after: Option<Uuid>) -> Result<Option<Uuid>> {
    let verified = app.store.verify_audit_after(after).await?;
    for found in &verified {
        if let Some(fault) = found.fault() {
            tracing::error!(chain = %found.chain, fault, "the audit log shows tampering");
        }
    }
    Ok(verified.last().map(|last| last.chain))
}
