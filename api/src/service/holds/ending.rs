//! The end of a hold without a contract: given back, released by an officer, or run out. The pass is
//! free again, or has ended where its last day is over.

use shared::application::{EventKind, State, SubState};
use shared::hold::{Hold, HoldState};
use shared::values::Moment;
use uuid::Uuid;

use super::telling::told;
use super::{Held, hold_live, is_valid};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::partner::{Partner, WritesHolds};
use crate::service::idempotency::Ticket;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{Move, move_application, tell};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;

/// How many applications are read at a time.
const BATCH: u64 = 100;

/// Gives a hold back.
///
/// # Errors
/// There is no such hold of the client's, or it has ended.
pub async fn release_hold(
    app: &App,
    who: &Partner<WritesHolds>,
    id: &str,
    ticket: &Ticket,
) -> Result<Hold> {
    spend(app, Bucket::ChangeHold, who.client().as_bytes())?;
    let now = app.now();
    let Held {
        write,
        mut application,
        mut hold,
    } = hold_live(app, who.client(), id, now).await?;
    let end = End {
        event: EventKind::HoldReleased,
        actor: who.actor(),
        action: "release_hold",
        detail: &format!("hold {}", hold.id.simple()),
    };
    end_hold(app, &write, &mut application, end, now).await?;
    hold.state = HoldState::Released;
    hold.filed.ended_at = Some(now);
    let hold = told(&hold, now);
    ticket.answer(&write, 200, &hold).await?;
    write.commit().await?;
    Ok(hold)
}

/// How a hold ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct End<'a> {
    /// What the time line says.
    pub(super) event: EventKind,
    /// Who ends it.
    pub(super) actor: Actor,
    /// What the audit log says.
    pub(super) action: &'static str,
    /// What explains it there.
    pub(super) detail: &'a str,
}

/// Ends the hold of an application, which is held.
///
/// # Errors
/// The application is not held by anybody, which is a fault of ours; or the database does not answer.
pub(super) async fn end_hold(
    app: &App,
    write: &Write,
    application: &mut Application,
    end: End<'_>,
    now: Moment,
) -> Result<()> {
    let is_valid = is_valid(application, now);
    let (state, sub_state) = if is_valid {
        (State::Passed, None)
    } else {
        (State::Void, Some(SubState::Expired))
    };
    let ended = Move {
        state,
        sub_state,
        event: end.event,
        actor: end.actor,
        action: end.action,
        detail: end.detail,
    };
    move_application(app, write, application, ended, now).await?;
    if !is_valid {
        tell(app, write, application, EventKind::Expired, now).await?;
    }
    Ok(())
}

/// Ends every hold whose time is over, or whose client was disabled and can neither sign nor release it;
/// tells how many. Several instances may do it at once: each ends
/// once.
///
/// # Errors
/// The database does not answer; what has ended until then has ended.
pub async fn expire_holds(app: &App) -> Result<u64> {
    let now = app.now();
    let mut ended = 0_u64;
    let mut last = None;
    loop {
        let batch = app.store.list_run_out_holds(now, last, BATCH).await?;
        if batch.is_empty() {
            return Ok(ended);
        }
        last = batch.last().copied();
        for id in batch {
            match expire_hold(app, id).await {
                Ok(true) => ended = ended.saturating_add(1),
                Ok(false) => {}
                // One that cannot be read must not keep all others from ending.
                Err(error) => tracing::error!(application = %id, %error, "a hold did not run out"),
            }
        }
    }
}

/// Ends the hold of an application where its time is over, or its client was disabled; tells whether it was.
///
/// # Errors
/// The database does not answer.
pub(super) async fn expire_hold(app: &App, id: Uuid) -> Result<bool> {
    let now = app.now();
    let write = app.store.begin().await?;
    let application = write.hold_application(id).await?;
    let Some(mut application) = application.filter(|one| one.state == State::Signing) else {
        return Ok(false);
    };
    let live = write.find_live_hold(id).await?;
    let live = live.ok_or_else(|| Error::unexpected("a pass is held by nobody"))?;
    let (event, action) = if live.state_at(now) == HoldState::Expired {
        (EventKind::HoldExpired, "expire_hold")
    } else {
        let client = write.find_client(live.client).await?;
        if client.is_none_or(|client| client.disabled_at.is_none()) {
            return Ok(false);
        }
        (EventKind::HoldReleased, "release_hold")
    };
    let end = End {
        event,
        actor: Actor::System,
        action,
        detail: &format!("hold {}", live.id.simple()),
    };
    end_hold(app, &write, &mut application, end, now).await?;
    write.commit().await?;
    tracing::info!(application = %id, "a hold has ended by itself");
    Ok(true)
}
