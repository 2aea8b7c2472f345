//! What is compiled for this machine: lints, unit tests, the api on both databases.
//!
//! Every call of cargo selects the same packages and narrows down by target, because the selection
//! decides the features of what all of them depend on: with another one, the whole tree of
//! dependencies would be compiled once more.

use super::counts::{self, Tally};
use super::postgres;
use crate::outcome::Outcome;
use crate::{bench, process, tools, workspace};
use std::path::Path;
use std::process::Command;

/// Compiles the servers and all tests.
pub(super) fn build() -> Outcome {
    crate::run::build_servers("test")?;
    process::must(
        runner(None)?.arg("--no-run"),
        &workspace::test_log("build-tests"),
        "Building the tests",
    )
}

pub(super) fn lint() -> Outcome {
    process::must(
        workspace::cargo_native("clippy").args(["--all-targets", "--", "-D", "warnings"]),
        &workspace::test_log("clippy-native"),
        "Clippy for native code",
    )
}

/// Every test, or those with one of these words in their name.
pub(super) fn on_sqlite(words: &[String]) -> Outcome<Tally> {
    let mut tally = nextest(runner(None)?.args(words), "native")?;
    if words.is_empty() {
        tally.refuse_left_out();
    }
    Ok(tally)
}

/// The api's tests again, as far as they touch the database.
pub(super) fn on_postgres(words: &[String]) -> Outcome<Tally> {
    let server = postgres::start()?;
    let mut command = runner(Some(server.url()))?;
    nextest(
        command.args(["--profile", "postgres"]).args(words),
        "postgres",
    )
}

/// The tests of `shared` alone.
pub(super) fn shared() -> Outcome<Tally> {
    let mut command = runner(None)?;
    command.args(["--lib", "-E", "package(shared)"]);
    let folder = workspace::at("shared/tests");
    let unreadable = |problem| format!("shared/tests cannot be read: {problem}.");
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_target =
            path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").is_file();
        if is_target && let Some(name) = path.file_stem() {
            command.arg("--test").arg(name);
        }
    }
    nextest(&mut command, "shared")
}

/// All contenders but zen, which takes many minutes to build: `cargo xtask bench` asks it as well.
pub(super) fn contenders() -> Outcome<Tally> {
    run(
        &mut bench::cargo("test"),
        &workspace::test_log("contenders"),
    )
}

/// What runs the tests of all packages but the browser's.
pub(super) fn runner(postgres: Option<&str>) -> Outcome<Command> {
    tools::ensure_nextest()?;
    tools::ensure_fonts()?;
    let mut command = workspace::cargo();
    command.args(["nextest", "run"]);
    command.args(workspace::NATIVE);
    // A changed snapshot is a failure, never a file written in passing.
    command.env("INSTA_UPDATE", "no");
    match postgres {
        None => command.env_remove("ANJU_TEST_POSTGRES_URL"),
        Some(url) => command.env("ANJU_TEST_POSTGRES_URL", url),
    };
    Ok(command)
}

/// Runs the tests, all of them whichever fail.
pub(super) fn nextest(command: &mut Command, name: &str) -> Outcome<Tally> {
    run(command.arg("--no-fail-fast"), &workspace::test_log(name))
}

/// Runs a test command and counts what it reports.
pub(super) fn run(command: &mut Command, log: &Path) -> Outcome<Tally> {
    let succeeded = process::finishes(command, log)?;
    let text = std::fs::read(log).unwrap_or_default();
    let tally = counts::of_rust_tests(&String::from_utf8_lossy(&text));
    counts::believed(tally, succeeded, log)
}
