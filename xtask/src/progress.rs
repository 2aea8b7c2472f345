//! What the person at the terminal sees: what happens now, how it ended, how long it took.

use crate::outcome::Outcome;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Prints one line. A closed terminal is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Prints the sentence that ends a failed command.
pub(crate) fn complain(sentence: &str) {
    let mut out = std::io::stderr().lock();
    let _closed = writeln!(out, "\n✗ {sentence}");
}

/// Does one piece of work and tells when it begins and how it ended.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    say(&format!("  … {name}"));
    let begun = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { '✓' } else { '✗' };
    say(&format!("  {mark} {name}  {}", took(begun.elapsed())));
    outcome
}

/// A duration as a person says it: `0.4 s`, `2 min 05 s`.
pub(crate) fn took(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{seconds}.{} s", time.subsec_millis() / 100)
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(took(Duration::from_millis(449)), "0.4 s");
        assert_eq!(took(Duration::from_millis(59_999)), "59.9 s");
        assert_eq!(took(Duration::from_secs(125)), "2 min 05 s");
    }
}
