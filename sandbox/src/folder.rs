//! The data folder: small JSON files, written whole or not at all, readable by the owner only.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Serialize, de::DeserializeOwned};

/// A folder that holds what outlives a restart: accounts, signing keys, the year of foundation.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder at that place, made where it is missing.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self(path.to_owned()))
    }

    /// The content of a file; `None` where there is none yet.
    pub(crate) fn read<T: DeserializeOwned>(&self, file: &str) -> io::Result<Option<T>> {
        match fs::read(self.0.join(file)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Replaces a file: a crash leaves either the old content or the new one.
    pub(crate) fn write(&self, file: &str, content: &impl Serialize) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let draft = self.0.join(format!("{file}.new"));
        let mut target = options.open(&draft)?;
        target.write_all(&serde_json::to_vec_pretty(content)?)?;
        target.sync_all()?;
        fs::rename(draft, self.0.join(file))
    }
}
