//! A PostgreSQL server that can be stopped, hung and started again. The cluster is made by whoever
//! starts this program (`xtask/src/test/postgres.rs`).

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::server::{free_port, signal};

/// Where the cluster is, and who may run it.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    /// The folder of PostgreSQL's programs.
    pub(crate) programs: PathBuf,
    /// The cluster itself.
    pub(crate) data: PathBuf,
    /// Another user and group than our own.
    pub(crate) user: Option<(u32, u32)>,
}

/// The server. Dropping it kills it.
#[derive(Debug)]
pub(crate) struct Postgres {
    cluster: Cluster,
    settings: Vec<&'static str>,
    port: u16,
    child: Child,
}

impl Postgres {
    /// Starts it with settings beside the usual ones.
    pub(crate) fn start(cluster: &Cluster, settings: &[&'static str]) -> Result<Self, Failure> {
        let port = free_port()?;
        let child = spawn(cluster, settings, port)?;
        let server = Self {
            cluster: cluster.clone(),
            settings: settings.to_vec(),
            port,
            child,
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// A new database in it.
    pub(crate) fn create(&self, name: &str) -> Result<String, Failure> {
        let mut create = self.command("createdb");
        create.args(["-h", "127.0.0.1", "-U", "postgres", "-p"]);
        crate::server::run(create.arg(self.port.to_string()).arg(name))?;
        Ok(format!(
            "postgres://postgres@127.0.0.1:{}/{name}",
            self.port
        ))
    }

    /// Stops it: `-INT` ends what is under way, `-QUIT` drops everything at once, as a failing
    /// machine does (`pg_ctl stop -m fast` and `-m immediate`).
    pub(crate) fn stop(&mut self, how: &str) -> Result<(), Failure> {
        signal(how, &[self.child.id()])?;
        self.child.wait()?;
        Ok(())
    }

    /// Starts it again.
    pub(crate) fn restart(&mut self) -> Result<(), Failure> {
        self.child = spawn(&self.cluster, &self.settings, self.port)?;
        self.wait_until_ready()
    }

    /// Sends `-STOP` or `-CONT` to all of it.
    pub(crate) fn signal_all(&self, name: &str) -> Result<(), Failure> {
        let mut all = children_of(self.child.id())?;
        all.push(self.child.id());
        signal(name, &all)
    }

    /// Brings everything that was done until now to disk.
    pub(crate) fn checkpoint(&self) -> Result<(), Failure> {
        let mut ask = self.command("psql");
        ask.args([
            "-q",
            "-h",
            "127.0.0.1",
            "-U",
            "postgres",
            "-c",
            "CHECKPOINT",
            "-p",
        ]);
        crate::server::run(ask.arg(self.port.to_string()))
    }

    fn wait_until_ready(&self) -> Result<(), Failure> {
        let begun = Instant::now();
        let mut ask = self.command("pg_isready");
        ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
        while !ask.status()?.success() {
            if begun.elapsed() > Duration::from_secs(60) {
                return Err("PostgreSQL does not start".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn command(&self, program: &str) -> Command {
        Command::new(self.cluster.programs.join(program))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _hangs = self.signal_all("-CONT");
        // Its other processes end when this one is gone.
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

fn spawn(cluster: &Cluster, settings: &[&str], port: u16) -> Result<Child, Failure> {
    let mut serve = Command::new(cluster.programs.join("postgres"));
    serve.arg("-D").arg(&cluster.data).args(["-h", "127.0.0.1"]);
    serve.args(["-p", &port.to_string(), "-c", "unix_socket_directories="]);
    for setting in settings {
        serve.args(["-c", setting]);
    }
    if let Some((uid, gid)) = cluster.user {
        serve.uid(uid).gid(gid);
    }
    serve.current_dir(&cluster.data).env("LC_ALL", "C.UTF-8");
    Ok(serve.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
}

/// The processes that one has started (proc_pid_stat(5): the fourth field is the parent).
fn children_of(parent: u32) -> Result<Vec<u32>, Failure> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let id = entry.file_name().to_string_lossy().parse::<u32>();
        let stat = std::fs::read_to_string(entry.path().join("stat"));
        if let (Ok(id), Ok(stat)) = (id, stat) {
            let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
            if fields.split(' ').nth(1) == Some(parent.to_string().as_str()) {
                children.push(id);
            }
        }
    }
    Ok(children)
}
