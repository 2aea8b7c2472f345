//! The one place where the synthetic city reads the time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use shared::values::{Day, Moment, day_in_shanghai};

use crate::folder::Folder;

/// How many seconds the clock of this city's platform was set ahead.
const FILE: &str = "clock.json";

/// How many seconds the clock is ahead.
static AHEAD: AtomicI64 = AtomicI64::new(0);

/// Sets the clocks of all cities of this process forward, so that a test need not wait: people sign in
/// at a platform whose clock was set forward as well.
pub fn set_forward(by: Duration) {
    let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
    AHEAD.fetch_add(seconds, Ordering::Relaxed);
}

/// Sets it as far forward as it was when the city ended.
pub(crate) fn restore(folder: &Folder) -> std::io::Result<()> {
    let ahead: Option<i64> = folder.read(FILE)?;
    AHEAD.fetch_max(ahead.unwrap_or_default(), Ordering::Relaxed);
    Ok(())
}

/// Sets it so many seconds ahead, as the platform's clock is by now, or leaves it where it is further.
pub(crate) fn keep_up(folder: &Folder, ahead: i64) -> std::io::Result<()> {
    folder.write(FILE, &ahead)?;
    AHEAD.fetch_max(ahead, Ordering::Relaxed);
    Ok(())
}

/// The present moment.
#[expect(
    clippy::disallowed_methods,
    reason = "the city has no App; this is its only reading of the clock"
)]
pub(crate) fn now() -> Moment {
    let now = chrono::Utc::now();
    let ahead = TimeDelta::try_seconds(AHEAD.load(Ordering::Relaxed));
    let then = ahead.and_then(|ahead| now.checked_add_signed(ahead));
    then.unwrap_or(now)
}

/// The present day in Asia/Shanghai.
#[must_use]
pub fn today() -> Day {
    day_in_shanghai(now())
}
