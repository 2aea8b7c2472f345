//! The running account of a test run and its last line.

use super::counts::Tally;
use crate::Outcome;
use crate::progress::{say, took};
use std::process::ExitCode;
use std::time::Instant;

/// Counts and the names of what failed.
pub(crate) struct Report {
    begun: Instant,
    total: Tally,
    failures: Vec<String>,
}

impl Report {
    pub(crate) fn begin() -> Self {
        Self {
            begun: Instant::now(),
            total: Tally::default(),
            failures: Vec::new(),
        }
    }

    /// A check that passes or fails as a whole; it counts as one.
    pub(crate) fn once(&mut self, name: &str, work: impl FnOnce() -> Outcome) {
        self.counted(name, || work().map(|()| Tally::passed(1)));
    }

    /// A check that counts its own tests.
    pub(crate) fn counted(&mut self, name: &str, work: impl FnOnce() -> Outcome<Tally>) {
        say(&format!("… {name}"));
        let begun = Instant::now();
        let (tally, sentence) = match work() {
            Ok(tally) => (tally, None),
            Err(sentence) => (Tally::failed(1), Some(sentence)),
        };
        let time = took(begun.elapsed());
        let Tally { passed, failed, .. } = tally;
        let mark = if tally.is_good() { '✓' } else { '✗' };
        let counts = match (passed, failed) {
            (1, 0) | (0, 1) => String::new(),
            _ => format!("  {passed} passed, {failed} failed"),
        };
        say(&format!("{mark} {name}{counts}  {time}"));
        for text in tally.remarks.iter().chain(sentence.as_ref()) {
            say(&format!("  {text}"));
        }
        if !tally.is_good() {
            self.failures.push(name.to_owned());
        }
        self.total.add(tally);
    }

    /// Prints the summary and the last line.
    pub(crate) fn finish(self) -> ExitCode {
        say(&format!(
            "\nAll checks took {}.",
            took(self.begun.elapsed())
        ));
        if !self.failures.is_empty() {
            say(&format!("Failed: {}.", self.failures.join("; ")));
        }
        say(&format!(
            "{} passed, {} failed",
            self.total.passed, self.total.failed
        ));
        if self.total.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_cannot_run_has_failed() {
        let mut report = Report::begin();
        report.once("good", || Ok(()));
        report.counted("many", || Ok(Tally::passed(4)));
        report.once("impossible", || Err("Something is missing.".to_owned()));
        assert_eq!((report.total.passed, report.total.failed), (5, 1));
        assert_eq!(report.failures, ["impossible"]);
        assert_eq!(report.finish(), ExitCode::FAILURE);
    }

    #[test]
    fn all_good_is_success() {
        let mut report = Report::begin();
        report.once("good", || Ok(()));
        assert_eq!(report.finish(), ExitCode::SUCCESS);
    }
}
