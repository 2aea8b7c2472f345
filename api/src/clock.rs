//! The clock. Deadlines, validities and jobs hang on it, so a jump of the machine's clock is not
//! believed at once: it may be set right again a moment later, and what has expired stays so.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use shared::values::Moment;

/// How long a jump has to last before it is believed.
const BELIEVED: Duration = Duration::from_secs(5 * 60);
/// What is no jump: two clocks differ a little, and one that is adjusted runs faster or slower.
const SLACK: TimeDelta = TimeDelta::seconds(2);

/// The clock of a process, which tests can set forward, and everybody that of a sandbox.
#[derive(Debug, Default)]
pub struct Clock {
    ahead_ms: AtomicI64,
    steady: Mutex<Option<Steady>>,
}

impl Clock {
    /// Now.
    pub fn now(&self) -> Moment {
        let (machine, since_start) = (machine_time(), Instant::now());
        let mut steady = self.steady.lock().unwrap_or_else(PoisonError::into_inner);
        let steady = steady.get_or_insert_with(|| Steady::new(machine, since_start));
        let now = steady.now(machine, since_start);
        now.checked_add_signed(self.ahead()).unwrap_or(now)
    }

    /// By how much it was set forward.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.ahead_ms.load(Ordering::Relaxed))
    }

    /// Sets it so far forward, unless it is further already.
    pub fn raise(&self, ahead: TimeDelta) {
        self.ahead_ms
            .fetch_max(ahead.num_milliseconds(), Ordering::Relaxed);
    }

    /// Sets it forward.
    pub fn set_forward(&self, by: Duration) {
        let ms = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ahead_ms.fetch_add(ms, Ordering::Relaxed);
    }
}

/// The time of the machine, for commands that do not start the platform.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub fn machine_time() -> Moment {
    // Both databases keep microseconds; what is told must be what is stored.
    chrono::SubsecRound::trunc_subsecs(chrono::Utc::now(), 6)
}

/// The machine's time as long as it agrees with the time that has passed since it last did.
#[derive(Debug)]
struct Steady {
    agreed: (Moment, Instant),
    jumped_at: Option<Instant>,
}

impl Steady {
    fn new(machine: Moment, at: Instant) -> Self {
        Self {
            agreed: (machine, at),
            jumped_at: None,
        }
    }

    fn now(&mut self, machine: Moment, at: Instant) -> Moment {
        let (agreed, then) = self.agreed;
        let passed = TimeDelta::from_std(at.saturating_duration_since(then)).unwrap_or_default();
        let expected = agreed.checked_add_signed(passed).unwrap_or(agreed);
        let off = machine.signed_duration_since(expected);
        if off.abs() <= SLACK {
            *self = Self::new(machine, at);
            return machine;
        }
        if self.jumped_at.is_none() {
            tracing::error!(
                seconds = off.num_seconds(),
                "the machine's clock has jumped"
            );
        }
        let jumped_at = *self.jumped_at.get_or_insert(at);
        if at.saturating_duration_since(jumped_at) < BELIEVED {
            return chrono::SubsecRound::trunc_subsecs(expected, 6);
        }
        tracing::error!(
            seconds = off.num_seconds(),
            "the machine's clock is believed"
        );
        *self = Self::new(machine, at);
        machine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60;

    /// What the clock says, in seconds since the start, of pairs of seconds that have passed and
    /// seconds that the machine is off.
    fn told<const N: usize>(looks: [(u64, i64); N]) -> [i64; N] {
        let (start, begun) = (machine_time(), Instant::now());
        let mut steady = Steady::new(start, begun);
        looks.map(|(passed, off)| {
            let at = begun + Duration::from_secs(passed);
            let machine = start + Duration::from_secs(passed) + TimeDelta::seconds(off);
            (steady.now(machine, at) - start).num_seconds()
        })
    }

    #[test]
    fn a_jump_that_is_taken_back_was_none() {
        let ahead = 40 * DAY;
        assert_eq!(told([(1, 0), (2, ahead), (4, ahead), (5, 0)]), [1, 2, 4, 5]);
        assert_eq!(told([(1, 0), (2, -DAY), (4, -DAY), (5, 0)]), [1, 2, 4, 5]);
    }

    #[test]
    fn a_jump_that_lasts_is_believed() {
        let looks = [(10, DAY), (309, DAY), (310, DAY), (311, DAY)];
        assert_eq!(told(looks), [10, 309, 310 + DAY, 311 + DAY]);
        // One after the other: each has to last.
        let looks = [(10, DAY), (200, DAY), (210, 0), (220, DAY), (500, DAY)];
        assert_eq!(told(looks), [10, 200, 210, 220, 500]);
    }

    #[test]
    fn a_clock_that_is_adjusted_is_followed() {
        let looks = [(100, 1), (200, 2), (300, 3), (400, 2), (500, 1)];
        assert_eq!(told(looks), [101, 202, 303, 402, 501]);
    }
}
