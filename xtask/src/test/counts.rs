//! Reading the numbers that test runners print.

use crate::outcome::Outcome;
use crate::process;
use std::path::Path;

/// So many lines of a log tell of three journeys that failed, each with its call and its place.
const LAST_LINES: usize = 160;

/// How many tests passed and failed. What was skipped counts as failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// What nextest left out, by a name or because it is ignored.
    left_out: u32,
    /// Sentences for the person at the terminal.
    pub(crate) remarks: Vec<String>,
}

impl Tally {
    pub(crate) fn passed(passed: u32) -> Self {
        Self {
            passed,
            ..Self::default()
        }
    }

    pub(crate) fn is_good(&self) -> bool {
        self.failed == 0
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.remarks.extend(other.remarks);
    }

    /// Counts one failure and says why.
    pub(crate) fn fail(&mut self, why: String) {
        self.failed += 1;
        self.remarks.push(why);
    }

    /// Nothing may be left out: what was counts as failed.
    pub(crate) fn refuse_left_out(&mut self) {
        let left_out = std::mem::take(&mut self.left_out);
        self.skipped(left_out);
    }

    fn skipped(&mut self, skipped: u32) {
        if skipped > 0 {
            self.failed += skipped;
            self.remarks
                .push(format!("{skipped} skipped, which counts as failed"));
        }
    }
}

/// The sums of `cargo nextest`, or of every binary under `cargo test`. What nextest skips it was
/// told to leave out, on the command line or by a test that is ignored.
pub(crate) fn of_rust_tests(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines().map(str::trim_start) {
        let mut is_nextest = false;
        let numbers = if let Some(rest) = line.strip_prefix("test result: ") {
            rest.split_once(". ").map(|(_, numbers)| numbers)
        } else if line.starts_with("Summary [") {
            is_nextest = true;
            line.split_once(" run: ").map(|(_, numbers)| numbers)
        } else {
            None
        };
        let Some(numbers) = numbers else { continue };
        // nextest repeats in brackets what it has counted before: `12 passed (1 slow)`.
        for part in numbers.split([',', ';']) {
            match number_and_word(part) {
                Some((number, "passed")) => tally.passed += number,
                Some((number, "failed" | "timed" | "exec")) => tally.failed += number,
                Some((number, "skipped")) if is_nextest => tally.left_out += number,
                Some((number, "skipped" | "ignored")) => tally.skipped(number),
                _ => {}
            }
        }
    }
    tally
}

/// The last lines of Playwright's list reporter: `  3 passed (1.2m)`, `  1 failed`.
pub(crate) fn of_playwright(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines() {
        match number_and_word(line) {
            Some((number, "passed")) => tally.passed += number,
            Some((number, "failed" | "flaky" | "interrupted")) => tally.failed += number,
            Some((number, "skipped" | "did")) => tally.skipped(number),
            _ => {}
        }
    }
    tally
}

/// What the engine's decisions come to, as its test prints it: `decisions: 9, digest: 0a1b`.
pub(crate) fn digest(text: &str) -> Option<&str> {
    text.lines()
        .find_map(|line| line.split_once("decisions: "))
        .map(|(_, digest)| digest.trim())
}

fn number_and_word(part: &str) -> Option<(u32, &str)> {
    let mut words = part.split_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?))
}

/// Adds a failure when the runner failed without naming one (it did not build, it crashed).
pub(crate) fn believed(mut tally: Tally, succeeded: bool, log: &Path) -> Outcome<Tally> {
    if !succeeded && tally.is_good() {
        tally.failed = 1;
    }
    if !tally.is_good() {
        tally.remarks.push(format!(
            "the whole log is {}; it ends with:\n{}",
            process::shown(log),
            process::tail(log, LAST_LINES)
        ));
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_has_one_summary() {
        let text = "     Summary [   0.523s] 12 tests run: 9 passed (1 slow), 2 failed, \
                    1 timed out, 0 skipped\n        FAIL [ 0.1s] api::x\n";
        let tally = of_rust_tests(text);
        assert_eq!((tally.passed, tally.failed), (9, 3));
    }

    #[test]
    fn nextest_in_the_singular() {
        let tally = of_rust_tests("  Summary [ 0.01s] 1 test run: 1 passed, 0 skipped\n");
        assert_eq!((tally.passed, tally.failed), (1, 0));
    }

    #[test]
    fn cargo_test_has_a_line_for_each_binary() {
        let text = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; \
                    4 filtered out; finished in 0.00s\n";
        let tally = of_rust_tests(text);
        assert_eq!((tally.passed, tally.failed), (4, 2));
    }

    #[test]
    fn skipped_tests_count_as_failed_and_are_told() {
        let tally = of_rust_tests("test result: ok. 1 passed; 0 failed; 1 ignored; 0 measured\n");
        assert_eq!((tally.passed, tally.failed), (1, 1));
        assert_eq!(tally.remarks.len(), 1);
    }

    #[test]
    fn what_was_left_out_counts_where_nothing_may_be() {
        let mut tally = of_rust_tests("Summary [ 1s] 2 tests run: 2 passed, 3 skipped\n");
        assert_eq!((tally.passed, tally.failed), (2, 0));
        tally.refuse_left_out();
        assert_eq!((tally.passed, tally.failed), (2, 3));
    }

    #[test]
    fn playwright_counts_come_last_and_flaky_is_not_good() {
        let text = "Running 7 tests using 1 worker\n  ✓  1 [phone] › a.spec.ts:3:1 › x (2.1s)\n\
                    \n  1 failed\n    [desktop] › b.spec.ts:9:1 › y ────\n  1 flaky\n\
                    \x20 2 skipped\n  1 did not run\n  2 passed (1.3m)\n";
        let tally = of_playwright(text);
        assert_eq!((tally.passed, tally.failed), (2, 5));
    }

    #[test]
    fn a_runner_that_crashed_is_one_failure() {
        let tally = believed(Tally::passed(3), false, Path::new("nowhere")).unwrap();
        assert_eq!((tally.passed, tally.failed), (3, 1));
    }

    #[test]
    fn the_digest_is_found_wherever_the_runner_puts_it() {
        let text = "running 2 tests\n    decisions: 9, digest: 0a1b\ntest x ... ok\n";
        assert_eq!(digest(text), Some("9, digest: 0a1b"));
        assert_eq!(digest("test x ... ok\n"), None);
    }

    #[test]
    fn a_test_that_prints_a_summary_in_its_own_words_is_not_counted() {
        let tally = of_rust_tests("a word about 7 passed, 1 failed\n");
        assert_eq!(tally, Tally::default());
    }
}
