//! The browser's part in `target/site`, built again only when something it is made of has changed:
//! the program compiled small and cut into what is needed at once and what is fetched later
//! (`target/app`), put together with styles and drawings by trunk, compressed beforehand.

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
    "xtask/finish-site.mjs",
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

/// Compiles the program as one file, with what wasm-split needs to cut it apart.
fn compile() -> Outcome {
    progress::step("compiling the browser's part (WASM, small)", || {
        process::must(
            workspace::cargo_wasm()
                .args(["rustc", "--target=wasm32-unknown-unknown"])
                .args(["--manifest-path", "web/Cargo.toml"])
                .args(["--profile", "wasm", "--bin", "web"])
                .args(["--", "-Clink-arg=--emit-relocs"]),
            &workspace::at("target/logs/build-web.log"),
            "Compiling the browser's part",
        )
    })
}

/// Cuts the program at its `#[wasm_split]` functions, makes its JavaScript, and shrinks every piece.
fn split() -> Outcome {
    let (pieces, app) = (workspace::at("target/split"), workspace::at("target/app"));
    for folder in [&pieces, &app] {
        let _not_there_yet = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder)
            .map_err(|problem| format!("{} cannot be made: {problem}.", process::shown(folder)))?;
    }
    let log = |name: &str| workspace::at("target/logs").join(format!("{name}.log"));
    process::must(
        workspace::command("wasm-split-cli")
            .arg(workspace::at(
                "target/web/wasm32-unknown-unknown/wasm/web.wasm",
            ))
            .arg(&pieces)
            .args(["--target", "web", "--out-name", "web"]),
        &log("wasm-split"),
        "Cutting the browser's part into pieces",
    )?;
    process::must(
        workspace::command("wasm-bindgen")
            .arg(pieces.join("web.wasm"))
            .args(["--target", "web", "--keep-lld-exports", "--no-typescript"])
            .args(["--out-name", "web", "--out-dir"])
            .arg(&app),
        &log("wasm-bindgen"),
        "Making the program's JavaScript",
    )?;
    for (name, path) in files_in(&pieces)? {
        if name != "web.wasm" {
            std::fs::rename(&path, app.join(&name))
                .map_err(|problem| format!("target/app/{name} cannot be written: {problem}."))?;
        }
    }
    for (name, path) in files_in(&app)? {
        if name.ends_with(".wasm") {
            process::must(
                workspace::command("wasm-opt")
                    .arg("-Oz")
                    .args(WASM_FEATURES)
                    .arg(&path)
                    .arg("-o")
                    .arg(&path),
                &log("wasm-opt"),
                "Shrinking the browser's part",
            )?;
        }
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

/// The files of a folder, by name.
fn files_in(folder: &Path) -> Outcome<Vec<(String, PathBuf)>> {
    let unreadable =
        |problem: std::io::Error| format!("{} cannot be read: {problem}.", process::shown(folder));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_file()
            && let Some(name) = path.file_name()
        {
            files.push((name.to_string_lossy().into_owned(), path));
        }
    }
    files.sort();
    Ok(files)
}

fn build() -> Outcome {
    // Taken first: a file changed during the build makes the next run build again.
    let sources = fingerprint()?;
    let _not_there_yet = std::fs::remove_file(stamp());
    split()?;
    process::must(
        workspace::command("trunk")
            .args(["build", "--release"])
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // trunk takes true or false where others take 1 for NO_COLOR.
            .env("NO_COLOR", "true"),
        &workspace::at("target/logs/trunk.log"),
        "Building the browser's part",
    )?;
    process::must(
        workspace::command("node")
            .arg("xtask/finish-site.mjs")
            .arg(folder()),
        &workspace::at("target/logs/finish-site.log"),
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
