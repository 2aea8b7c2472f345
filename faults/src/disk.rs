//! The disk under the embedded database: small, full, failing, and whether its file is whole.

use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::{Connection, SqliteConnection};

use crate::Failure;
use crate::server::{Api, run};

/// The room that is left on a full disk, in bytes.
const LEFT: u64 = 120 * 1024;
/// The file system that is filled.
const DISK: &str = "size=24m";

/// What SQLite itself says of the file (<https://www.sqlite.org/pragma.html#pragma_integrity_check>).
pub(crate) async fn is_whole(file: &Path) -> Result<(), Failure> {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await?;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await?;
    connection.close().await?;
    if found == "ok" {
        return Ok(());
    }
    Err(format!("SQLite's file is broken: {found}").into())
}

/// How large a file a process may write, in bytes; beyond it each write is an error (EFBIG).
pub(crate) fn limit_files(apis: &[Api], bytes: &str) -> Result<(), Failure> {
    apis.iter().try_for_each(|api| {
        let mut limit = Command::new("prlimit");
        limit.args(["--pid", &api.process().to_string()]);
        run(limit.arg(format!("--fsize={bytes}:unlimited")))
    })
}

/// A file that takes all the room there is but a little, until it is dropped.
pub(crate) struct Filler(PathBuf);

impl Filler {
    /// Writes until there is no room, and gives a little back.
    pub(crate) fn fill(path: &Path) -> Result<Self, Failure> {
        use std::io::Write;
        let filler = Self(path.to_owned());
        let mut file = std::fs::File::create(path)?;
        let block = vec![0_u8; 64 * 1024];
        while file.write_all(&block).is_ok() {}
        let all = file.metadata()?.len();
        file.set_len(all.saturating_sub(LEFT))?;
        Ok(filler)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_file(&self.0);
    }
}

/// A small file system, gone with its owner.
pub(crate) struct Disk(pub(crate) PathBuf);

impl Disk {
    /// Mounts it; none where this machine does not let us.
    pub(crate) fn new(path: &Path) -> Result<Option<Self>, Failure> {
        std::fs::create_dir_all(path)?;
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", DISK, "anju-faults"])
            .arg(path);
        let mounted = mount.status()?.success();
        Ok(mounted.then(|| Self(path.to_owned())))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever still has a file open in it does not matter.
        let _gone_already = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
