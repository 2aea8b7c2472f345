//! Webhooks: what registered clients are told without asking, at addresses that they name, after Standard
//! Webhooks 1.0.0. Promised in the transaction of what happened ([`promising`]), sent at least once under
//! one id ([`delivering`]), tried again for three days, and kept for a month for whoever wants it again
//! ([`redelivering`]).

pub mod delivering;
pub mod endpoints;
pub mod letters;
pub mod office;
pub(in crate::service) mod promising;
pub mod redelivering;
mod settling;
mod telling;

use chrono::TimeDelta;
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::store::jobs::kind::JobKind;
use crate::store::webhook_endpoints::{FiledEndpoint, FiledKeys, parse_id};

/// After such a time without anything that arrived an endpoint is disabled.
const GIVEN_UP: TimeDelta = TimeDelta::days(5);
/// How long events are kept, with what became of them.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How many events are forgotten at a time.
const BATCH: u64 = 500;

/// Forgets old events and what became of them.
///
/// # Errors
/// The database does not answer.
pub async fn forget_events(app: &App) -> Result<()> {
    let now = app.now();
    let before = now.checked_sub_signed(KEPT).unwrap_or(now);
    // A transaction for each part, so that none keeps others waiting for long.
    loop {
        let write = app.store.begin().await?;
        let forgotten = write.forget_webhook_events(before, BATCH).await?;
        write.commit().await?;
        if forgotten < BATCH {
            return Ok(());
        }
    }
}

/// The endpoint of that id, where it is the client's.
async fn own_endpoint(app: &App, client: Uuid, id: &str) -> Result<FiledEndpoint> {
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let found = app.store.find_webhook_endpoint(id).await?;
    let own = found.filter(|endpoint| endpoint.client == client);
    Ok(own.ok_or(ProblemKind::NotFound)?)
}

/// The keys that sign at a moment, the newest first.
fn live_keys(endpoint: &FiledEndpoint, at: Moment) -> impl Iterator<Item = &FiledKeys> {
    let keys = endpoint.keys.iter();
    keys.filter(move |keys| keys.until.is_none_or(|until| at < until))
}

/// The job that sends to an endpoint, by how many of its attempts failed or were slow.
fn lane(failures: u32) -> JobKind {
    if failures == 0 {
        JobKind::Deliver
    } else {
        JobKind::DeliverAgain
    }
}
