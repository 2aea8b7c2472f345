//! The running account of a test run, what each stage has cost, and its last line.

use super::counts::Tally;
use super::stages::Stage;
use super::yardstick;
use crate::meter;
use crate::outcome::Outcome;
use crate::process::held;
use crate::progress::{say, took};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What all stages came to; several lanes report at the same time.
pub(crate) struct Report {
    begun: Instant,
    /// How long this machine takes, in percent of the one on which the budgets were set; none where
    /// stages run alone and pay for what others would have built, so that no budget holds.
    slowness: Option<u32>,
    ended: Mutex<Vec<Ended>>,
}

/// A stage that is over.
struct Ended {
    stage: &'static Stage,
    tally: Tally,
    wall: Duration,
    processor: Duration,
}

impl Report {
    /// Begins now. Budgets hold on a machine that takes so many percent of the time of the one where
    /// they were set.
    pub(crate) fn begin(slowness: Option<u32>) -> Self {
        Self {
            begun: Instant::now(),
            slowness,
            ended: Mutex::default(),
        }
    }

    /// Runs a stage and tells when it begins and how it ended.
    pub(crate) fn run(&self, stage: &'static Stage, words: &[String]) {
        say(&format!("… {}", stage.what));
        let begun = Instant::now();
        let _of_others = meter::take();
        let outcome = stage.work.run(words);
        self.end(stage, outcome, begun.elapsed(), meter::take());
    }

    fn end(
        &self,
        stage: &'static Stage,
        outcome: Outcome<Tally>,
        wall: Duration,
        processor: Duration,
    ) {
        let mut tally = outcome.unwrap_or_else(|sentence| {
            let mut tally = Tally::default();
            tally.fail(sentence);
            tally
        });
        let most = self.stretched(stage.budget) * 5 / 4;
        if self.slowness.is_some() && processor > most {
            tally.fail(format!(
                "{} of processor time; the budget of {} allows {} here: make room",
                took(processor),
                took(stage.budget),
                took(most)
            ));
        }
        let mark = if tally.is_good() { '✓' } else { '✗' };
        let counts = match (tally.passed, tally.failed) {
            (1, 0) | (0, 1) => String::new(),
            (passed, failed) => format!("  {passed} passed, {failed} failed"),
        };
        let mut text = format!("{mark} {}{counts}  {}", stage.what, took(wall));
        for remark in &tally.remarks {
            text.push_str(&format!("\n  {remark}"));
        }
        say(&text);
        held(&self.ended).push(Ended {
            stage,
            tally,
            wall,
            processor,
        });
    }

    fn stretched(&self, budget: Duration) -> Duration {
        budget * self.slowness.unwrap_or(yardstick::NORMAL) / 100
    }

    /// Prints what each stage has cost, the summary and the last line.
    pub(crate) fn finish(&self) -> ExitCode {
        let wall = self.begun.elapsed();
        let ended = held(&self.ended);
        say("\n  wall         processor    budget       stage");
        let line = |wall: Duration, processor: Duration, budget: Duration, name: &str| {
            let [wall, processor, budget] = [wall, processor, budget].map(took);
            say(&format!("  {wall:<12} {processor:<12} {budget:<12} {name}"));
        };
        let budget = |one: &Ended| self.stretched(one.stage.budget);
        for one in ended.iter() {
            line(one.wall, one.processor, budget(one), one.stage.name);
        }
        line(
            wall,
            ended.iter().map(|one| one.processor).sum(),
            ended.iter().map(budget).sum(),
            "all of it",
        );
        match self.slowness {
            None => say("  Budgets are for a whole run; they do not hold here."),
            Some(percent) => say(&format!(
                "  This machine takes {percent} % of the time that the budgets were set for; they \
                 are stretched by that.",
            )),
        }
        let bad = ended.iter().filter(|one| !one.tally.is_good());
        let names: Vec<&str> = bad.map(|one| one.stage.name).collect();
        if !names.is_empty() {
            say(&format!("\nFailed: {}.", names.join(", ")));
        }
        let passed: u32 = ended.iter().map(|one| one.tally.passed).sum();
        let failed: u32 = ended.iter().map(|one| one.tally.failed).sum();
        say(&format!("\n{passed} passed, {failed} failed"));
        if failed == 0 && passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stages::Work;
    use super::*;

    static STAGE: Stage = Stage {
        name: "x",
        what: "some checks",
        budget: Duration::from_secs(100),
        work: Work::Counted(|| Ok(Tally::passed(4))),
    };

    fn after(outcome: Outcome<Tally>, seconds: u64, slowness: u32) -> ExitCode {
        let report = Report::begin(Some(slowness));
        let second = Duration::from_secs(1);
        report.end(&STAGE, outcome, second, Duration::from_secs(seconds));
        report.finish()
    }

    #[test]
    fn a_run_of_nothing_has_failed() {
        assert_eq!(Report::begin(Some(100)).finish(), ExitCode::FAILURE);
    }

    #[test]
    fn all_good_is_success() {
        let report = Report::begin(Some(100));
        report.run(&STAGE, &[]);
        assert_eq!(report.finish(), ExitCode::SUCCESS);
    }

    #[test]
    fn a_stage_that_cannot_run_has_failed() {
        let outcome = Err("Something is missing.".to_owned());
        assert_eq!(after(outcome, 1, 100), ExitCode::FAILURE);
    }

    #[test]
    fn a_budget_may_be_overrun_by_a_quarter() {
        let good = || Ok(Tally::passed(4));
        for (seconds, slowness, code) in [
            (125, 100, ExitCode::SUCCESS),
            (126, 100, ExitCode::FAILURE),
            (250, 200, ExitCode::SUCCESS),
            (251, 200, ExitCode::FAILURE),
        ] {
            assert_eq!(
                after(good(), seconds, slowness),
                code,
                "{seconds} s, {slowness}"
            );
        }
    }
}
