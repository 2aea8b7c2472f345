//! Generated files that are committed: the description of the API, which a test of the api compares with what
//! it would print, and the clients that are made of it.

use crate::outcome::Outcome;
use crate::test::description;
use crate::{clients, process, progress, workspace};
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
    progress::step("openapi/CHANGELOG.md", description::write_changelog)?;
    clients::write()
}

fn openapi_path() -> PathBuf {
    workspace::at("openapi/openapi.json")
}

fn build_api() -> Outcome {
    process::must(
        workspace::cargo_native("build").args(["--bin", "api"]),
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
