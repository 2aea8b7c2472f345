//! How much each client asks for, day by day, for administrators.

use chrono::TimeDelta;
use shared::client::usage::{ClientUsage, USAGE_DAYS};
use shared::problem::ProblemKind;
use shared::values::Day;

use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Administrator;
use crate::service::access::partner::client_id;
use crate::service::limits::{Bucket, spend};
use crate::usage::Tally;

/// How many days of it are kept.
const KEPT: i64 = 400;

/// How much a client has asked for in the last days.
///
/// # Errors
/// There is no such client, or it was asked too often.
pub async fn read_usage(app: &App, who: &Administrator, id: &str) -> Result<ClientUsage> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let id = client_id(id).ok_or(ProblemKind::NotFound)?;
    let known = app.store.find_client(id).await?;
    known.ok_or(ProblemKind::NotFound)?;
    // What this instance has counted need not wait for the next round.
    add_up(app).await?;
    let to = app.today();
    let from = before(to, i64::from(USAGE_DAYS) - 1);
    Ok(ClientUsage {
        from,
        to,
        counts: app.store.list_usage(id, from).await?,
    })
}

/// Adds what this instance has counted to what all have.
///
/// # Errors
/// The database does not answer; then it is added the next time.
pub async fn add_up(app: &App) -> Result<()> {
    let counts = app.usage.take();
    if counts.is_empty() {
        return Ok(());
    }
    let added = write(app, &counts).await;
    if added.is_err() {
        for (tally, count) in counts {
            app.usage.add(tally, count);
        }
    }
    added
}

async fn write(app: &App, counts: &[(Tally, u32)]) -> Result<()> {
    let write = app.store.begin().await?;
    write.add_usage(counts).await?;
    write.commit().await
}

/// From which day on counts are kept.
#[must_use]
pub(in crate::service) fn kept_since(today: Day) -> Day {
    before(today, KEPT)
}

fn before(day: Day, days: i64) -> Day {
    day.checked_sub_signed(TimeDelta::days(days)).unwrap_or(day)
}
