//! What commands beside the server need: where the database and its keys are. They ask nobody else
//! anything, so that an operator need not say how the server would.

use std::path::PathBuf;

use secrecy::SecretString;

use super::environment::{number, value};
use super::fault::ConfigError;
use super::keys::Keys;

/// The database and its keys.
#[derive(Debug, Clone)]
pub struct OperatingConfig {
    /// `ANJU_DATA_DIR`.
    pub data_dir: PathBuf,
    /// `ANJU_DATABASE_URL`.
    pub database_url: SecretString,
    /// `ANJU_DATABASE_CONNECTIONS`.
    pub database_connections: u32,
    /// The keys; none where they are neither configured nor in the data folder.
    pub keys: Option<Keys>,
}

impl OperatingConfig {
    /// Reads the environment, and the file of keys where none are configured. Writes nothing.
    ///
    /// # Errors
    /// A value that is not of its form.
    pub fn from_env() -> Result<Self, ConfigError> {
        let data_dir = PathBuf::from(value("ANJU_DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url = value("ANJU_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", data_dir.join("anju.db").display()));
        Ok(Self {
            database_url: database_url.into(),
            database_connections: number("ANJU_DATABASE_CONNECTIONS", 24)?.max(2),
            keys: Keys::find(value("ANJU_SEAL_KEYS"), value("ANJU_INDEX_KEY"), &data_dir)?,
            data_dir,
        })
    }
}
