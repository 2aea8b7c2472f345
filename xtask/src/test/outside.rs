//! What the api keeps uploads in and has them looked at by, as real programs: an S3-compatible server
//! (moto, from PyPI) and Debian's clamd, with the one signature of what the tests upload. And what
//! receivers of webhooks verify these with: the official libraries of Standard Webhooks (npm, PyPI), and
//! Ed25519 by Node and by libsodium (PyNaCl).

use super::counts::Tally;
use super::{journeys, native};
use crate::outcome::Outcome;
use crate::process::{self, Running, Scratch};
use crate::{packages, ports, tools, workspace};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

const MOTO: &str = "5.2.5";
/// What verifies webhooks in Python.
const VERIFIERS: [(&str, &str); 2] = [("standardwebhooks", "1.1.0"), ("pynacl", "1.6.2")];
/// The bucket, which every test shares under a prefix of its own.
const BUCKET: &str = "anju-test";
/// `ANJU-TEST-VIRUS`, as a signature for files of any kind (clamav-users, "ndb").
const SIGNATURE: &str = "Anju.Test:0:*:414e4a552d544553542d5649525553\n";
/// Python starts slowly on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(90);

/// The tests of uploads, kept in a bucket and looked at by clamd, and those of the signatures of webhooks.
pub(super) fn uploads(words: &[String]) -> Outcome<Tally> {
    let folder = Scratch::new("outside")?;
    let bucket_port = ports::free()?;
    let _bucket = start_bucket(bucket_port)?;
    let clamd_port = ports::free()?;
    let _clamd = start_clamd(clamd_port, folder.path())?;
    let mut command = native::runner(None)?;
    command
        .env(
            "ANJU_TEST_S3_URL",
            format!("http://127.0.0.1:{bucket_port}/{BUCKET}"),
        )
        .env("ANJU_TEST_CLAMD", format!("127.0.0.1:{clamd_port}"))
        .env("ANJU_TEST_WEBHOOK_LIBRARIES", workspace::at("e2e/webhooks"))
        .env("PYTHONPATH", verifiers_folder())
        .args(["--profile", "outside"])
        .args(words);
    native::nextest(&mut command, "outside")
}

/// Fetches and installs both.
pub(super) fn programs() -> Outcome {
    tools::ensure_python(&moto_folder(), &[("moto[s3,server]", MOTO)])?;
    tools::ensure_python(&verifiers_folder(), &VERIFIERS)?;
    // Those of Node are modules of the journeys.
    journeys::install_modules()?;
    if clamd().is_none() {
        packages::install(&["clamav-daemon"], "Uploads with a virus scanner")?;
    }
    Ok(())
}

fn moto_folder() -> std::path::PathBuf {
    workspace::at("target/tools/moto")
}

fn verifiers_folder() -> std::path::PathBuf {
    workspace::at("target/tools/webhooks")
}

/// Fetches packages from PyPI into a folder, unless one of them is there in its version.
pub(super) fn ensure(folder: &Path, name: &str, version: &str, packages: &[String]) -> Outcome {
    if folder.join(format!("{name}-{version}.dist-info")).is_dir() {
        return Ok(());
    }
    tools::ensure_pip()?;
    let mut pip = workspace::command("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--upgrade", "--target"])
        .arg(folder)
        .args(packages);
    process::must(
        &mut pip,
        &workspace::at(&format!("target/logs/{name}.log")),
        &format!("Fetching {name} from PyPI"),
    )
}

/// Debian keeps it where only administrators look.
fn clamd() -> Option<std::path::PathBuf> {
    packages::find_program("clamd").or_else(|| {
        let path = Path::new("/usr/sbin/clamd");
        path.is_file().then(|| path.to_owned())
    })
}

fn start_bucket(port: u16) -> Outcome<Running> {
    programs()?;
    let log = workspace::test_log("moto");
    let mut serve = workspace::command("python3");
    serve
        .env("PYTHONPATH", moto_folder())
        .args(["-m", "moto.server", "-H", "127.0.0.1", "-p"])
        .arg(port.to_string());
    let mut server = Running::start(&mut serve, &log)?;
    wait_for(&mut server, port, &log, "The bucket")?;
    // Whoever puts a bucket there owns it; this one asks for no signature.
    match ports::put(port, &format!("/{BUCKET}")) {
        Some(200) => Ok(server),
        status => Err(format!("The bucket was not made: it answered {status:?}.")),
    }
}

fn start_clamd(port: u16, folder: &Path) -> Outcome<Running> {
    let program = clamd().ok_or("clamd was installed but is not found.")?;
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text)
            .map_err(|problem| format!("clamd's {name} cannot be written: {problem}."))
    };
    write("anju.ndb", SIGNATURE)?;
    let place = folder.display();
    write(
        "clamd.conf",
        &format!(
            "Foreground yes\nTCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {place}\n\
             TemporaryDirectory {place}\nStreamMaxLength 64M\nMaxThreads 4\n"
        ),
    )?;
    let log = workspace::test_log("clamd");
    let mut serve = workspace::command(program);
    serve.arg(format!("--config-file={place}/clamd.conf"));
    let mut server = Running::start(&mut serve, &log)?;
    wait_for(&mut server, port, &log, "clamd")?;
    Ok(server)
}

/// Waits until somebody listens.
fn wait_for(server: &mut Running, port: u16, log: &Path, what: &str) -> Outcome {
    let deadline = Instant::now() + PATIENCE;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if server.ended().is_some() || Instant::now() > deadline {
            return Err(format!(
                "{what} did not start; its log ends with:\n{}",
                process::tail(log, 15)
            ));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
