//! The clock of a sandbox, which anybody may set forward: nothing there is about real people. A platform for
//! real people has none.

use chrono::TimeDelta;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::sandbox::{SandboxClock, SetSandboxClock};

use crate::app::App;
use crate::error::{Error, Result};

/// How far ahead it can be set: past every term that there is, and not beyond what days and holidays are
/// known for.
const FURTHEST: TimeDelta = TimeDelta::days(400);

/// Only a sandbox has such a clock.
///
/// # Errors
/// This is none.
pub fn admit(app: &App) -> Result<()> {
    if app.config.webhooks.sandbox {
        Ok(())
    } else {
        Err(ProblemKind::NotFound.into())
    }
}

/// What time it is.
///
/// # Errors
/// This is no sandbox.
pub fn get_sandbox_clock(app: &App) -> Result<SandboxClock> {
    admit(app)?;
    let ahead = app.clock_ahead();
    Ok(SandboxClock {
        now: app.now(),
        ahead_seconds: u64::try_from(ahead.num_seconds()).unwrap_or_default(),
    })
}

/// Sets the clock forward, here at once and at all other instances within a second. What is due by then comes
/// about by itself, as if the time had passed.
///
/// # Errors
/// This is no sandbox, or the moment is past or too far ahead.
pub async fn set_sandbox_clock(app: &App, wanted: SetSandboxClock) -> Result<SandboxClock> {
    admit(app)?;
    let by = wanted.now.signed_duration_since(app.now());
    let ahead = app.clock_ahead().checked_add(&by);
    let ahead = ahead.filter(|ahead| by >= TimeDelta::zero() && *ahead <= FURTHEST);
    let ahead = ahead.ok_or_else(|| Error::issue("/now", IssueCode::OutOfRange))?;
    let write = app.store.begin().await?;
    write.raise_sandbox_clock(ahead.num_milliseconds()).await?;
    write.commit().await?;
    app.raise_clock(ahead);
    app.work.notify_one();
    get_sandbox_clock(app)
}

/// Sets the clock as far forward as somebody has set that of another instance, or of this one before it was
/// started again.
///
/// # Errors
/// The database does not answer.
pub async fn follow_sandbox_clock(app: &App) -> Result<()> {
    let ahead = app.store.read_sandbox_clock().await?;
    app.raise_clock(TimeDelta::milliseconds(ahead));
    Ok(())
}
