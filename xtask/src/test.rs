//! `cargo xtask test` and `check`: what is checked, in which order, and how fast this machine is.
//!
//! A failed check does not end the run; a check that cannot run has failed.
//! The last line is always `N passed, N failed`.

mod clients;
mod counts;
pub(crate) mod description;
pub(crate) mod fuzz;
pub(crate) mod journeys;
mod native;
mod outside;
pub(crate) mod postgres;
mod report;
mod stages;
mod wasm;
mod yardstick;

use crate::outcome::Outcome;
use crate::{lanes, process, workspace};
use report::Report;
use stages::{EVERYTHING, Stage};
use std::process::ExitCode;

/// Everything; or the stages that are named, and the tests with the other words in their name.
pub(crate) fn test(words: &[String]) -> Outcome<ExitCode> {
    if words.is_empty() {
        // Without a compiler every stage says so itself.
        let slowness = yardstick::slowness().unwrap_or(yardstick::NORMAL);
        let report = Report::begin(Some(slowness));
        for lanes in EVERYTHING {
            side_by_side(&report, lanes);
        }
        return Ok(report.finish());
    }
    let report = Report::begin(None);
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
        let (journeys, others): (Vec<String>, Vec<String>) =
            tests.into_iter().partition(|word| is_journey(word));
        let both = journeys.iter().filter(|word| is_of_the_api(word)).cloned();
        let natives: Vec<String> = others.into_iter().chain(both).collect();
        for (stage, words) in [(&stages::NATIVE, natives), (&stages::JOURNEYS, journeys)] {
            if !words.is_empty() {
                report.run(stage, &words);
            }
        }
    }
    Ok(report.finish())
}

/// The fast inner loop.
pub(crate) fn check() -> Outcome<ExitCode> {
    let report = Report::begin(None);
    side_by_side(&report, stages::CHECK);
    Ok(report.finish())
}

/// The browser journeys alone, with words for Playwright.
pub(crate) fn journeys_only(words: &[String]) -> Outcome<ExitCode> {
    let report = Report::begin(None);
    report.run(&stages::JOURNEYS, words);
    Ok(report.finish())
}

/// Whether a file of journeys has this name.
fn is_journey(word: &str) -> bool {
    workspace::at(&format!("e2e/tests/{word}.spec.ts")).is_file()
}

/// Whether tests of the api have this name.
fn is_of_the_api(word: &str) -> bool {
    workspace::at(&format!("api/tests/api/{word}.rs")).is_file()
}

fn side_by_side(report: &Report, lanes: &[&[&'static Stage]]) {
    lanes::together(
        lanes
            .iter()
            .map(|lane| || lane.iter().for_each(|stage| report.run(stage, &[]))),
    );
    process::let_interrupt_finish();
}
