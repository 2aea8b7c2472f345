//! The keys: configured, or in a file of the data folder that the first start makes.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

use super::fault::{ConfigError, fault};

/// Everything that is secret in the database depends on these.
#[derive(Debug, Clone)]
pub struct Keys {
    /// `ANJU_SEAL_KEYS`: `name:base64 of 32 bytes`, comma separated; the first one seals, all open.
    pub seal: Vec<(String, SecretString)>,
    /// `ANJU_INDEX_KEY`: base64 of 32 bytes; keys the blind index of document numbers.
    pub index: SecretString,
}

impl Keys {
    /// The keys that are configured, or those of the file in the data folder; none where there is
    /// neither.
    ///
    /// # Errors
    /// One of the two is missing, or a value or the file is not of its form.
    pub(super) fn find(
        seal: Option<String>,
        index: Option<String>,
        data_dir: &Path,
    ) -> Result<Option<Self>, ConfigError> {
        match (seal, index) {
            (Some(seal), Some(index)) => Self::new(&seal, &index).map(Some),
            (None, None) => Self::in_folder(data_dir),
            _ => Err(fault(
                "set both ANJU_SEAL_KEYS and ANJU_INDEX_KEY, or neither",
            )),
        }
    }

    /// The keys that a file of the data folder holds; none where there is no such file.
    ///
    /// # Errors
    /// It cannot be read, or is not of its form.
    pub fn in_folder(data_dir: &Path) -> Result<Option<Self>, ConfigError> {
        let path = data_dir.join("keys");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(fault(format!("{} cannot be read: {error}", path.display())));
            }
        };
        let mut lines = text.lines();
        match (lines.next(), lines.next()) {
            (Some(seal), Some(index)) => Self::new(seal, index).map(Some),
            _ => Err(fault(format!("{} is not a file of keys", path.display()))),
        }
    }

    /// Makes keys in the data folder, readable by the owner alone. Of two processes that do it at
    /// once both get the keys of the one that was faster.
    ///
    /// # Errors
    /// There is no randomness, or the folder cannot be written.
    pub fn make_in_folder(data_dir: &Path) -> Result<Self, ConfigError> {
        let text = format!("k1:{}\n{}\n", fresh_key()?, fresh_key()?);
        write_once(data_dir, &text).map_err(|error| {
            let folder = data_dir.display();
            fault(format!(
                "the data folder {folder} cannot be written: {error}"
            ))
        })?;
        let made = Self::in_folder(data_dir)?;
        made.ok_or_else(|| fault("the keys that were made are gone"))
    }

    fn new(seal: &str, index: &str) -> Result<Self, ConfigError> {
        let seal = seal.split(',').map(|entry| {
            entry
                .split_once(':')
                .filter(|(name, _)| (1..=16).contains(&name.len()))
                .map(|(name, key)| (name.to_owned(), SecretString::from(key.to_owned())))
                .ok_or_else(|| fault("ANJU_SEAL_KEYS needs the form name:base64,name:base64"))
        });
        Ok(Self {
            seal: seal.collect::<Result<_, _>>()?,
            index: index.to_owned().into(),
        })
    }
}

/// Writes the file of keys unless there is one: under another name first and linked only when all
/// of it is on disk, so that whoever finds it finds all of it.
fn write_once(data_dir: &Path, text: &str) -> std::io::Result<()> {
    make_private(data_dir)?;
    let mut file = tempfile::NamedTempFile::new_in(data_dir)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(data_dir.join("keys")) {
        Ok(_) => {}
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.error),
    }
    // The name as well.
    fs::File::open(data_dir)?.sync_all()
}

/// Makes a folder that its owner alone may look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn fresh_key() -> Result<String, ConfigError> {
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|e| fault(format!("no randomness: {e}")))?;
    Ok(STANDARD.encode(key))
}

/// The 32 bytes of a key.
///
/// # Errors
/// The text is not base64 of 32 bytes.
pub fn key_bytes(key: &SecretString) -> Result<[u8; 32], ConfigError> {
    STANDARD
        .decode(key.expose_secret())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| fault("a key is not base64 of 32 bytes"))
}
