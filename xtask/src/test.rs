//! `cargo xtask test` and `check`: every check there is, one after the other.
//!
//! A failed check does not end the run; a check that cannot run has failed.
//! The last line is always `N passed, N failed`.

mod counts;
mod journeys;
mod postgres;
mod report;

use crate::{Outcome, generate, packages, process, site, size, tidy, tools, workspace};
use counts::Tally;
use report::Report;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Everything.
pub(crate) fn test() -> Outcome<ExitCode> {
    let mut report = Report::begin();
    report.once("the machine has what it takes", tools::check_machine);
    lint(&mut report);
    report.counted("unit tests and the api on SQLite", || native_tests(None));
    report.counted("the api on PostgreSQL", || {
        let server = postgres::start()?;
        native_tests(Some(server.url()))
    });
    report.counted("the benchmark's contenders decide alike", || {
        // All but zen, which takes many minutes to build: `cargo xtask bench` asks it as well.
        run_tests(&mut crate::bench::cargo("test"), &log("bench"))
    });
    report.counted("examples in the documentation", doc_tests);
    report.counted("the shared rules as WASM", wasm_tests);
    report.once("generated files are fresh", generate::is_fresh);
    report.once("the site builds", site::ensure);
    report.once("the first load is small enough", size::weigh);
    journeys::journeys(&mut report, &[]);
    Ok(report.finish())
}

/// The fast inner loop.
pub(crate) fn check() -> Outcome<ExitCode> {
    let mut report = Report::begin();
    lint(&mut report);
    report.counted("tests of the shared rules", || {
        let mut command = test_runner();
        command.args(["-p", "shared", "--no-fail-fast"]);
        run_tests(&mut command, &log("shared"))
    });
    Ok(report.finish())
}

/// The browser journeys alone, with words for Playwright.
pub(crate) fn journeys_only(words: &[String]) -> Outcome<ExitCode> {
    let mut report = Report::begin();
    report.once("the servers build", crate::run::build_native);
    report.once("the site builds", site::ensure);
    journeys::journeys(&mut report, words);
    Ok(report.finish())
}

fn lint(report: &mut Report) {
    report.once("formatting", || {
        process::must(
            workspace::cargo().args(["fmt", "--all", "--check", "--", "--color=never"]),
            &log("fmt"),
            "`cargo fmt --check`",
        )
    });
    report.once("tidy", tidy::tidy);
    report.once("clippy, native", || {
        process::must(
            workspace::cargo()
                .args(["clippy", "--workspace", "--exclude", "web"])
                .args(["--all-targets", "--", "-D", "warnings"]),
            &log("clippy-native"),
            "Clippy for native code",
        )
    });
    report.once("clippy, wasm", || {
        tools::ensure_wasm_target()?;
        process::must(
            workspace::cargo_wasm()
                .args(["clippy", "-p", "web", "-p", "shared"])
                .args(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]),
            &log("clippy-wasm"),
            "Clippy for the browser's code",
        )
    });
}

/// The whole suite on SQLite, or the api's part of it on PostgreSQL.
fn native_tests(postgres: Option<&str>) -> Outcome<Tally> {
    let mut command = test_runner();
    command.arg("--no-fail-fast");
    match postgres {
        None => {
            command
                .args(["--workspace", "--exclude", "web"])
                .env_remove("ANJU_TEST_POSTGRES_URL");
            run_tests(&mut command, &log("native"))
        }
        Some(url) => {
            command
                .args(["-p", "api"])
                .env("ANJU_TEST_POSTGRES_URL", url);
            run_tests(&mut command, &log("postgres"))
        }
    }
}

/// nextest where it is installed, otherwise what comes with cargo: the same tests.
fn test_runner() -> Command {
    let mut command = workspace::cargo();
    if packages::find_program("cargo-nextest").is_some() {
        command.args(["nextest", "run"]);
    } else {
        command.args(["test", "--lib", "--bins", "--tests"]);
    }
    // A changed snapshot is a failure, never a file written in passing.
    command.env("INSTA_UPDATE", "no");
    command
}

fn doc_tests() -> Outcome<Tally> {
    let mut command = workspace::cargo();
    command.args(["test", "--doc", "--workspace", "--exclude", "web"]);
    run_tests(&mut command, &log("doc"))
}

/// The same tests compiled for the browser and run in Node.js: they pass there too, and
/// what the engine decides on thousands of made households is the same to the byte.
fn wasm_tests() -> Outcome<Tally> {
    tools::ensure_wasm_target()?;
    tools::ensure_wasm_test_runner()?;
    let everywhere = ["test", "-p", "shared", "--test", "everywhere"];
    let mut native = workspace::cargo();
    native.args(everywhere).args(["--", "--nocapture"]);
    let mut wasm = workspace::cargo_wasm();
    wasm.args(everywhere)
        .args(["--target", "wasm32-unknown-unknown", "--", "--nocapture"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );
    run_tests(&mut native, &log("everywhere-native"))?;
    let mut tally = run_tests(&mut wasm, &log("everywhere-wasm"))?;
    let digest = |name: &str| {
        let text = std::fs::read_to_string(log(name)).unwrap_or_default();
        counts::digest(&text).map(str::to_owned)
    };
    match (digest("everywhere-native"), digest("everywhere-wasm")) {
        (Some(here), Some(there)) if here == there => tally.add(Tally::passed(1)),
        (here, there) => tally.fail(format!(
            "the decisions differ: {} as native code, {} as WASM",
            here.as_deref().unwrap_or("none"),
            there.as_deref().unwrap_or("none")
        )),
    }
    Ok(tally)
}

/// Runs a test command and counts what it reports.
fn run_tests(command: &mut Command, log: &Path) -> Outcome<Tally> {
    let succeeded = process::finishes(command, log)?;
    let text = std::fs::read(log).unwrap_or_default();
    let tally = counts::of_rust_tests(&String::from_utf8_lossy(&text));
    counts::believed(tally, succeeded, log)
}

fn log(name: &str) -> PathBuf {
    workspace::at("target/test-logs").join(format!("{name}.log"))
}
