//! Whether the audit log is as it was written.

use shared::desk::audit::{AuditRound, BrokenChain};
use shared::values::Moment;

use crate::app::App;
use crate::error::Result;
use crate::store::Store;
use crate::store::audit::verifying::{BATCH, Verified};

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

/// How many broken chains are named at the most.
const MOST_NAMED: usize = 100;

/// Verifies the chains that come next, a limited number, from the beginning again once all were, and
/// writes down what was found: to the log, and for auditors. All instances go on where one has stopped.
///
/// # Errors
/// The database does not answer.
pub async fn verify_some(app: &App) -> Result<()> {
    let mut rounds = app.store.read_rounds().await?;
    let verified = app.store.verify_audit_after(rounds.after).await?;
    let now = app.now();
    let mut round = rounds.current.take().unwrap_or_else(|| begun(now));
    round.verified_at = now;
    for found in &verified {
        round.chains = round.chains.saturating_add(1);
        let records = u64::try_from(found.records).unwrap_or(u64::MAX);
        round.records = round.records.saturating_add(records);
        if let Some(fault) = found.fault() {
            tracing::error!(chain = %found.chain, fault, "the audit log shows tampering");
            round.broken = round.broken.saturating_add(1);
            if round.faults.len() < MOST_NAMED {
                let chain = found.chain.to_string();
                round.faults.push(BrokenChain { chain, fault });
            }
        }
    }
    // Less than were asked for are the last ones.
    if u64::try_from(verified.len()).unwrap_or(u64::MAX) < BATCH {
        rounds.after = None;
        rounds.last = Some(round);
    } else {
        rounds.after = verified.last().map(|last| last.chain);
        rounds.current = Some(round);
    }
    let write = app.store.begin().await?;
    if write.save_rounds(&rounds).await? {
        write.commit().await?;
    }
    Ok(())
}

fn begun(at: Moment) -> AuditRound {
    AuditRound {
        started_at: at,
        verified_at: at,
        chains: 0,
        records: 0,
        broken: 0,
        faults: Vec::new(),
    }
}
