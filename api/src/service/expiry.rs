//! What time brings: validities and codes that run out, and rows that nobody needs any more.

use shared::application::{EventKind, State, SubState};
use shared::values::Day;
use uuid::Uuid;

use super::access::allowance::minute;
use super::access::{IDLE, officer, seller};
use super::authorities::lapsing::lapse;
use super::clients::usage::kept_since;
use super::moves::{Move, move_application};
use crate::app::App;
use crate::error::Result;
use crate::store::audit::Actor;

/// How many applications are read at a time.
const BATCH: u64 = 100;

/// Ends every pass whose last day is over; tells how many. Several instances may do it at once:
/// each pass ends once.
///
/// # Errors
/// The database does not answer; what has ended until then has ended.
pub async fn expire_applications(app: &App) -> Result<u64> {
    let today = app.today();
    let mut ended = 0_u64;
    let mut last = None;
    loop {
        let batch = app.store.list_expired(today, last, BATCH).await?;
        if batch.is_empty() {
            return Ok(ended);
        }
        last = batch.last().copied();
        for id in batch {
            match expire_application(app, id, today).await {
                Ok(true) => ended = ended.saturating_add(1),
                Ok(false) => {}
                // One that cannot be read must not keep all others from expiring.
                Err(error) => tracing::error!(application = %id, %error, "a pass did not expire"),
            }
        }
    }
}

/// Ends every application whose authority nobody confirmed in time; tells how many. Several instances
/// may do it at once: each ends once.
///
/// # Errors
/// The database does not answer; what has ended until then has ended.
pub async fn lapse_authorities(app: &App) -> Result<u64> {
    let mut ended = 0_u64;
    loop {
        let batch = app.store.list_unconfirmed(app.now(), BATCH).await?;
        let before = ended;
        for id in batch {
            match lapse(app, id).await {
                Ok(true) => ended = ended.saturating_add(1),
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(application = %id, %error, "an authority did not lapse")
                }
            }
        }
        if ended == before {
            return Ok(ended);
        }
    }
}

async fn expire_application(app: &App, id: Uuid, today: Day) -> Result<bool> {
    let now = app.now();
    let write = app.store.begin().await?;
    let Some(mut application) = write.hold_application(id).await? else {
        return Ok(false);
    };
    let last_day = application.certificate.as_ref().map(|c| c.valid_until);
    if application.state != State::Passed || last_day.is_none_or(|last| last >= today) {
        return Ok(false);
    }
    let expired = Move {
        state: State::Void,
        sub_state: Some(SubState::Expired),
        event: EventKind::Expired,
        actor: Actor::System,
        action: "expire_application",
        detail: "",
    };
    move_application(app, &write, &mut application, expired, now).await?;
    write.commit().await?;
    tracing::info!(application = %id, "a pass has expired");
    Ok(true)
}

/// Removes sessions that nobody can use any more, sign-ins and sign-outs that were given up, and
/// wrong tries that no longer count.
///
/// # Errors
/// The database does not answer.
pub async fn forget_ended(app: &App) -> Result<()> {
    let now = app.now();
    let idle_since = |idle| now.checked_sub_signed(idle).unwrap_or(now);
    // One transaction each: others hold these rows in orders of their own.
    let write = app.store.begin().await?;
    write.delete_ended(now, idle_since(IDLE)).await?;
    write.commit().await?;
    let write = app.store.begin().await?;
    write
        .delete_ended_of_officers(now, idle_since(officer::IDLE))
        .await?;
    write.commit().await?;
    let write = app.store.begin().await?;
    write
        .delete_ended_of_sellers(now, idle_since(seller::IDLE))
        .await?;
    write.commit().await?;
    let write = app.store.begin().await?;
    write.delete_old_tries(now).await?;
    write.commit().await?;
    let write = app.store.begin().await?;
    write.delete_old_assertions(now).await?;
    write.commit().await?;
    let write = app.store.begin().await?;
    write.delete_requests_before(minute(now)).await?;
    write.commit().await?;
    let write = app.store.begin().await?;
    write.delete_old_keyed(now).await?;
    write.delete_usage_before(kept_since(app.today())).await?;
    write.commit().await
}
