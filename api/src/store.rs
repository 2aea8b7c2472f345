//! The database: SQLite embedded, PostgreSQL in production. sea-orm lives here only; rows and
//! entities do not leave, and what is personal is sealed before it goes in.

pub mod accounts;
pub mod applications;
pub mod audit;
pub mod decisions;
pub mod jobs;
pub mod limits;
pub mod locks;
pub mod policy_versions;
pub mod replies;
mod schema;
pub mod sessions;
pub mod tries;

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr,
    RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use secrecy::ExposeSecret;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::seal::Sealer;

/// The database and the seal.
#[derive(Debug, Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    sealer: Arc<Sealer>,
}

/// A transaction that writes. Dropped without [`Write::commit`] it changes nothing.
#[derive(Debug)]
pub struct Write {
    tx: DatabaseTransaction,
    sealer: Arc<Sealer>,
}

/// Something that can be asked: the store itself, or a transaction that sees its own changes.
pub(crate) trait Ask {
    /// The connection.
    type Connection: ConnectionTrait;
    /// The connection to ask.
    fn db(&self) -> &Self::Connection;
    /// The seal.
    fn sealer(&self) -> &Sealer;
}

impl Ask for Store {
    type Connection = DatabaseConnection;
    fn db(&self) -> &DatabaseConnection {
        &self.read
    }
    fn sealer(&self) -> &Sealer {
        &self.sealer
    }
}

impl Ask for Write {
    type Connection = DatabaseTransaction;
    fn db(&self) -> &DatabaseTransaction {
        &self.tx
    }
    fn sealer(&self) -> &Sealer {
        &self.sealer
    }
}

impl Store {
    /// Opens the database.
    ///
    /// # Errors
    /// The database cannot be reached or refuses the credentials.
    pub async fn open(config: &Config, sealer: Arc<Sealer>) -> std::result::Result<Self, DbErr> {
        let url = config.database_url.expose_secret();
        if !url.starts_with("sqlite:") {
            let connection = Database::connect(options(url, 16)).await?;
            return Ok(Self {
                read: connection.clone(),
                write: connection,
                sealer,
            });
        }
        // One writer, so that writers queue here instead of failing as busy; acknowledged means
        // on disk. Readers never wait for it (write-ahead log).
        make_private(url).map_err(|error| DbErr::Conn(RuntimeErr::Internal(error.to_string())))?;
        let mut writer = options(url, 1);
        writer.map_sqlx_sqlite_opts(sqlite);
        let mut readers = options(url, 4);
        readers.map_sqlx_sqlite_opts(sqlite);
        let write = Database::connect(writer).await?;
        let read = Database::connect(readers).await?;
        Ok(Self {
            read,
            write,
            sealer,
        })
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin(&self) -> Result<Write> {
        Ok(Write {
            tx: self.write.begin_with_options(at_once()).await?,
            sealer: Arc::clone(&self.sealer),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }
}

/// How a transaction that writes begins. On SQLite it takes the write lock at once (IMMEDIATE),
/// because a lock taken later can fail.
fn at_once() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

impl Write {
    /// Makes the changes last.
    ///
    /// # Errors
    /// The database could not; then nothing was changed.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Unexpected(Box::new(error))
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false);
    options
}

/// Makes the file of a database that is made at its first opening readable by its owner alone. What
/// SQLite writes beside it takes the same permissions.
fn make_private(url: &str) -> std::io::Result<()> {
    let Ok(options) = url.parse::<sqlx::sqlite::SqliteConnectOptions>() else {
        // Opening it will say what is wrong with the address.
        return Ok(());
    };
    let file = options.get_filename();
    if !url.contains("mode=rwc") || file.exists() {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(|_| ())
}

fn sqlite(options: sqlx::sqlite::SqliteConnectOptions) -> sqlx::sqlite::SqliteConnectOptions {
    use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
}
