//! The clients in `openapi/clients`: whether they are fresh, and whether the example of each goes from a
//! token to a signed contract, and gives a hold back, on a platform that runs.

use crate::args::RunOptions;
use crate::outcome::Outcome;
use crate::process::{self, Scratch};
use crate::run::{self, Servers};
use crate::{clients, ports, workspace};
use std::path::Path;
use std::process::Command;

/// The example of a client.
struct Example {
    /// The client's folder below `openapi/clients`.
    language: &'static str,
    command: fn() -> Command,
}

const EXAMPLES: [Example; 3] = [
    Example {
        language: "typescript",
        command: typescript,
    },
    Example {
        language: "python",
        command: python,
    },
    Example {
        language: "rust",
        command: rust,
    },
];

/// Generates, compares, compiles, and runs the examples.
pub(super) fn clients() -> Outcome {
    clients::check()?;
    clients::compile_java()?;
    build()?;
    run::build_servers("test")?;
    let data = Scratch::new("clients-live")?;
    let options = RunOptions {
        port: ports::free()?,
        city_port: ports::free()?,
        data: data.path().to_owned(),
        database_url: None,
    };
    let servers = Servers::start(&options, data.path())?;
    let program = register(servers.operator(&options, data.path()))?;
    let passed = passed(&options)?;
    for (example, (certificate, document)) in EXAMPLES.iter().zip(&passed) {
        for (ending, release) in [("released: ", "1"), ("signed: ", "")] {
            let mut command = (example.command)();
            command
                .env("ANJU_ADDRESS", run::local(options.port))
                .env("ANJU_CLIENT_ID", &program.id)
                .env("ANJU_CLIENT_SECRET", &program.secret)
                .env("ANJU_CERTIFICATE_NUMBER", certificate)
                .env("ANJU_DOCUMENT_NUMBER", document)
                .env("ANJU_RELEASE", release);
            let log = workspace::test_log(&format!("client-{}", example.language));
            let what = format!("The example in openapi/clients/{}", example.language);
            process::must(&mut command, &log, &what)?;
            if !says(&log, ending) {
                return Err(format!(
                    "{what} did not come to its end:\n{}",
                    process::tail(&log, 10)
                ));
            }
        }
    }
    Ok(())
}

/// Compiles the examples that have to be.
fn build() -> Outcome {
    let mut tsc = workspace::command("npx");
    tsc.args(["--no-install", "tsc"])
        .current_dir(workspace::at("openapi/clients/typescript"));
    process::must(
        &mut tsc,
        &workspace::test_log("client-typescript"),
        "Compiling the client for TypeScript",
    )?;
    let mut cargo = workspace::cargo();
    cargo
        .args(["build", "--quiet", "--locked", "--manifest-path"])
        .arg(workspace::at("openapi/clients/rust/Cargo.toml"))
        // The platform of the tests has no TLS, whose libraries would cost more than all the rest.
        .args(["--no-default-features", "--example", "sign"])
        .env("CARGO_TARGET_DIR", workspace::at("target/clients"))
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    process::must(
        &mut cargo,
        &workspace::test_log("client-rust"),
        "Compiling the client for Rust",
    )
}

fn typescript() -> Command {
    let mut command = workspace::command("node");
    command.arg("openapi/clients/typescript/dist/example/sign.js");
    command
}

fn python() -> Command {
    let mut command = workspace::command("python3");
    let folders = [
        clients::python_folder(),
        workspace::at("openapi/clients/python"),
    ];
    command
        .arg("openapi/clients/python/example/sign.py")
        .env(
            "PYTHONPATH",
            std::env::join_paths(folders).unwrap_or_default(),
        )
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

fn rust() -> Command {
    workspace::command(workspace::at("target/clients/debug/examples/sign"))
}

/// A program of a third party, as it proves itself.
struct Program {
    id: String,
    secret: String,
}

/// Registers a program that may do what the examples do.
fn register(mut api: Command) -> Outcome<Program> {
    let told = process::answer(api.args([
        "clients",
        "add",
        "示例网签系统",
        "--contact",
        "值班=010-12345",
        "--scope",
        "certificates:check",
        "--scope",
        "holds:write",
    ]))
    .ok_or("`api clients add` failed.")?;
    let said = |what: &str| {
        told.lines()
            .find_map(|line| line.strip_prefix(what)?.strip_prefix(' '))
            .map(|word| word.trim().to_owned())
            .ok_or_else(|| format!("`api clients add` told no {what}."))
    };
    Ok(Program {
        id: said("client_id")?,
        secret: said("client_secret")?,
    })
}

/// Certificates of people of the city with the numbers of their documents, one for each example.
fn passed(options: &RunOptions) -> Outcome<Vec<(String, String)>> {
    let mut node = workspace::command("node");
    node.arg("xtask/pass-people.mjs")
        .arg(run::local(options.port))
        .arg(run::local(options.city_port))
        .arg(EXAMPLES.len().to_string());
    let told =
        process::answer(&mut node).ok_or("Nobody has passed: xtask/pass-people.mjs failed.")?;
    let pairs: Vec<(String, String)> = told
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(certificate, document)| (certificate.to_owned(), document.to_owned()))
        .collect();
    if pairs.len() == EXAMPLES.len() {
        return Ok(pairs);
    }
    Err(format!("Only {} people have passed.", pairs.len()))
}

/// Whether a line of the log begins so.
fn says(log: &Path, beginning: &str) -> bool {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    text.lines().any(|line| line.starts_with(beginning))
}
