//! What is compiled for the browser: its lints, and the rules that decide there too.

use super::counts::{self, Tally};
use super::native;
use crate::outcome::Outcome;
use crate::{process, tools, workspace};

pub(super) fn lint() -> Outcome {
    tools::ensure_target(tools::WASM)?;
    process::must(
        workspace::cargo_wasm()
            .args(["clippy", "-p", "web", "-p", "shared"])
            // The profile of the site: build scripts and macros are compiled once for both.
            .args(["--profile", "wasm", "--target", tools::WASM])
            .env("CARGO_INCREMENTAL", "1")
            .args(["--", "-D", "warnings"]),
        &workspace::test_log("clippy-wasm"),
        "Clippy for the browser's code",
    )
}

/// One test compiled both ways: it passes as WASM too, and what the engine decides on thousands of
/// made households is the same to the byte. The WASM speaks WASI, so that the standard test
/// harness can print, and runs in Node.js.
pub(super) fn rules() -> Outcome<Tally> {
    tools::check_node()?;
    tools::ensure_target(tools::WASI)?;
    let mut here = workspace::cargo_native("test");
    here.args(["--test", "everywhere", "--", "--nocapture"]);
    let mut there = workspace::cargo_native("test");
    there
        .args(["--target", tools::WASI])
        .args(["--test", "everywhere", "--", "--nocapture"])
        .env(
            "CARGO_TARGET_WASM32_WASIP1_RUNNER",
            format!(
                "node --no-warnings {}",
                workspace::at("xtask/run-wasi.mjs").display()
            ),
        );
    native::run(&mut here, &workspace::test_log("everywhere-native"))?;
    let mut tally = native::run(&mut there, &workspace::test_log("everywhere-wasm"))?;
    let digest = |name: &str| {
        let text = std::fs::read_to_string(workspace::test_log(name)).unwrap_or_default();
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
