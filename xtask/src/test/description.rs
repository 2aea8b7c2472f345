//! The descriptions: of the API, and of what it expects of others. Whether their readers' tools take them for
//! good ones; whether the API still keeps what the last release promised; and what has changed since.

use super::journeys;
use crate::outcome::Outcome;
use crate::{process, tools, workspace};
use std::path::PathBuf;
use std::process::Command;

const CHANGELOG: &str = "openapi/CHANGELOG.md";
/// What the last release promised to third parties.
const RELEASED: &str = "openapi/released.json";
/// Further values may come at any time (docs/api-versioning.md), which Redocly takes for a break.
const MAY_COME: &str = "--skip-rule=enum-values-added";

/// All of that.
pub(super) fn description() -> Outcome {
    prepare()?;
    process::must(
        redocly("lint")
            .args(["openapi.json", "sms-gateway.json"])
            .arg("--config=redocly.yaml"),
        &workspace::test_log("description"),
        "Redocly's look at the API's description",
    )?;
    compare(&["--fail-on=major"])?;
    if changelog(&[])? == read(CHANGELOG)? {
        return Ok(());
    }
    Err(format!("{CHANGELOG} is stale: run `cargo xtask generate`."))
}

/// Writes the changelog anew.
pub(crate) fn write_changelog() -> Outcome {
    prepare()?;
    compare(&["--fail-on=none"])?;
    write(CHANGELOG, &changelog(&[])?)
}

/// Makes what is promised today the last release: its version has to say how much has changed.
pub(crate) fn release() -> Outcome {
    prepare()?;
    compare(&["--fail-on=major", "--check-version"])?;
    write(CHANGELOG, &changelog(&["release"])?)?;
    std::fs::copy(promised(), workspace::at(RELEASED))
        .map(drop)
        .map_err(|problem| format!("{RELEASED} cannot be written: {problem}."))
}

fn prepare() -> Outcome {
    tools::check_node()?;
    journeys::install_modules()
}

/// Compares what is promised today with what the last release promised.
fn compare(flags: &[&str]) -> Outcome {
    let log = workspace::test_log("description-promised");
    process::must(
        redocly("bundle")
            .args(["openapi.json", "--config=promised.yaml", "--output"])
            .arg(promised()),
        &log,
        "Taking what is promised from the API's description",
    )?;
    let diff = || {
        let mut diff = redocly("diff");
        diff.args(["released.json".as_ref(), promised().as_os_str()])
            .args(["--config=promised.yaml", MAY_COME]);
        diff
    };
    // For people, where it fails.
    process::must(
        diff().args(flags),
        &workspace::test_log("description-changes"),
        "The API breaks what its last release promised, or its version does not say so: \
         Redocly's comparison",
    )?;
    process::must(
        diff()
            .args(["--fail-on=none", "--format=json", "--output"])
            .arg(differences()),
        &log,
        "Writing down the differences",
    )
}

/// The changelog as it has to be.
fn changelog(words: &[&str]) -> Outcome<String> {
    let mut node = workspace::command("node");
    node.arg("xtask/changelog.mjs")
        .arg(CHANGELOG)
        .arg(differences())
        .args(words);
    process::answer(&mut node).ok_or_else(|| format!("{CHANGELOG} could not be written."))
}

fn promised() -> PathBuf {
    workspace::at("target/openapi/promised.json")
}

fn differences() -> PathBuf {
    workspace::at("target/openapi/differences.json")
}

/// Redocly, in the folder of the descriptions; it asks nobody for anything.
fn redocly(subcommand: &str) -> Command {
    let mut command = workspace::command(workspace::at("e2e/node_modules/.bin/redocly"));
    command
        .arg(subcommand)
        .current_dir(workspace::at("openapi"))
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    command
}

fn read(path: &str) -> Outcome<String> {
    std::fs::read_to_string(workspace::at(path))
        .map_err(|problem| format!("{path} cannot be read: {problem}."))
}

fn write(path: &str, text: &str) -> Outcome {
    std::fs::write(workspace::at(path), text)
        .map_err(|problem| format!("{path} cannot be written: {problem}."))
}
