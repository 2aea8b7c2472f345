//! `cargo xtask clients`: what is generated of the clients in `openapi/clients`, from the part of the API's
//! description that third parties call. What is written by hand there is left alone.

use crate::outcome::Outcome;
use crate::process::{self, Scratch};
use crate::{progress, tools, workspace};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the client for TypeScript, which the journeys use as well.
pub(crate) const TYPESCRIPT: &str = "openapi/clients/typescript";
/// What is generated, below `openapi/clients`: files, and folders with nothing else in them.
const GENERATED: [&str; 10] = [
    "typescript/src/schema.ts",
    "typescript/journeys/schema.ts",
    "python/anju_client/api",
    "python/anju_client/models",
    "python/anju_client/client.py",
    "python/anju_client/errors.py",
    "python/anju_client/types.py",
    "python/anju_client/py.typed",
    "rust/src/apis",
    "rust/src/models",
];
/// The generator for Python, what formats its output, and what a program signs with. That for TypeScript has
/// its version in `openapi/clients/typescript/package.json`.
const FOR_PYTHON: [(&str, &str); 3] = [
    ("openapi-python-client", "0.29.1"),
    ("ruff", "0.17.6"),
    ("pyjwt[crypto]", "2.15.1"),
];
/// The generator for Rust and Java, which carries its jar.
const FOR_OTHERS: [(&str, &str); 1] = [("openapi-generator-cli", "7.26.0")];
/// What names the version of a package, and what stands before it there: that of the description.
const VERSIONED: [(&str, &str); 5] = [
    ("typescript/package.json", "\"version\": \""),
    ("typescript/package-lock.json", "\"version\": \""),
    ("python/pyproject.toml", "\nversion = \""),
    ("rust/Cargo.toml", "\nversion = \""),
    ("rust/Cargo.lock", "name = \"anju-client\"\nversion = \""),
];
/// The part of the description that is generated from, as a file.
const PART: &str = "description.json";
/// Less time until it is warm, for work of a few seconds.
const BRIEFLY: [&str; 2] = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/// Writes them anew.
pub(crate) fn write() -> Outcome {
    tools()?;
    let made = Scratch::new("clients")?;
    progress::step("generating clients", || generate(made.path()))?;
    for place in GENERATED {
        let kept = committed(place);
        let _was_not_there = std::fs::remove_dir_all(&kept);
        for (path, content) in contents(&made.path().join(place))? {
            let target = joined(&kept, &path);
            let unwritable =
                |problem| format!("{} cannot be written: {problem}.", target.display());
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder).map_err(unwritable)?;
            }
            std::fs::write(&target, content).map_err(unwritable)?;
        }
    }
    let version = version(made.path())?;
    for (place, before) in VERSIONED {
        let (text, versioned) = versioned(place, before, &version)?;
        if text != versioned {
            std::fs::write(committed(place), versioned)
                .map_err(|problem| format!("{place} cannot be written: {problem}."))?;
        }
    }
    progress::say("  ✓ openapi/clients");
    Ok(())
}

/// Fails where a committed one is not what would be written.
pub(crate) fn check() -> Outcome {
    tools()?;
    let made = Scratch::new("clients")?;
    generate(made.path())?;
    for place in GENERATED {
        let (fresh, kept) = (
            contents(&made.path().join(place))?,
            contents(&committed(place))?,
        );
        let mut paths = fresh.keys().chain(kept.keys());
        if let Some(path) = paths.find(|path| fresh.get(*path) != kept.get(*path)) {
            let stale = joined(Path::new(place), path);
            return Err(stale_file(&stale.display()));
        }
    }
    let version = version(made.path())?;
    for (place, before) in VERSIONED {
        let (text, versioned) = versioned(place, before, &version)?;
        if text != versioned {
            return Err(stale_file(&place));
        }
    }
    Ok(())
}

fn stale_file(place: &dyn std::fmt::Display) -> String {
    format!("openapi/clients/{place} is not fresh: run `cargo xtask clients`.")
}

/// The version of the description, of the part of it that was generated from.
fn version(folder: &Path) -> Outcome<String> {
    let text = std::fs::read_to_string(folder.join(PART)).unwrap_or_default();
    // The first in it is its own, before any example.
    let told = text
        .split_once("\"version\": \"")
        .and_then(|(_, rest)| rest.split_once('"'));
    told.map(|(version, _)| version.to_owned())
        .ok_or_else(|| "The description has no version.".to_owned())
}

/// A file as it is, and with this version where it names its own.
fn versioned(place: &str, before: &str, version: &str) -> Outcome<(String, String)> {
    let text = std::fs::read_to_string(committed(place))
        .map_err(|problem| format!("{place} cannot be read: {problem}."))?;
    let parts = text.split_once(before).and_then(|(head, rest)| {
        let (_, tail) = rest.split_once('"')?;
        Some(format!("{head}{before}{version}\"{tail}"))
    });
    match parts {
        Some(versioned) => Ok((text, versioned)),
        None => Err(format!("openapi/clients/{place} names no version.")),
    }
}

/// Generates a client in Java and compiles it. It is not committed: without Maven nobody could build it
/// here as its users would.
pub(crate) fn compile_java() -> Outcome {
    let made = Scratch::new("client-java")?;
    let part = part(made.path(), &["null-is-missing"])?;
    let options = "openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true,\
                   invokerPackage=cn.anju.client,apiPackage=cn.anju.client.api,\
                   modelPackage=cn.anju.client.model";
    let folder = made.path().join("java");
    let mut generator = generator(&part, "java", &folder, options);
    must(generator.args(["--library", "native"]), "java")?;
    let jars = std::iter::once(jar()).chain(tools::jars());
    let class_path = std::env::join_paths(jars)
        .map_err(|problem| format!("The class path is impossible: {problem}."))?;
    let mut javac = workspace::command("javac");
    javac
        .args(BRIEFLY.map(|flag| format!("-J{flag}")))
        .args(["-nowarn", "-d"])
        .arg(made.path().join("classes"))
        .arg("-cp")
        .arg(class_path)
        .args(contents(&folder.join("src/main/java"))?.keys())
        .current_dir(folder.join("src/main/java"));
    must(&mut javac, "javac")
}

/// Fetches the generators.
pub(crate) fn tools() -> Outcome {
    tools::check_node()?;
    tools::ensure_java()?;
    tools::ensure_modules(TYPESCRIPT)?;
    tools::ensure_python(&python_folder(), &FOR_PYTHON)?;
    tools::ensure_python(&generator_folder(), &FOR_OTHERS)
}

/// Where the packages are that the generator for Python needs, and its clients too.
pub(crate) fn python_folder() -> PathBuf {
    workspace::at("target/tools/clients-python")
}

fn generator_folder() -> PathBuf {
    workspace::at("target/tools/openapi-generator")
}

fn jar() -> PathBuf {
    generator_folder().join("openapi_generator_cli/openapi-generator.jar")
}

fn committed(place: &str) -> PathBuf {
    workspace::at("openapi/clients").join(place)
}

/// Generates all that is committed into an empty folder.
fn generate(folder: &Path) -> Outcome {
    // Of the journeys in the browser, whose helpers speak as a person's own pages do.
    let sessions = part(folder, &["of-sessions"])?;
    typescript(&sessions, &folder.join("typescript/journeys/schema.ts"))?;
    let whole = part(folder, &[])?;
    typescript(&whole, &folder.join("typescript/src/schema.ts"))?;

    let mut python = workspace::command("python3");
    python
        .env("PYTHONPATH", python_folder())
        .args(["-m", "openapi_python_client", "generate", "--meta", "none"])
        .args(["--fail-on-warning", "--overwrite", "--config"])
        .arg(workspace::at("openapi/clients/python/generator.yml"))
        .arg("--path")
        .arg(&whole)
        .arg("--output-path")
        .arg(folder.join("python/anju_client"));
    must(&mut python, "python")?;
    // Says that its types are meant for its users (PEP 561).
    std::fs::write(folder.join("python/anju_client/py.typed"), "")
        .map_err(|problem| format!("py.typed cannot be written: {problem}."))?;

    // Serde reads what is missing and what is null alike.
    let part = part(folder, &["null-is-missing"])?;
    let rust = folder.join("rust");
    let options = "packageName=anju-client,avoidBoxedModels=true,preferUnsignedInt=true,\
                   supportMiddleware=true";
    let mut generator = generator(&part, "rust", &rust, options);
    must(generator.args(["--library", "reqwest"]), "rust")?;
    let mut format = workspace::command("rustfmt");
    format
        .args(["--edition", "2024"])
        .arg(rust.join("src/lib.rs"));
    must(&mut format, "rustfmt")
}

fn typescript(part: &Path, schema: &Path) -> Outcome {
    let mut generator = workspace::command("npx");
    generator
        .current_dir(workspace::at(TYPESCRIPT))
        .args(["--no-install", "openapi-typescript"])
        .arg(part)
        .arg("--output")
        .arg(schema);
    must(&mut generator, "typescript")
}

/// The part of the description, written below the folder.
fn part(folder: &Path, words: &[&str]) -> Outcome<PathBuf> {
    let part = folder.join(PART);
    for place in ["typescript/src", "typescript/journeys", "python"] {
        std::fs::create_dir_all(folder.join(place))
            .map_err(|problem| format!("{} cannot be made: {problem}.", folder.display()))?;
    }
    let mut node = workspace::command("node");
    node.arg("xtask/part-for-clients.mjs")
        .arg(workspace::at("openapi/openapi.json"))
        .arg(&part)
        .args(words);
    must(&mut node, "part")?;
    Ok(part)
}

fn generator(part: &Path, language: &str, folder: &Path, options: &str) -> Command {
    let mut java = workspace::command("java");
    java.args(BRIEFLY)
        .arg("-jar")
        .arg(jar())
        .args(["generate", "--generator-name", language, "--input-spec"])
        .arg(part)
        .arg("--output")
        .arg(folder)
        .args(["--additional-properties", options, "--global-property"])
        .arg("apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false");
    java
}

fn must(command: &mut Command, name: &str) -> Outcome {
    process::must(
        command,
        &workspace::at(&format!("target/logs/clients-{name}.log")),
        "Generating clients",
    )
}

/// The files of a folder by their paths in it; of a file itself, by an empty path.
fn contents(place: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    collect(place, Path::new(""), &mut files)
        .map_err(|problem| format!("{} cannot be read: {problem}.", place.display()))?;
    Ok(files)
}

fn collect(
    place: &Path,
    path: &Path,
    files: &mut BTreeMap<PathBuf, Vec<u8>>,
) -> std::io::Result<()> {
    let whole = joined(place, path);
    if !whole.is_dir() {
        files.insert(path.to_owned(), std::fs::read(whole)?);
        return Ok(());
    }
    for entry in std::fs::read_dir(whole)? {
        let name = entry?.file_name();
        // Left by Python when somebody used the client.
        if name != "__pycache__" {
            collect(place, &path.join(name), files)?;
        }
    }
    Ok(())
}

/// Like `join`, which would make a folder of a file where there is nothing to add.
fn joined(place: &Path, path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() {
        return place.to_owned();
    }
    place.join(path)
}
