//! The browser journeys: Playwright in Chromium, each test with servers of its own.

use super::counts;
use super::report::Report;
use crate::{Outcome, packages, process, site, tools, workspace};
use std::path::PathBuf;
use std::process::Command;

/// Installs what is needed, checks the types, then runs the journeys.
pub(crate) fn journeys(report: &mut Report, words: &[String]) {
    let mut browser = None;
    report.once("Chromium and Playwright are there", || {
        tools::check_node()?;
        browser = Some(packages::chromium()?);
        install_modules()
    });
    let Some(browser) = browser else { return };
    report.once("types of the journeys", || {
        process::must(
            npx().args(["tsc", "--noEmit"]),
            &log("journeys-types"),
            "Checking the types of the journeys",
        )
    });
    report.counted("journeys in Chromium", || {
        let mut command = npx();
        command
            .args(["playwright", "test", "--reporter=list"])
            .args(words)
            .env("ANJU_E2E_CHROMIUM", &browser)
            .env("ANJU_E2E_BIN", workspace::at("target/debug"))
            .env("ANJU_E2E_SITE", site::folder())
            .env("FORCE_COLOR", "0");
        let log = log("journeys");
        let succeeded = process::finishes(&mut command, &log)?;
        let text = std::fs::read(&log).unwrap_or_default();
        let tally = counts::of_playwright(&String::from_utf8_lossy(&text));
        counts::believed(tally, succeeded, &log)
    });
}

/// `npm ci`, unless the installed modules are those of the lock file.
fn install_modules() -> Outcome {
    let lock = std::fs::read(workspace::at("e2e/package-lock.json"))
        .map_err(|problem| format!("e2e/package-lock.json cannot be read: {problem}."))?;
    let stamp = workspace::at("e2e/node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = workspace::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(workspace::at("e2e"))
        // The system's Chromium is used, so nothing is downloaded besides the modules.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::must(&mut npm, &log("npm"), "`npm ci` in e2e")?;
    std::fs::write(stamp, lock)
        .map_err(|problem| format!("e2e/node_modules cannot be written: {problem}."))
}

/// A program of e2e's own modules, run in that folder.
fn npx() -> Command {
    let mut command = workspace::command("npx");
    command
        .arg("--no-install")
        .current_dir(workspace::at("e2e"));
    command
}

fn log(name: &str) -> PathBuf {
    workspace::at("target/test-logs").join(format!("{name}.log"))
}
