//! `cargo xtask bench`: how fast the policy engine decides, beside a function written by hand and a
//! general rules engine. The package in `bench` stands for itself: its own lock file and target
//! folder, so that nothing else waits for what it is built from.

use crate::outcome::Outcome;
use crate::{process, progress, tools, workspace};
use std::path::PathBuf;
use std::process::Command;

/// How the reports begin; before the first, Criterion tells how it measured.
const HEADING: &str = "Policy engine, ";
const DOCUMENTS: &str = "Documents, ";
/// What documents are compared with, at PyPI.
const WEASYPRINT: &str = "weasyprint==70.0";

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
    show("bench", HEADING)
}

/// The same of the printer, beside WeasyPrint, which is fetched for that.
pub(crate) fn documents() -> Outcome {
    tools::ensure_fonts()?;
    let python = weasyprint()?;
    progress::step("building", || {
        process::must(
            cargo("bench").args([
                "--features",
                "documents",
                "--bench",
                "documents",
                "--no-run",
            ]),
            &log("documents-build"),
            "Building the benchmark",
        )
    })?;
    progress::step("printing (best while nothing else runs)", || {
        process::must(
            cargo("bench")
                .args(["--features", "documents", "--bench", "documents"])
                .env("PYTHONPATH", python),
            &log("documents"),
            "The benchmark",
        )
    })?;
    show("documents", DOCUMENTS)
}

/// Where Python finds WeasyPrint. It needs the library Pango of the system.
fn weasyprint() -> Outcome<PathBuf> {
    let folder = workspace::at("target/tools/weasyprint");
    if folder.join("weasyprint").is_dir() {
        return Ok(folder);
    }
    tools::ensure_pip()?;
    progress::step(&format!("fetching {WEASYPRINT}"), || {
        process::must(
            workspace::command("python3")
                .args(["-m", "pip", "install", "--quiet", "--target"])
                .arg(&folder)
                .arg(WEASYPRINT),
            &log("weasyprint"),
            "Fetching WeasyPrint",
        )
    })?;
    Ok(folder)
}

fn show(name: &str, heading: &str) -> Outcome {
    let text = std::fs::read_to_string(log(name))
        .map_err(|problem| format!("The benchmark's log cannot be read: {problem}."))?;
    let report = report(&text, heading).ok_or("The benchmark made no report.")?;
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
fn report<'a>(log: &'a str, heading: &str) -> Option<&'a str> {
    let begin = log
        .match_indices(heading)
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
        assert_eq!(report(log, HEADING), Some("Policy engine, y:\n  z"));
        assert_eq!(report("x time: [1 ns]\n", HEADING), None);
    }
}
