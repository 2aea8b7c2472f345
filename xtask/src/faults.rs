//! `cargo xtask bench faults`: the program in `faults` beside the api, with a folder and a cluster of
//! PostgreSQL of their own.

use crate::outcome::Outcome;
use crate::process::{self, Scratch};
use crate::test::postgres;
use crate::{progress, workspace};

/// Shows the report of a run in which `times` as much goes wrong as in the short one.
pub(crate) fn bench(times: u32) -> Outcome {
    progress::step("killing, filling, stopping and hanging", || run(times))?;
    let report = std::fs::read_to_string(log()).unwrap_or_default();
    progress::say(&format!("\n{}", report.trim_end()));
    Ok(())
}

/// The short run.
pub(crate) fn short() -> Outcome {
    run(1)
}

fn run(times: u32) -> Outcome {
    process::must(
        workspace::cargo_native("build").args([
            "--profile",
            "test",
            "--bin",
            "api",
            "--bin",
            "faults",
        ]),
        &workspace::test_log("faults-build"),
        "Building the api and what lays hands on it",
    )?;
    let folder = Scratch::new("faults")?;
    let cluster = postgres::cluster("faults-postgres")?;
    let mut faults = workspace::command(workspace::binary("faults"));
    faults
        .env("FAULTS_FOLDER", folder.path())
        .env("FAULTS_API", workspace::binary("api"))
        .env("FAULTS_TIMES", times.to_string())
        .env("FAULTS_POSTGRES_PROGRAMS", &cluster.programs)
        .env("FAULTS_POSTGRES_DATA", &cluster.data);
    if let Some((uid, gid)) = cluster.user {
        faults.env("FAULTS_POSTGRES_USER", format!("{uid}:{gid}"));
    }
    process::must(
        &mut faults,
        &log(),
        "What was acknowledged is not all there: it",
    )
}

fn log() -> std::path::PathBuf {
    workspace::test_log("faults")
}
