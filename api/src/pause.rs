//! How long to wait before something is tried again.

use std::time::Duration;

/// The pauses between rounds of questions; the last one goes on for ever.
const PAUSES: [u64; 7] = [1, 2, 5, 10, 20, 40, 60];

/// The pause after a number of rounds (1 for the first) that brought no answer: 1 s at first,
/// 1 min at the most.
#[must_use]
pub fn next_pause(rounds: u32) -> Duration {
    let index = usize::try_from(rounds.saturating_sub(1)).unwrap_or(usize::MAX);
    let longest = PAUSES.last().copied().unwrap_or(1);
    Duration::from_secs(PAUSES.get(index).copied().unwrap_or(longest))
}

/// A pause that begins with a second and doubles each time (1 for the first), up to `longest`.
#[must_use]
pub fn doubled(times: u32, longest: Duration) -> Duration {
    let seconds = 1_u64.checked_shl(times.saturating_sub(1));
    Duration::from_secs(seconds.unwrap_or(u64::MAX)).min(longest)
}

/// A pause made up to a quarter longer by chance, so that those who failed together do not come
/// back together.
#[must_use]
pub fn jittered(pause: Duration) -> Duration {
    let mut byte = [0_u8; 1];
    // Without randomness there is no jitter, which is no reason not to wait.
    let [byte] = getrandom::fill(&mut byte).map_or([0], |()| byte);
    let more = pause.saturating_mul(u32::from(byte)) / 1024;
    pause.saturating_add(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute() {
        let pauses: Vec<u64> = (0..10).map(|n| next_pause(n).as_secs()).collect();
        assert_eq!(pauses, [1, 1, 2, 5, 10, 20, 40, 60, 60, 60]);
        assert_eq!(next_pause(u32::MAX).as_secs(), 60);
    }

    #[test]
    fn a_doubled_pause_stops_at_the_longest() {
        let doubled = |times| doubled(times, Duration::from_secs(60)).as_secs();
        let pauses: Vec<u64> = (0..9).map(doubled).collect();
        assert_eq!(pauses, [1, 1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!([doubled(65), doubled(u32::MAX)], [60, 60]);
    }

    #[test]
    fn jitter_adds_at_most_a_quarter() {
        let pause = Duration::from_millis(1000);
        for _ in 0..200 {
            let jittered = jittered(pause);
            assert!(jittered >= pause && jittered < Duration::from_millis(1250));
        }
    }
}
