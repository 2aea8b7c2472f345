//! A circuit breaker: a registry that fails again and again is left alone for a while, then asked
//! one question; the answer to it decides whether it is asked normally again. What is wrong with
//! one person's record is no failure of the registry (`Silence::is_fault_of_registry`).

use std::time::{Duration, Instant};

/// After how many failures in a row.
const FAILURES: u32 = 5;
/// How long at first.
const FIRST_REST: Duration = Duration::from_secs(5);
/// How long at the most; each failed probe doubles it.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// How soon those come back who find a probe under way.
const PROBE_UNDER_WAY: Duration = Duration::from_secs(1);

/// The state of one registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Breaker {
    failures: u32,
    rest: Option<Rest>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rest {
    until: Instant,
    length: Duration,
    probing: bool,
}

impl Breaker {
    /// Asks for leave to ask a question.
    ///
    /// # Errors
    /// How long to wait.
    pub(super) fn admit(&mut self, now: Instant) -> Result<(), Duration> {
        let Some(rest) = &mut self.rest else {
            return Ok(());
        };
        let left = rest.until.saturating_duration_since(now);
        if !left.is_zero() {
            return Err(left);
        }
        if rest.probing {
            return Err(PROBE_UNDER_WAY);
        }
        rest.probing = true;
        Ok(())
    }

    /// Tells how an admitted question ended.
    pub(super) fn record(&mut self, answered: bool, now: Instant) {
        if answered {
            *self = Self::default();
            return;
        }
        self.failures = self.failures.saturating_add(1);
        let length = match self.rest {
            // Questions that were under way when the rest began say nothing new.
            Some(rest) if !rest.probing => return,
            Some(rest) => rest.length.saturating_mul(2).min(LONGEST_REST),
            None if self.failures >= FAILURES => FIRST_REST,
            None => return,
        };
        self.rest = Some(Rest {
            until: now + length,
            length,
            probing: false,
        });
    }

    /// An admitted question was given up without a verdict.
    pub(super) fn abandon(&mut self) {
        if let Some(rest) = &mut self.rest {
            rest.probing = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A breaker and a clock that stands still.
    fn failed(times: u32) -> (Breaker, Instant) {
        let now = Instant::now();
        let mut breaker = Breaker::default();
        for _ in 0..times {
            assert_eq!(breaker.admit(now), Ok(()));
            breaker.record(false, now);
        }
        (breaker, now)
    }

    const fn seconds(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    #[test]
    fn opens_after_five_failures_in_a_row() {
        let (mut breaker, now) = failed(4);
        assert_eq!(breaker.admit(now), Ok(()));
        breaker.record(true, now);
        assert_eq!(breaker, Breaker::default());
        let (mut breaker, now) = failed(5);
        assert_eq!(breaker.admit(now + seconds(2)), Err(seconds(3)));
    }

    #[test]
    fn one_probe_closes_it() {
        let (mut breaker, now) = failed(5);
        let later = now + seconds(5);
        assert_eq!(breaker.admit(later), Ok(()));
        assert_eq!(breaker.admit(later), Err(PROBE_UNDER_WAY));
        breaker.record(true, later);
        assert_eq!(breaker.admit(later), Ok(()));
        assert_eq!(breaker.admit(later), Ok(()));
    }

    #[test]
    fn each_failed_probe_doubles_the_rest_to_a_minute() {
        let (mut breaker, mut now) = failed(5);
        for length in [5, 10, 20, 40, 60, 60] {
            assert_eq!(breaker.admit(now), Err(seconds(length)));
            now += seconds(length);
            assert_eq!(breaker.admit(now), Ok(()));
            breaker.record(false, now);
        }
    }

    #[test]
    fn late_failures_do_not_lengthen_a_rest() {
        let (mut breaker, now) = failed(5);
        breaker.record(false, now + seconds(4));
        assert_eq!(breaker.admit(now + seconds(5)), Ok(()));
    }

    #[test]
    fn a_probe_given_up_frees_the_place() {
        let (mut breaker, now) = failed(5);
        let later = now + seconds(5);
        assert_eq!(breaker.admit(later), Ok(()));
        breaker.abandon();
        assert_eq!(breaker.admit(later), Ok(()));
    }
}
