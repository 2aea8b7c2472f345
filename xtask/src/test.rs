//! `cargo xtask test` and `check`: what is checked, in which order, and how fast this machine is.
//!
//! A failed check does not end the run; a check that cannot run has failed.
//! The last line is always `N passed, N failed`.

mod counts;
mod journeys;
mod native;
mod postgres;
mod report;
mod stages;
mod wasm;
mod yardstick;

use crate::outcome::Outcome;
use crate::{lanes, process};
use report::Report;
use stages::{EVERYTHING, Stage};
use std::process::ExitCode;

/// Everything; or the stages that are named, and the tests with the other words in their name.
pub(crate) fn test(words: &[String]) -> Outcome<ExitCode> {
    let report = Report::begin(yardstick::slowness()?);
    if words.is_empty() {
        for lanes in EVERYTHING {
            side_by_side(&report, lanes);
        }
        return Ok(report.finish());
    }
    let stage = |word: &String| {
        let sets = EVERYTHING.iter().chain([&stages::CHECK]);
        let mut all = sets.flat_map(|set| set.iter()).flat_map(|lane| lane.iter());
        all.find(|stage| stage.name == word).copied()
    };
    let (named, tests): (Vec<String>, Vec<String>) = words
        .iter()
        .cloned()
        .partition(|word| stage(word).is_some());
    for stage in named.iter().filter_map(stage) {
        report.run(stage, &tests);
    }
    if named.is_empty() {
        report.run(stage_of(&tests), &tests);
    }
    Ok(report.finish())
}

/// The fast inner loop.
pub(crate) fn check() -> Outcome<ExitCode> {
    let report = Report::begin(yardstick::NORMAL);
    side_by_side(&report, stages::CHECK);
    Ok(report.finish())
}

/// The browser journeys alone, with words for Playwright.
pub(crate) fn journeys_only(words: &[String]) -> Outcome<ExitCode> {
    let report = Report::begin(yardstick::NORMAL);
    report.run(&stages::JOURNEYS, words);
    Ok(report.finish())
}

/// Where tests with these words in their name are: journeys are named by their file.
fn stage_of(words: &[String]) -> &'static Stage {
    let is_journey = |word: &String| {
        let file = word.trim_end_matches(".spec.ts");
        crate::workspace::at(&format!("e2e/tests/{file}.spec.ts")).is_file()
    };
    if words.iter().all(is_journey) {
        &stages::JOURNEYS
    } else {
        &stages::NATIVE
    }
}

fn side_by_side(report: &Report, lanes: &[&[&'static Stage]]) {
    lanes::together(
        lanes
            .iter()
            .map(|lane| || lane.iter().for_each(|stage| report.run(stage, &[]))),
    );
    process::let_interrupt_finish();
}
