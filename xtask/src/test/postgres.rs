//! A PostgreSQL server for one test run: its own folder, its own port, gone afterwards.

use crate::outcome::Outcome;
use crate::process::{self, Running, Scratch};
use crate::{packages, ports, workspace};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The server; dropping it stops it and deletes its folder.
pub(crate) struct Server {
    // Dropped first: the server stops before its folder goes.
    _server: Running,
    _folder: Scratch,
    url: String,
}

impl Server {
    /// The address of its maintenance database, as a superuser without password.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// A cluster that no server runs yet; dropping it deletes it.
pub(crate) struct Cluster {
    /// The folder of PostgreSQL's programs.
    pub(crate) programs: PathBuf,
    /// User and group that have to run it, where that is not ourselves.
    pub(crate) user: Option<(u32, u32)>,
    pub(crate) data: PathBuf,
    folder: Scratch,
}

/// Makes a cluster.
pub(crate) fn cluster(name: &str) -> Outcome<Cluster> {
    let programs = programs()?;
    let user = unprivileged_user()?;
    // Not below the workspace: the server's user may not be allowed to look in there.
    let folder = Scratch::new(name)?;
    if let Some((uid, gid)) = user {
        std::os::unix::fs::chown(folder.path(), Some(uid), Some(gid))
            .map_err(|problem| format!("PostgreSQL's folder cannot be given away: {problem}."))?;
    }
    let data = folder.path().join("data");
    let mut init = command(&programs.join("initdb"), user, folder.path());
    init.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
        .args(["--locale=C.UTF-8", "--no-sync", "--pgdata"])
        .arg(&data);
    process::must(
        &mut init,
        &workspace::test_log(&format!("initdb-{name}")),
        "Making a PostgreSQL cluster",
    )?;
    Ok(Cluster {
        programs,
        user,
        data,
        folder,
    })
}

/// Starts a server that forgets everything at the end of the run.
pub(crate) fn start() -> Outcome<Server> {
    let Cluster {
        programs,
        user,
        data,
        folder,
    } = cluster("postgres")?;
    let port = ports::free()?;
    let mut serve = command(&programs.join("postgres"), user, folder.path());
    serve.arg("-D").arg(&data).arg("-k").arg(folder.path());
    serve.args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
    for setting in [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=300",
        "shared_buffers=64MB",
        "timezone=UTC",
    ] {
        serve.args(["-c", setting]);
    }
    let mut server = Running::start(&mut serve, &workspace::test_log("postgres-server"))?;
    wait_until_ready(&mut server, &programs, port)?;
    Ok(Server {
        _server: server,
        _folder: folder,
        url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
    })
}

fn wait_until_ready(server: &mut Running, programs: &Path, port: u16) -> Outcome {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let mut ask = Command::new(programs.join("pg_isready"));
        ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if process::answer(&mut ask).is_some() {
            return Ok(());
        }
        if server.ended().is_some() || Instant::now() > deadline {
            return Err(format!(
                "PostgreSQL did not start; its log ends with:\n{}",
                process::tail(&workspace::test_log("postgres-server"), 15)
            ));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// PostgreSQL refuses to run as root, so root lends it another user.
fn unprivileged_user() -> Outcome<Option<(u32, u32)>> {
    if !nix::unistd::Uid::effective().is_root() {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| nix::unistd::User::from_name(name).ok().flatten())
        .map(|user| Some((user.uid.as_raw(), user.gid.as_raw())))
        .ok_or_else(|| "PostgreSQL needs a user that is not root, such as `nobody`.".to_owned())
}

fn command(program: &Path, user: Option<(u32, u32)>, folder: &Path) -> Command {
    let mut command = workspace::command(program);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command.current_dir(folder).env("LC_ALL", "C.UTF-8");
    command
}

/// The folder with the server's programs, which Debian keeps off PATH.
pub(super) fn programs() -> Outcome<PathBuf> {
    if let Some(found) = find_programs() {
        return Ok(found);
    }
    packages::install(&["postgresql"], "The api suite on PostgreSQL")?;
    find_programs().ok_or_else(|| "PostgreSQL was installed but `initdb` is not found.".to_owned())
}

fn find_programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().or_else(|| {
        let initdb = packages::find_program("initdb")?;
        initdb.parent().map(Path::to_owned)
    })
}
