//! Fuzzing: schemathesis (PyPI) reads the API's description and asks a running api, beside a city of its own,
//! what nobody thought of, as everybody who may call. What it checks, and what it does not and why, is in
//! `xtask/fuzz/schemathesis.toml`; who calls, in `hooks.py` beside it.

use super::counts::{self, Tally};
use super::outside;
use crate::args::RunOptions;
use crate::outcome::Outcome;
use crate::process::{self, Scratch};
use crate::run::Servers;
use crate::{ports, progress, run, tools, workspace};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const SCHEMATHESIS: &str = "4.32.5";
/// Who calls, in this order: officers disable clients, and whoever begins to sign in a thousand times is told
/// to wait.
const ROLES: [&str; 5] = ["client", "seller", "applicant", "officer", "anonymous"];
/// Whose people act for the client (安家房产经纪有限公司): the seller who calls is one of them.
const ORGANIZATION: &str = "91110105MA01ANJ06N";
/// What the client may do.
const SCOPES: [&str; 8] = [
    "certificates:check",
    "holds:read",
    "holds:write",
    "contracts:read",
    "referrals:read",
    "referrals:write",
    "webhooks:read",
    "webhooks:write",
];
/// How many requests each operation gets of each kind in a long run.
const LONG: &str = "400";

/// The run of the tests: the same requests each time.
pub(super) fn fuzz() -> Outcome<Tally> {
    run(&[])
}

/// A run of its own; a long one asks other things each time.
pub(crate) fn alone(is_long: bool) -> Outcome<ExitCode> {
    tools::check_machine()?;
    let since_1970 = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    let seed = since_1970.as_secs().to_string();
    let flags = ["--max-examples", LONG, "--seed", &seed];
    let tally = run(if is_long { &flags } else { &[] })?;
    for remark in &tally.remarks {
        progress::say(remark);
    }
    progress::say(&format!("{} passed, {} failed", tally.passed, tally.failed));
    Ok(if tally.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Fetches schemathesis.
pub(super) fn programs() -> Outcome {
    let pinned = ["-r", "xtask/fuzz/requirements.txt"].map(str::to_owned);
    outside::ensure(&folder(), "schemathesis", SCHEMATHESIS, &pinned)
}

fn folder() -> PathBuf {
    workspace::at("target/tools/schemathesis")
}

fn run(flags: &[&str]) -> Outcome<Tally> {
    programs()?;
    run::build_servers("test")?;
    let scratch = Scratch::new("fuzz")?;
    let options = RunOptions {
        port: ports::free()?,
        city_port: ports::free()?,
        data: scratch.path().to_owned(),
        database_url: None,
    };
    let platform = Platform::start(&options, scratch.path())?;
    let mut tally = Tally::default();
    for role in ROLES {
        let log = workspace::test_log(&format!("fuzz-{role}"));
        let mut ask = schemathesis(role, &platform, &scratch);
        ask.args(flags)
            .arg(format!("{}/openapi.json", platform.api));
        let is_good = progress::step(&format!("asking as {role}"), || {
            process::finishes(&mut ask, &log)
        })?;
        tally.add(counts::believed(
            Tally::passed(u32::from(is_good)),
            is_good,
            &log,
        )?);
    }
    Ok(tally)
}

/// Both servers, as long as they are wanted, with people who wait for officers and a registered client.
struct Platform {
    api: String,
    city: String,
    /// Id and secret of a client that may do everything, with a colon between.
    client: String,
    _servers: Servers,
}

impl Platform {
    /// Starts both for whoever asks more in a minute than a client may otherwise.
    fn start(options: &RunOptions, data: &Path) -> Outcome<Self> {
        let servers = Servers::start(options, data, &[("ANJU_CLIENT_REQUESTS", "100000")])?;
        run::fill_queue(options, data)?;
        let mut register = servers.operator(options, data);
        register.args(["clients", "add", "Fuzz", "--contact", "Me=me@example.com"]);
        register.args(["--organization", ORGANIZATION]);
        for scope in SCOPES {
            register.args(["--scope", scope]);
        }
        let told = process::answer(&mut register).ok_or("The client was not registered.")?;
        let told: Vec<&str> = told.split_whitespace().collect();
        let ["client_id", id, "client_secret", secret] = told.as_slice() else {
            return Err("What was told of the client is of another form.".to_owned());
        };
        Ok(Self {
            api: run::local(options.port),
            city: run::local(options.city_port),
            client: format!("{id}:{secret}"),
            _servers: servers,
        })
    }
}

/// schemathesis, which leaves what it writes down in a folder that goes away.
fn schemathesis(role: &str, platform: &Platform, scratch: &Scratch) -> Command {
    let at = |name: &str| workspace::at("xtask/fuzz").join(name);
    let mut command = workspace::command("python3");
    command
        .current_dir(scratch.path())
        .env("PYTHONPATH", folder())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("ANJU_FUZZ_HOOKS", at("hooks.py"))
        .env("ANJU_FUZZ_ROLE", role)
        .env("ANJU_FUZZ_API", &platform.api)
        .env("ANJU_FUZZ_CITY", &platform.city)
        .env("ANJU_FUZZ_CLIENT", &platform.client)
        .args(["-m", "schemathesis.cli", "--config-file"])
        .arg(at("schemathesis.toml"))
        .args(["run", "--no-color"]);
    command
}
