//! System packages: installed where that is allowed (Debian, root), named where it is not.

use crate::outcome::Outcome;
use crate::{process, progress, workspace};
use std::path::PathBuf;

/// What Debian calls it, package and program.
const SHELL: &str = "chromium-headless-shell";

/// Finds a program on PATH.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
}

/// Whether this process may install system packages.
fn may_install() -> bool {
    nix::unistd::Uid::effective().is_root() && find_program("apt-get").is_some()
}

/// Installs Debian packages, or says which ones are missing and what for.
pub(crate) fn install(packages: &[&str], purpose: &str) -> Outcome {
    let list = packages.join(" ");
    if !may_install() {
        return Err(format!(
            "{purpose} needs what Debian calls {list}: install it (apt-get install {list})."
        ));
    }
    progress::step(&format!("installing {list} with apt-get"), || {
        let log = workspace::at("target/logs/apt.log");
        let mut update = workspace::command("apt-get");
        process::must(
            update.args(["update", "-q"]),
            &log,
            "Reading the package lists",
        )?;
        let mut install = workspace::command("apt-get");
        install
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "-y", "-q", "--no-install-recommends"])
            .args(packages);
        process::must(&mut install, &log, &format!("Installing {list}"))
    })
}

/// The browser for the journeys, with a font that has Chinese letters. The shell is Chromium without
/// a window of its own, and uses a third less of the processor.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    let find = || {
        [SHELL, "chromium", "chromium-browser", "google-chrome"]
            .iter()
            .find_map(|name| find_program(name))
    };
    let purpose = "The browser journeys";
    let has_font = process::answer(workspace::command("fc-list").arg(":lang=zh-cn"))
        .is_some_and(|list| !list.trim().is_empty());
    match (find(), has_font) {
        (Some(browser), true) => return Ok(browser),
        (Some(_), false) => install(&["fontconfig", "fonts-noto-cjk"], purpose)?,
        (None, _) => install(&[SHELL, "fontconfig", "fonts-noto-cjk"], purpose)?,
    }
    find().ok_or_else(|| "Chromium was installed but is not on PATH.".to_owned())
}
