//! `cargo xtask bench`: how fast the policy engine decides, beside a function written by hand and a
//! general rules engine. The package in `bench` stands for itself: its own lock file and target
//! folder, so that nothing else waits for what it is built from.

use crate::outcome::Outcome;
use crate::{process, progress, workspace};
use std::path::PathBuf;
use std::process::Command;

/// How the report begins; before it, Criterion tells how it measured.
const HEADING: &str = "Policy engine, ";

/// Builds, measures, and shows the report.
pub(crate) fn bench() -> Outcome {
    progress::step("building (many minutes the first time, for zen)", || {
        process::must(
            cargo("bench").args(["--features", "zen", "--bench", "speed", "--no-run"]),
            &log("bench-build"),
            "Building the benchmark",
        )
    })?;
    progress::step("asking whether all three decide alike", || {
        process::must(
            cargo("test").args(["--release", "--features", "zen"]),
            &log("bench-agree"),
            "Comparing what they decide",
        )
    })?;
    progress::step("measuring (a minute; best while nothing else runs)", || {
        process::must(
            cargo("bench").args(["--features", "zen", "--bench", "speed"]),
            &log("bench"),
            "The benchmark",
        )
    })?;
    let text = std::fs::read_to_string(log("bench"))
        .map_err(|problem| format!("The benchmark's log cannot be read: {problem}."))?;
    let report = report(&text).ok_or("The benchmark made no report.")?;
    progress::say(&format!("\n{report}"));
    Ok(())
}

/// `cargo` for that package.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut command = workspace::cargo();
    command
        .env("CARGO_TARGET_DIR", workspace::at("target/bench"))
        .arg(subcommand)
        .arg("--manifest-path")
        .arg(workspace::at("bench/Cargo.toml"));
    command
}

/// The part of the log that is for people.
fn report(log: &str) -> Option<&str> {
    let begin = log
        .match_indices(HEADING)
        .map(|(at, _)| at)
        .find(|at| log.get(..*at).is_some_and(|before| before.ends_with('\n')))?;
    log.get(begin..).map(str::trim_end)
}

fn log(name: &str) -> PathBuf {
    workspace::at("target/logs").join(format!("{name}.log"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_what_follows_the_heading() {
        let log = "Benchmarking x: Policy engine, no\nx time: [1 ns]\nPolicy engine, y:\n  z\n\n";
        assert_eq!(report(log), Some("Policy engine, y:\n  z"));
        assert_eq!(report("x time: [1 ns]\n"), None);
    }
}
