//! Counts in memory, by key and window of time: what is over a limit costs a look and no more.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The most keys that are counted. Whoever has more addresses than this could not be limited by
/// address anyway: further keys go uncounted until others have passed.
const MOST_KEYS: usize = 100_000;

/// How often those that have passed are forgotten, in seconds.
const SWEEP: i64 = 10;

/// Counts of this process. Several instances count each for itself, so that together they allow as
/// many times as much: enough against floods, which is what the limits are for.
#[derive(Debug, Default)]
pub struct Counters(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// By key: the second at which its window ends, and how many there were.
    by_key: HashMap<Vec<u8>, (i64, u32)>,
    /// When those that have passed are forgotten next, in seconds.
    next_sweep: i64,
}

impl Counters {
    /// Counts one more unless there were `most` already in the window of `seconds` that `now` (in
    /// seconds) is in; tells whether it was counted.
    pub fn take(&self, key: Vec<u8>, most: u32, seconds: i64, now: i64) -> bool {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now >= counts.next_sweep {
            counts.by_key.retain(|_, (ends, _)| *ends > now);
            counts.next_sweep = now.saturating_add(SWEEP);
        }
        let ends = window_end(seconds, now);
        if counts.by_key.len() >= MOST_KEYS && !counts.by_key.contains_key(&key) {
            return true;
        }
        let (until, count) = counts.by_key.entry(key).or_insert((ends, 0));
        if *until != ends {
            (*until, *count) = (ends, 0);
        }
        let is_free = *count < most;
        if is_free {
            *count = count.saturating_add(1);
        }
        is_free
    }
}

/// When the window ends that a second is in.
pub fn window_end(seconds: i64, now: i64) -> i64 {
    let seconds = seconds.max(1);
    now.div_euclid(seconds)
        .saturating_add(1)
        .saturating_mul(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_allows_so_many_and_the_next_one_again() {
        let counters = Counters::default();
        let take = |key: u8, now| counters.take(vec![key], 2, 60, now);
        assert_eq!([take(1, 0), take(1, 59), take(1, 59)], [true, true, false]);
        assert!(take(2, 59), "another key");
        assert_eq!([take(1, 60), take(1, 60), take(1, 60)], [true, true, false]);
    }

    #[test]
    fn memory_is_bounded_and_comes_back() {
        let counters = Counters::default();
        let take = |key: usize, now| counters.take(key.to_be_bytes().to_vec(), 1, 60, now);
        for key in 0..MOST_KEYS + 10 {
            assert!(take(key, 0));
        }
        let kept = || counters.0.lock().unwrap().by_key.len();
        assert_eq!(kept(), MOST_KEYS);
        assert!(!take(0, 0), "those that are counted stay limited");
        assert!(take(0, 60));
        assert_eq!(kept(), 1);
    }
}
