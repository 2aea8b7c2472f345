//! The api as a process of its own, and signals for whoever is to be killed or to hang.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sandbox::City;

use crate::Failure;

/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// One instance. Dropping it kills it.
#[derive(Debug)]
pub(crate) struct Api {
    program: PathBuf,
    environment: Vec<(String, String)>,
    port: u16,
    child: Child,
}

impl Api {
    /// Starts an instance on that port, which browsers find under `public`.
    pub(crate) fn start(
        program: &Path,
        city: &City,
        folder: &Path,
        database: &str,
        port: u16,
        public: &str,
    ) -> Result<Self, Failure> {
        let environment: Vec<(String, String)> = [
            ("ANJU_LISTEN", format!("127.0.0.1:{port}")),
            ("ANJU_PUBLIC_URL", public.to_owned()),
            ("ANJU_DATABASE_URL", database.to_owned()),
            ("ANJU_DATA_DIR", folder.display().to_string()),
            ("ANJU_DRAIN_SECONDS", "0".to_owned()),
            ("ANJU_SITE_DIR", folder.join("site").display().to_string()),
            ("ANJU_OIDC_ISSUER", city.issuer.clone()),
            ("ANJU_OIDC_CLIENT_ID", sandbox::CLIENT_ID.to_owned()),
            ("ANJU_OIDC_CLIENT_SECRET", sandbox::CLIENT_SECRET.to_owned()),
            ("ANJU_REGISTRY_URL", format!("{}/registries", city.url())),
            ("RUST_LOG", "warn".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        let child = spawn(program, &environment)?;
        let mut api = Self {
            program: program.to_owned(),
            environment,
            port,
            child,
        };
        api.wait_until_ready()?;
        Ok(api)
    }

    /// Ends it wherever it is, and starts it again.
    pub(crate) fn kill_and_restart(&mut self) -> Result<(), Failure> {
        self.kill()?;
        self.restart()
    }

    /// Ends it wherever it is.
    pub(crate) fn kill(&mut self) -> Result<(), Failure> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Starts it again after its end.
    pub(crate) fn restart(&mut self) -> Result<(), Failure> {
        self.child = spawn(&self.program, &self.environment)?;
        self.wait_until_ready()
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// What it answers to that path.
    pub(crate) fn status(&self, path: &str) -> Option<u16> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream
            .set_read_timeout(Some(Duration::from_secs(12)))
            .ok()?;
        let head = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).ok()?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).ok()?;
        line.split(' ').nth(1)?.parse().ok()
    }

    /// Waits until it says that it is ready.
    pub(crate) fn wait_until_ready(&mut self) -> Result<(), Failure> {
        let begun = Instant::now();
        while self.status("/health/ready") != Some(200) {
            if let Some(ended) = self.child.try_wait()? {
                return Err(format!("the api ended by itself: {ended}").into());
            }
            if begun.elapsed() > PATIENCE {
                return Err("the api is not ready".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Whether every chain of the audit log is whole, by the command for it.
    pub(crate) fn audit_is_whole(&self) -> Result<bool, Failure> {
        let mut verify = Command::new(&self.program);
        verify.args(["audit", "verify"]).env_clear();
        verify.envs(self.environment.iter().cloned());
        Ok(verify.stdout(Stdio::null()).status()?.success())
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// A write that is not allowed is an error for it, not a signal.
fn spawn(program: &Path, environment: &[(String, String)]) -> Result<Child, Failure> {
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; exec \"$0\" serve"])
        .arg(program)
        .env_clear()
        .envs(environment.iter().cloned())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit());
    Ok(command.spawn()?)
}

/// A port that nobody uses at the moment.
pub(crate) fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Sends a signal to processes.
pub(crate) fn signal(name: &str, processes: &[u32]) -> Result<(), Failure> {
    let ids = processes.iter().map(u32::to_string);
    run(Command::new("kill").arg(name).args(ids))
}

/// Runs a program that has to succeed.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{:?}: {status}", command.get_program()).into())
}
