//! Claims on cases: whoever works on one is alone with it for half an hour, and longer by claiming it
//! again.

use chrono::TimeDelta;
use shared::review::QueueEntry;

use super::cases::Shown;
use super::held::{Held, claim};
use crate::app::App;
use crate::error::Result;
use crate::service::access::later;
use crate::service::access::officer::{CaseWorker, Supervisor};
use crate::service::limits::{Bucket, spend};
use crate::store::reviews::Lease;

/// How long a claim holds without being renewed.
pub const LEASE: TimeDelta = TimeDelta::minutes(30);

/// Claims a case, or renews one's claim on it.
///
/// # Errors
/// There is no such case for the officer, or somebody else works on it.
pub async fn claim_case(app: &App, who: &CaseWorker, id: &str) -> Result<QueueEntry> {
    let held = Held::hold(app, who, id).await?;
    match held.review.lease_at(held.at) {
        Some(lease) if lease.officer != who.account() => {
            Err(held.refuse_claimed(app, lease).await?)
        }
        Some(lease) => keep(app, who, held, Some(lease)).await,
        None => {
            held.record(who, "claim_case", "").await?;
            keep(app, who, held, None).await
        }
    }
}

/// Takes a case over from whoever works on it.
///
/// # Errors
/// There is no such case for the officer.
pub async fn take_over_case(app: &App, who: &Supervisor, id: &str) -> Result<QueueEntry> {
    let who = who.worker();
    let held = Held::hold(app, who, id).await?;
    let lease = held.review.lease_at(held.at);
    let mine = lease.filter(|lease| lease.officer == who.account());
    if mine.is_none() {
        let from = lease.map(|lease| format!("from officer {}", lease.officer));
        held.record(who, "take_over_case", &from.unwrap_or_default())
            .await?;
    }
    keep(app, who, held, mine).await
}

/// Releases a case that one has claimed. Releasing what nobody works on is no error.
///
/// # Errors
/// There is no such case for the officer, or somebody else works on it.
pub async fn release_case(app: &App, who: &CaseWorker, id: &str) -> Result<()> {
    let mut held = Held::hold(app, who, id).await?;
    match held.review.lease_at(held.at) {
        None => Ok(()),
        Some(lease) if lease.officer != who.account() => {
            Err(held.refuse_claimed(app, lease).await?)
        }
        Some(_) => {
            held.review.lease = None;
            held.write.save_review(&held.review).await?;
            held.record(who, "release_case", "").await?;
            held.write.commit().await
        }
    }
}

/// Gives the officer the case for another half hour, from now on or since before.
async fn keep(
    app: &App,
    who: &CaseWorker,
    mut held: Held,
    since: Option<Lease>,
) -> Result<QueueEntry> {
    spend(app, Bucket::ClaimCase, who.account().as_bytes())?;
    let now = held.at;
    let lease = Lease {
        officer: who.account(),
        since: since.map_or(now, |lease| lease.since),
        until: later(now, LEASE),
    };
    held.review.lease = Some(lease);
    held.write.save_review(&held.review).await?;
    held.write.commit().await?;
    let (review, application) = (held.review, held.application);
    let mut decisions = app.store.newest_decisions(&[application.id]).await?;
    let decision = decisions.remove(&application.id).transpose()?;
    let shown = Shown {
        review: &review,
        application: &application,
        reason: decision.map(|decision| decision.reason),
        claim: Some(claim(app, lease).await?),
    };
    Ok(shown.entry(app, who, now))
}
