//! The clients in `openapi/clients`: whether they are fresh, and whether the example of each goes from a
//! token to a signed contract, and gives a hold back, on a platform that runs and over a network that is bad.

use crate::args::RunOptions;
use crate::outcome::Outcome;
use crate::process::{self, Running, Scratch};
use crate::run::{self, Servers};
use crate::{clients, ports, workspace};
use std::path::{Path, PathBuf};
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

/// What each example is run with, one after the other, and how its output ends.
const RUNS: [Run; 3] = [
    Run {
        key: None,
        release: "1",
        ending: "released: ",
    },
    Run {
        key: Some("ES256"),
        release: "1",
        ending: "released: ",
    },
    Run {
        key: Some("PS256"),
        release: "",
        ending: "signed: ",
    },
];
/// How much of a run is sent under an `Idempotency-Key`: the hold, and what ends it.
const KEYED: usize = 2;
/// How many tokens a run asks for at the least: one that is refused and another one, and both again when
/// these have run out.
const TOKENS: usize = 4;

struct Run {
    /// What the program proves itself with: a key of this kind, or a secret.
    key: Option<&'static str>,
    release: &'static str,
    ending: &'static str,
}

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
    let servers = Servers::start(&options, data.path(), &[])?;
    let network = Network::between(&options)?;
    make_keys(data.path())?;
    let passed = passed(&options)?;
    for run in &RUNS {
        let operator = servers.operator(&options, data.path());
        let program = register(operator, run.key, data.path())?;
        for (example, (certificate, document)) in EXAMPLES.iter().zip(&passed) {
            let mut command = (example.command)();
            program.prove(&mut command);
            command
                .env("ANJU_ADDRESS", run::local(network.port))
                .env("ANJU_ISSUER", run::local(options.port))
                .env("ANJU_CERTIFICATE_NUMBER", certificate)
                .env("ANJU_DOCUMENT_NUMBER", document)
                .env("ANJU_RELEASE", run.release);
            example.must_end(&mut command, run.ending)?;
        }
    }
    network.must_have_been_bad(RUNS.len() * EXAMPLES.len())
}

impl Example {
    fn must_end(&self, command: &mut Command, ending: &str) -> Outcome {
        let log = workspace::test_log(&format!("client-{}", self.language));
        let what = format!("The example in openapi/clients/{}", self.language);
        process::must(command, &log, &what)?;
        if lines_with(&log, ending) > 0 {
            return Ok(());
        }
        Err(format!(
            "{what} did not come to its end:\n{}",
            process::tail(&log, 10)
        ))
    }
}

/// A network that loses answers, and has tokens refused.
struct Network {
    port: u16,
    log: PathBuf,
    _running: Running,
}

impl Network {
    fn between(options: &RunOptions) -> Outcome<Self> {
        let port = ports::free()?;
        let log = workspace::test_log("client-network");
        let mut node = workspace::command("node");
        node.arg("xtask/unreliable-network.mjs")
            .arg(port.to_string())
            .arg(run::local(options.port));
        let running = Running::start(&mut node, &log)?;
        Ok(Self {
            port,
            log,
            _running: running,
        })
    }

    /// Whatever was sent under a key has lost its first answer, and tokens were renewed.
    fn must_have_been_bad(&self, runs: usize) -> Outcome {
        let replayed = lines_with(&self.log, "replayed ");
        let tokens = lines_with(&self.log, "token");
        if replayed == runs * KEYED && tokens >= runs * TOKENS {
            return Ok(());
        }
        Err(format!(
            "In {runs} runs of examples {replayed} answers were given again, not {}, and {tokens} tokens \
             given, not {} or more.",
            runs * KEYED,
            runs * TOKENS
        ))
    }
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
        .args(["--no-default-features", "--features", "key"])
        .args(["--example", "sign"])
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
    proof: Proof,
}

enum Proof {
    Secret(String),
    /// The file with its private key.
    Key(PathBuf),
}

impl Program {
    fn prove(&self, command: &mut Command) {
        command.env("ANJU_CLIENT_ID", &self.id);
        match &self.proof {
            Proof::Secret(secret) => command.env("ANJU_CLIENT_SECRET", secret),
            Proof::Key(file) => command.env("ANJU_CLIENT_KEY", file),
        };
    }
}

fn make_keys(folder: &Path) -> Outcome {
    let mut node = workspace::command("node");
    node.arg("xtask/client-keys.mjs").arg(folder);
    process::must(
        &mut node,
        &workspace::test_log("client-keys"),
        "Making keys",
    )
}

/// Registers a program that may do what the examples do.
fn register(mut api: Command, key: Option<&str>, folder: &Path) -> Outcome<Program> {
    api.args(["clients", "add", "示例网签系统"])
        .args(["--contact", "值班=010-12345"])
        .args(["--scope", "certificates:check", "--scope", "holds:write"]);
    if let Some(key) = key {
        api.arg("--key").arg(folder.join(format!("{key}.json")));
    }
    let told = process::answer(&mut api).ok_or("`api clients add` failed.")?;
    let said = |what: &str| {
        told.lines()
            .find_map(|line| line.strip_prefix(what)?.strip_prefix(' '))
            .map(|word| word.trim().to_owned())
            .ok_or_else(|| format!("`api clients add` told no {what}."))
    };
    Ok(Program {
        id: said("client_id")?,
        proof: match key {
            Some(key) => Proof::Key(folder.join(format!("{key}.pem"))),
            None => Proof::Secret(said("client_secret")?),
        },
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

/// How many lines of the log begin so.
fn lines_with(log: &Path, beginning: &str) -> usize {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    text.lines()
        .filter(|line| line.starts_with(beginning))
        .count()
}
