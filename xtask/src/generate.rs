//! Generated files that are committed: written by `generate`, compared by `test`.

use crate::{Outcome, process, progress, workspace};
use std::path::PathBuf;

/// Writes every generated file anew.
pub(crate) fn generate() -> Outcome {
    progress::step("building the api", build_api)?;
    let made = openapi()?;
    let path = openapi_path();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|problem| format!("openapi/ cannot be made: {problem}."))?;
    }
    std::fs::write(&path, made)
        .map_err(|problem| format!("openapi/openapi.json cannot be written: {problem}."))?;
    progress::say("  ✓ openapi/openapi.json");
    Ok(())
}

/// Fails when a committed file differs from what the code makes today.
pub(crate) fn is_fresh() -> Outcome {
    build_api()?;
    let made = openapi()?;
    let committed = std::fs::read_to_string(openapi_path())
        .map_err(|problem| format!("openapi/openapi.json cannot be read: {problem}."))?;
    if made == committed {
        return Ok(());
    }
    let line = made
        .lines()
        .zip(committed.lines())
        .take_while(|(new, old)| new == old)
        .count();
    Err(format!(
        "openapi/openapi.json is stale from line {}: run `cargo xtask generate` and commit it.",
        line + 1
    ))
}

fn openapi_path() -> PathBuf {
    workspace::at("openapi/openapi.json")
}

fn build_api() -> Outcome {
    process::must(
        workspace::cargo().args(["build", "-p", "api"]),
        &workspace::at("target/logs/build-api.log"),
        "Building the api",
    )
}

/// The document as the binary prints it, with one newline at its end.
fn openapi() -> Outcome<String> {
    process::answer(workspace::command(workspace::binary("api")).arg("openapi"))
        .map(|text| format!("{}\n", text.trim_end()))
        .ok_or_else(|| "`api openapi` failed.".to_owned())
}
