//! The one place where the synthetic city reads the time.

use shared::values::{Day, Moment, day_in_shanghai};

/// The present moment.
#[expect(
    clippy::disallowed_methods,
    reason = "the city has no App; this is its only reading of the clock"
)]
pub(crate) fn now() -> Moment {
    chrono::Utc::now()
}

/// The present day in Asia/Shanghai.
#[must_use]
pub fn today() -> Day {
    day_in_shanghai(now())
}
