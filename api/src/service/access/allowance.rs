//! How much a client may ask for in a minute, on all instances together.

use chrono::TimeDelta;
use shared::values::Moment;
use uuid::Uuid;

use super::EXACTNESS;
use super::partner::Caller;
use crate::allowances::Held;
use crate::app::App;
use crate::error::Result;

/// How many seconds a window has.
pub const WINDOW: u32 = 60;
/// How many steps all instances together take at the least until a minute's requests are used up: a step
/// costs a transaction, and what an instance has left of one at the end of the minute nobody gets.
const STEPS: u32 = 20;

/// What a client may still ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Whose it is.
    pub client: Uuid,
    /// How many requests it has in a window.
    pub quota: u32,
    /// How many of them are left.
    pub left: u32,
    /// In how many seconds the next window begins.
    pub seconds: u32,
    /// Whether this request was one too many.
    pub is_spent: bool,
}

/// The minute that a moment is in, counted from 1970.
#[must_use]
pub fn minute(now: Moment) -> i64 {
    now.timestamp().div_euclid(i64::from(WINDOW))
}

/// Counts a request of a client.
///
/// # Errors
/// The database does not answer.
pub async fn spend(app: &App, caller: &Caller) -> Result<Allowance> {
    let now = app.now();
    let (client, minute) = (caller.client(), minute(now));
    let held = match app.allowances.take(client, minute) {
        Some(held) => Some(held),
        None if app.allowances.is_spent(client, minute) => None,
        None => take_step(app, caller, now, minute).await?,
    };
    let begun = now.timestamp().rem_euclid(i64::from(WINDOW));
    let left = held.map_or(0, |held| held.left.saturating_add(held.behind));
    Ok(Allowance {
        client,
        quota: app.config.client_requests,
        left,
        seconds: WINDOW.saturating_sub(u32::try_from(begun).unwrap_or_default()),
        is_spent: held.is_none(),
    })
}

/// Takes some requests from the database and one of them for this one; notes that the client is used,
/// which is exact enough.
async fn take_step(app: &App, caller: &Caller, now: Moment, minute: i64) -> Result<Option<Held>> {
    let quota = app.config.client_requests;
    let step = quota.div_ceil(STEPS).max(1);
    let write = app.store.begin().await?;
    let taken = write.take_requests(caller.client(), minute, step).await?;
    let since = caller
        .last_used_at()
        .map(|at| now.signed_duration_since(at));
    if since.is_none_or(|since: TimeDelta| since >= EXACTNESS) {
        write.touch_client(caller.client(), now).await?;
    }
    write.commit().await?;
    let held = Held {
        minute,
        left: step.saturating_sub(taken.saturating_sub(quota)),
        behind: quota.saturating_sub(taken),
    };
    Ok(app.allowances.put(caller.client(), held))
}
