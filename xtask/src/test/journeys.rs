//! The browser journeys: Playwright in Chromium, each test with servers of its own.

use super::counts::{self, Tally};
use crate::outcome::Outcome;
use crate::{clients, packages, process, run, site, tools, workspace};
use std::process::Command;

/// Whether the journeys are good TypeScript.
pub(super) fn types() -> Outcome {
    tools::check_node()?;
    install_modules()?;
    process::must(
        npx().args(["tsc", "--noEmit"]),
        &workspace::test_log("journeys-types"),
        "Checking the types of the journeys",
    )
}

/// Every journey, or what these words tell Playwright to run; then with pictures of the pages, for whoever
/// asked to look at. A whole run takes none: an eighth of its time would go into them.
pub(super) fn journeys(words: &[String]) -> Outcome<Tally> {
    tools::check_node()?;
    let browser = packages::chromium()?;
    install_modules()?;
    tools::ensure_fonts()?;
    run::build_servers("test")?;
    site::ensure()?;
    let mut command = supervised_npx()?;
    command
        .args(["playwright", "test", "--reporter=list"])
        .args(words)
        .env("ANJU_E2E_CHROMIUM", browser)
        .env("ANJU_E2E_BIN", workspace::at("target/debug"))
        .env("ANJU_E2E_SITE", site::folder())
        .env("FORCE_COLOR", "0");
    if !words.is_empty() {
        command.env("ANJU_E2E_PICTURES", "yes");
    }
    let log = workspace::test_log("journeys");
    let succeeded = process::finishes(&mut command, &log)?;
    let text = std::fs::read(&log).unwrap_or_default();
    let tally = counts::of_playwright(&String::from_utf8_lossy(&text));
    counts::believed(tally, succeeded, &log)
}

/// What the journeys are made of, from npm, and the client that their helpers use.
pub(crate) fn install_modules() -> Outcome {
    tools::ensure_modules("e2e")?;
    tools::ensure_modules(clients::TYPESCRIPT)
}

/// A program of e2e's own modules, run in that folder.
fn npx() -> Command {
    let mut command = workspace::command("npx");
    command.arg("--no-install");
    command.current_dir(workspace::at("e2e"));
    command
}

/// The same, with all that the browsers leave behind waited for.
fn supervised_npx() -> Outcome<Command> {
    let ourselves = std::env::current_exe()
        .map_err(|problem| format!("Our own program is not found: {problem}."))?;
    let mut command = workspace::command(ourselves);
    command.args(["supervise", "npx", "--no-install"]);
    command.current_dir(workspace::at("e2e"));
    Ok(command)
}
