//! The tools of the build: what must be there, and what is fetched into `target/tools`.

use crate::{Outcome, packages, process, progress, workspace};

/// npm's name for wasm-opt is binaryen.
const BINARYEN: &str = "130.0.0";
const WASM: &str = "wasm32-unknown-unknown";

/// Checks what cannot be fetched: Rust (it runs us), a C compiler, Node.js and npm.
pub(crate) fn check_machine() -> Outcome {
    if !["cc", "gcc", "clang"]
        .iter()
        .any(|name| packages::find_program(name).is_some())
    {
        return Err(
            "A C compiler is missing: install gcc or clang (Debian: apt-get install gcc)."
                .to_owned(),
        );
    }
    check_node()
}

/// Node.js 20 or newer, with npm.
pub(crate) fn check_node() -> Outcome {
    let version = process::answer(workspace::command("node").arg("--version"))
        .ok_or("Node.js is missing: install version 20 or newer.")?;
    let version = version.trim();
    if node_major(version).is_none_or(|major| major < 20) {
        return Err(format!(
            "Node.js {version} is too old: install version 20 or newer."
        ));
    }
    process::answer(workspace::command("npm").arg("--version"))
        .map(drop)
        .ok_or_else(|| "npm is missing: install it beside Node.js.".to_owned())
}

fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The compiler's standard library for the browser.
pub(crate) fn ensure_wasm_target() -> Outcome {
    let installed = process::answer(workspace::command("rustc").args(["--print", "sysroot"]))
        .is_some_and(|sysroot| {
            std::path::Path::new(sysroot.trim())
                .join("lib/rustlib")
                .join(WASM)
                .is_dir()
        });
    if installed {
        return Ok(());
    }
    progress::step("adding Rust's wasm target", || {
        process::must(
            workspace::command("rustup").args(["target", "add", WASM]),
            &workspace::at("target/logs/rustup.log"),
            "Adding Rust's wasm target",
        )
    })
}

/// The runner of the tests in WASM, of exactly the version in Cargo.lock.
pub(crate) fn ensure_wasm_test_runner() -> Outcome {
    let lock = std::fs::read_to_string(workspace::at("Cargo.lock"))
        .map_err(|problem| format!("Cargo.lock cannot be read: {problem}."))?;
    let version = locked_version(&lock, "wasm-bindgen")
        .ok_or("Cargo.lock does not name a version of wasm-bindgen.")?;
    if has_version("wasm-bindgen-test-runner", &version) {
        return Ok(());
    }
    progress::step(&format!("building wasm-bindgen-cli {version}"), || {
        let scratch = workspace::at("target/tools/build");
        process::must(
            workspace::cargo()
                .env("CARGO_TARGET_DIR", &scratch)
                // Built to be used a few times: quick to compile, not quick to run.
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env("CARGO_PROFILE_DEV_STRIP", "symbols")
                // Its own lock file does not build with our compiler, so it is not used. Its TLS
                // is for web drivers far away.
                .args(["install", "wasm-bindgen-cli", "--no-default-features"])
                .args(["--version", &version, "--debug", "--root"])
                .arg(workspace::at("target/tools")),
            &workspace::at("target/logs/wasm-bindgen-cli.log"),
            "Building wasm-bindgen-cli",
        )?;
        let _only_disk_space = std::fs::remove_dir_all(scratch);
        Ok(())
    })
}

/// The version that Cargo.lock pins for a package.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| **line != name);
    lines.next()?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
        .map(str::to_owned)
}

/// Shrinks WASM; what is there already is left alone.
pub(crate) fn ensure_wasm_opt() -> Outcome {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    if has_version("wasm-opt", major) {
        return Ok(());
    }
    check_node()?;
    progress::step(
        &format!("fetching wasm-opt (npm: binaryen {BINARYEN})"),
        || {
            let folder = workspace::at("target/tools/npm");
            std::fs::create_dir_all(&folder)
                .map_err(|problem| format!("target/tools/npm cannot be made: {problem}."))?;
            process::must(
                workspace::command("npm")
                    .args([
                        "install",
                        "--no-save",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                    ])
                    .arg(&folder)
                    .arg(format!("binaryen@{BINARYEN}")),
                &workspace::at("target/logs/npm-binaryen.log"),
                "Fetching wasm-opt",
            )
        },
    )
}

/// Whether the program on PATH names this version when asked.
fn has_version(program: &str, version: &str) -> bool {
    process::answer(workspace::command(program).arg("--version"))
        .is_some_and(|said| said.split_whitespace().any(|word| word == version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_package_itself() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.50\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn node_says_its_version_with_a_v() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("20"), None);
    }
}
