//! Where things are, and commands that run there with a clean environment.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace's Cargo.toml.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A path below the root, written with forward slashes.
pub(crate) fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// The folder with the native binaries that `cargo build` makes.
pub(crate) fn binary(name: &str) -> PathBuf {
    at("target/debug").join(name)
}

/// Where a stage of a test run keeps its account.
pub(crate) fn test_log(name: &str) -> PathBuf {
    at("target/test-logs").join(format!("{name}.log"))
}

/// A command in the root, with our tools first on PATH.
///
/// What `cargo run` told this program about its own package is taken away:
/// build scripts would otherwise see it change and build again.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path_with_tools());
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.stdin(std::process::Stdio::null());
    command
}

/// What is compiled for this machine: one selection, because the packages that are selected decide
/// the features of everything they depend on.
pub(crate) const NATIVE: [&str; 3] = ["--workspace", "--exclude", "web"];

/// A command of `cargo` for everything that is compiled for this machine.
pub(crate) fn cargo_native(subcommand: &str) -> Command {
    let mut command = cargo();
    command.arg(subcommand).args(NATIVE);
    command
}

/// `cargo`, with the target folder pinned to `target`.
pub(crate) fn cargo() -> Command {
    let mut command = command("cargo");
    command.env("CARGO_TARGET_DIR", at("target"));
    command.env("CARGO_TERM_COLOR", "never");
    command
}

/// `cargo` for the browser: its own target folder, so that the two never lock each other out.
pub(crate) fn cargo_wasm() -> Command {
    let mut command = cargo();
    command.env("CARGO_TARGET_DIR", at("target/web"));
    command
}

fn path_with_tools() -> OsString {
    let ours = [
        at("target/tools/bin"),
        at("target/tools/npm/node_modules/.bin"),
    ];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = ours.into_iter().chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited)
}
