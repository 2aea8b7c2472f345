//! The store of files: a folder, or a bucket of an S3-compatible service. What lies in it is sealed
//! and called by random names; what it is stands in the database alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use std::{fmt, fs, io};

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig, path};
use secrecy::ExposeSecret;
use shared::values::Moment;
use uuid::Uuid;

use crate::config::uploads::{FilesConfig, S3Config};
use crate::error::{Error, Result};

/// How long a bucket may take for one request, and for a request with its repeats.
const REQUEST: Duration = Duration::from_secs(20);
const WITH_REPEATS: Duration = Duration::from_secs(40);

/// The store.
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Where it is a folder.
    folder: Option<PathBuf>,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Files({})", self.store)
    }
}

impl Files {
    /// Opens the store. A folder that is not there is made, for its owner alone; a bucket is not
    /// asked.
    ///
    /// # Errors
    /// The folder cannot be made, or what is configured of the bucket is not of its form.
    pub fn open(
        config: &FilesConfig,
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(match config {
            FilesConfig::Folder(folder) => {
                make_private(folder)?;
                // A file is written under another name, synced, and then renamed.
                let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
                Self {
                    store: Arc::new(store),
                    folder: Some(folder.clone()),
                }
            }
            FilesConfig::Bucket(config) => Self {
                store: Arc::new(PrefixStore::new(bucket(config)?, config.prefix.as_str())),
                folder: None,
            },
        })
    }

    /// Puts a file there, all of it or nothing.
    ///
    /// # Errors
    /// The store is full or does not answer.
    pub async fn put(&self, id: Uuid, content: Vec<u8>) -> Result<()> {
        let put = self.store.put(&name(id), content.into()).await;
        put.map_err(unavailable)?;
        Ok(())
    }

    /// A file.
    ///
    /// # Errors
    /// It is gone, or the store does not answer.
    pub async fn get(&self, id: Uuid) -> Result<Vec<u8>> {
        let found = self.store.get(&name(id)).await;
        let content = match found {
            Ok(found) => found.bytes().await,
            Err(error) => Err(error),
        };
        match content {
            Ok(content) => Ok(content.to_vec()),
            Err(object_store::Error::NotFound { .. }) => {
                Err(Error::unexpected(format!("the file {id} is gone")))
            }
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Removes a file. One that is not there is no error.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn delete(&self, id: Uuid) -> Result<()> {
        match self.store.delete(&name(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Removes what a process that died left half written before a moment; tells how many files. Of
    /// a bucket nothing half written is ever seen.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn remove_unfinished(&self, before: Moment) -> Result<u32> {
        let Some(folder) = &self.folder else {
            return Ok(0);
        };
        let removed = remove_unfinished(folder, before.into());
        removed.map_err(|error| Error::Unavailable(Box::new(error)))
    }
}

/// The name of a file.
fn name(id: Uuid) -> path::Path {
    path::Path::from(id.simple().to_string())
}

fn unavailable(error: object_store::Error) -> Error {
    Error::Unavailable(Box::new(error))
}

fn bucket(
    config: &S3Config,
) -> std::result::Result<impl ObjectStore, Box<dyn std::error::Error + Send + Sync>> {
    let options = ClientOptions::new()
        .with_timeout(REQUEST)
        .with_connect_timeout(Duration::from_secs(3))
        .with_allow_http(config.endpoint.scheme() == "http");
    let retry = RetryConfig {
        backoff: BackoffConfig::default(),
        max_retries: 3,
        retry_timeout: WITH_REPEATS,
    };
    Ok(AmazonS3Builder::new()
        .with_endpoint(config.endpoint.as_str().trim_end_matches('/'))
        .with_bucket_name(&config.bucket)
        .with_region(&config.region)
        .with_access_key_id(config.access_key.expose_secret())
        .with_secret_access_key(config.secret_key.expose_secret())
        .with_client_options(options)
        .with_retry(retry)
        .build()?)
}

/// Makes a folder that its owner alone may look into.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file under way is called like the file it becomes, with `#` and a number behind it.
fn remove_unfinished(folder: &Path, before: SystemTime) -> io::Result<u32> {
    let mut removed = 0_u32;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_unfinished = entry.file_name().to_string_lossy().contains('#');
        if is_unfinished && entry.metadata()?.modified()? < before {
            fs::remove_file(entry.path())?;
            removed = removed.saturating_add(1);
        }
    }
    Ok(removed)
}
