//! The browser's part: built by trunk into `target/site`, compressed beforehand,
//! and built again only when something it is made of has changed.

use crate::{Outcome, lanes, process, progress, tools, workspace};
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

/// Files and folders that the site is made of, below the root.
const INPUTS: [&str; 8] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "rust-toolchain.toml",
    "shared",
    "web",
    "xtask/precompress.mjs",
];

/// The folder that the api serves.
pub(crate) fn folder() -> PathBuf {
    workspace::at("target/site")
}

/// Whether the folder already holds what the sources make.
pub(crate) fn is_fresh() -> bool {
    let built = std::fs::read_to_string(stamp()).unwrap_or_default();
    folder().join("index.html").is_file() && fingerprint().is_ok_and(|now| now == built)
}

/// Fetches the tools and builds, unless the site is fresh.
pub(crate) fn ensure() -> Outcome {
    if is_fresh() {
        progress::say("  ✓ the browser's part is up to date");
        return Ok(());
    }
    tools::check_node()?;
    tools::ensure_wasm_target()?;
    // Compiled while the tools are built: its last minutes keep only one core busy.
    lanes::side_by_side(&[tools::fetch_web_tools, compile])?;
    progress::step("putting the browser's part together", build)
}

/// Does what trunk will ask cargo for, so that trunk finds it done.
fn compile() -> Outcome {
    progress::step("compiling the browser's part (WASM, small)", || {
        process::must(
            workspace::cargo_wasm()
                .args(["build", "--target=wasm32-unknown-unknown"])
                .args(["--manifest-path", "web/Cargo.toml"])
                .args(["--profile", "wasm", "--bin", "web"]),
            &workspace::at("target/logs/build-web.log"),
            "Compiling the browser's part",
        )
    })
}

fn build() -> Outcome {
    // Taken first: a file changed during the build makes the next run build again.
    let sources = fingerprint()?;
    let _not_there_yet = std::fs::remove_file(stamp());
    process::must(
        workspace::command("trunk")
            .args(["build", "--release"])
            .env("CARGO_TARGET_DIR", workspace::at("target/web"))
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Without it the compiler's message stands last in the log.
            .env("RUST_BACKTRACE", "0")
            // trunk takes true or false where others take 1 for NO_COLOR.
            .env("NO_COLOR", "true"),
        &workspace::at("target/logs/trunk.log"),
        "Building the browser's part",
    )?;
    process::must(
        workspace::command("node")
            .arg("xtask/precompress.mjs")
            .arg(folder()),
        &workspace::at("target/logs/precompress.log"),
        "Compressing the browser's part",
    )?;
    std::fs::write(stamp(), sources)
        .map_err(|problem| format!("target/site.stamp cannot be written: {problem}."))
}

fn stamp() -> PathBuf {
    workspace::at("target/site.stamp")
}

/// A number that changes with the name or content of any input.
fn fingerprint() -> Outcome<String> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(&workspace::at(input), &mut files)
            .map_err(|problem| format!("{input} cannot be read: {problem}."))?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = std::fs::read(&file)
            .map_err(|problem| format!("{} cannot be read: {problem}.", process::shown(&file)))?;
        hasher.write(process::shown(&file).as_bytes());
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_stable_while_nothing_changes() {
        assert_eq!(fingerprint(), fingerprint());
    }

    #[test]
    fn every_input_exists() {
        for input in INPUTS {
            assert!(workspace::at(input).exists(), "{input}");
        }
    }
}
