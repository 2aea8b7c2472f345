//! Where uploads are kept, and what looks at them.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use url::Url;

use super::environment::{address, number, value};
use super::fault::{ConfigError, fault};

/// Uploads.
#[derive(Debug, Clone)]
pub struct UploadsConfig {
    /// `ANJU_UPLOADS`: a folder, or `s3://bucket/prefix`; default `uploads` in the data folder.
    /// Several instances share it, as they share the database.
    pub files: FilesConfig,
    /// `ANJU_CLAMD`: host and port of the virus scanner clamd, if there is one. As long as it does not
    /// answer, nobody can use what is uploaded.
    pub clamd: Option<String>,
    /// `ANJU_MOST_UPLOADS`: how many files one process receives at once, and as many that it gives,
    /// each of up to 60 MB of memory; from 1; default 16.
    pub most_at_once: u32,
    /// The program itself, which reads PDFs as a process of its own.
    pub program: PathBuf,
}

/// The store of files.
#[derive(Debug, Clone)]
pub enum FilesConfig {
    /// A folder.
    Folder(PathBuf),
    /// A bucket.
    Bucket(S3Config),
}

/// A bucket of an S3-compatible service.
#[derive(Debug, Clone)]
pub struct S3Config {
    /// Its name.
    pub bucket: String,
    /// What stands before the name of each file.
    pub prefix: String,
    /// `ANJU_S3_ENDPOINT`: the address of the service.
    pub endpoint: Url,
    /// `ANJU_S3_REGION`; default `us-east-1`, which services with no regions go by.
    pub region: String,
    /// `ANJU_S3_ACCESS_KEY`
    pub access_key: SecretString,
    /// `ANJU_S3_SECRET_KEY`
    pub secret_key: SecretString,
}

impl UploadsConfig {
    /// Reads the environment.
    pub(super) fn from_env(data_dir: &Path) -> Result<Self, ConfigError> {
        let files = match value("ANJU_UPLOADS") {
            None => FilesConfig::Folder(data_dir.join("uploads")),
            Some(place) => match place.strip_prefix("s3://") {
                None => FilesConfig::Folder(place.into()),
                Some(place) => FilesConfig::Bucket(bucket(place)?),
            },
        };
        let clamd = value("ANJU_CLAMD");
        if clamd.as_ref().is_some_and(|address| !has_port(address)) {
            return Err(fault("ANJU_CLAMD needs the form host:port"));
        }
        Ok(Self {
            files,
            clamd,
            most_at_once: number("ANJU_MOST_UPLOADS", 16)?.max(1),
            program: std::env::current_exe()
                .map_err(|error| fault(format!("the program does not find itself: {error}")))?,
        })
    }
}

fn bucket(place: &str) -> Result<S3Config, ConfigError> {
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.is_empty() {
        return Err(fault("ANJU_UPLOADS names no bucket"));
    }
    let needed = |name: &str| {
        value(name).ok_or_else(|| fault(format!("{name} is not set, for ANJU_UPLOADS")))
    };
    Ok(S3Config {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        endpoint: address("ANJU_S3_ENDPOINT", &needed("ANJU_S3_ENDPOINT")?)?,
        region: value("ANJU_S3_REGION").unwrap_or_else(|| "us-east-1".to_owned()),
        access_key: needed("ANJU_S3_ACCESS_KEY")?.into(),
        secret_key: needed("ANJU_S3_SECRET_KEY")?.into(),
    })
}

fn has_port(address: &str) -> bool {
    let port = address.rsplit_once(':').map(|(_, port)| port);
    port.is_some_and(|port| port.parse::<u16>().is_ok())
}
