//! The browser's part in `target/site`, built again only when something it is made of has changed:
//! the program compiled small and cut into what is needed at once and what is fetched later
//! (`target/app`), put together with page, styles and drawings, compressed beforehand.

use crate::outcome::Outcome;
use crate::{lanes, process, progress, tools, workspace};
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

/// Files and folders that the site is made of, below the root.
const INPUTS: [&str; 7] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "rust-toolchain.toml",
    "shared",
    "web",
    "xtask/assemble-site.mjs",
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
    tools::ensure_target(tools::WASM)?;
    // Compiling keeps only one core busy in its last minutes.
    lanes::side_by_side(&[prepare_packing, compile])?;
    progress::step("putting the browser's part together", build)
}

/// What packs the program: ours, built here, and what shrinks its files.
fn prepare_packing() -> Outcome {
    tools::ensure_shrinkers()?;
    process::must(
        workspace::cargo_native("build").args(["--bin", "packer"]),
        &workspace::at("target/logs/build-packer.log"),
        "Building what packs the browser's part",
    )
}

/// Compiles the program as one file, with what wasm-split needs to cut it apart.
fn compile() -> Outcome {
    progress::step("compiling the browser's part (WASM, small)", || {
        process::must(
            workspace::cargo_wasm()
                .args(["rustc", "--target", tools::WASM])
                .args(["--manifest-path", "web/Cargo.toml"])
                .args(["--profile", "wasm", "--bin", "web"])
                .args(["--", "-Clink-arg=--emit-relocs"]),
            &workspace::at("target/logs/build-web.log"),
            "Compiling the browser's part",
        )
    })
}

/// Cuts the program into pieces, makes its JavaScript, and shrinks every piece.
fn pack() -> Outcome {
    let app = workspace::at("target/app");
    let _not_there_yet = std::fs::remove_dir_all(&app);
    std::fs::create_dir_all(&app)
        .map_err(|problem| format!("target/app cannot be made: {problem}."))?;
    process::must(
        workspace::command(workspace::binary("packer"))
            .arg(workspace::at(
                "target/web/wasm32-unknown-unknown/wasm/web.wasm",
            ))
            .arg(&app),
        &workspace::at("target/logs/packer.log"),
        "Cutting the browser's part into pieces",
    )?;
    for path in pieces(&app)? {
        process::must(
            workspace::command("wasm-opt")
                .arg("-Oz")
                .args(WASM_FEATURES)
                .arg(&path)
                .arg("-o")
                .arg(&path),
            &workspace::at("target/logs/wasm-opt.log"),
            "Shrinking the browser's part",
        )?;
    }
    Ok(())
}

/// What every browser of the last years understands, and rustc's output uses.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// The WASM files of a folder.
fn pieces(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let unreadable =
        |problem: std::io::Error| format!("{} cannot be read: {problem}.", process::shown(folder));
    let mut pieces = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "wasm") {
            pieces.push(path);
        }
    }
    Ok(pieces)
}

fn build() -> Outcome {
    // Taken first: a file changed during the build makes the next run build again.
    let sources = fingerprint()?;
    let _not_there_yet = std::fs::remove_file(stamp());
    pack()?;
    process::must(
        workspace::command("node")
            .arg("xtask/assemble-site.mjs")
            .arg(folder()),
        &workspace::at("target/logs/assemble-site.log"),
        "Assembling the browser's part",
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
