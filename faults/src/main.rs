//! Proves that the api is crash-only: `cargo xtask bench faults` builds and starts this beside it.
//! Clients at work write down what was acknowledged; the api, its disk and its database are killed,
//! filled, stopped and hung meanwhile; afterwards everything acknowledged has to be there. Two
//! controls, in which something is lost on purpose, have to be caught.

mod check;
mod client;
mod disk;
mod ledger;
mod load;
mod postgres;
mod scenarios;
mod scene;
mod server;

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use postgres::Cluster;
use sandbox::{City, Options};
use scene::World;

/// What went wrong, as a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            tell(&format!("faults: {why}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs all scenarios; tells how many have failed.
async fn run() -> Result<u32, Failure> {
    let folder = PathBuf::from(setting("FAULTS_FOLDER")?);
    let user = setting("FAULTS_POSTGRES_USER").ok().and_then(|user| {
        let (uid, gid) = user.split_once(':')?;
        Some((uid.parse().ok()?, gid.parse().ok()?))
    });
    let cluster = Cluster {
        programs: setting("FAULTS_POSTGRES_PROGRAMS")?.into(),
        data: setting("FAULTS_POSTGRES_DATA")?.into(),
        user,
    };
    let world = World {
        program: setting("FAULTS_API")?.into(),
        city: City::start(Options::new(folder.join("city")))?,
        folder,
        times: setting("FAULTS_TIMES")?.parse()?,
    };
    let mut failed = 0;
    let mut report = |name: &str, begun: Instant, ended: Result<String, Failure>| {
        let seconds = begun.elapsed().as_secs();
        match ended {
            Ok(line) => tell(&format!("ok    {name} ({seconds} s): {line}")),
            Err(why) => {
                failed += 1;
                tell(&format!("FAIL  {name} ({seconds} s): {why}"));
            }
        }
    };
    macro_rules! scenarios {
        ($($name:literal: $scenario:expr,)+) => {$(
            let begun = Instant::now();
            let ended = $scenario.await;
            report($name, begun, ended);
        )+};
    }
    scenarios! {
        "SQLite, killed under load": scenarios::sqlite_killed(&world),
        "SQLite, disk full": scenarios::sqlite_full(&world),
        "SQLite, disk fails": scenarios::sqlite_failing(&world),
        "PostgreSQL, two instances": scenarios::postgres_in_trouble(&world, &cluster),
        "control: acknowledged too early": scenarios::control_early(&world),
        "control: acknowledged asynchronously": scenarios::control_asynchronous(&world, &cluster),
    }
    Ok(failed)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this program is set up by another"
)]
fn setting(name: &str) -> Result<String, Failure> {
    env::var(name)
        .map_err(|error| format!("{name}: {error}; ask `cargo xtask bench faults`").into())
}

fn tell(line: &str) {
    let _nobody_reads = writeln!(std::io::stdout(), "{line}");
}
