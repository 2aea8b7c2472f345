//! How the database is opened: how many connections there are, how long anybody waits for one, and
//! which are never used again.
//!
//! sqlx counts how deep in transactions a connection is. SQLite rolls back by itself where the disk
//! is full or fails (<https://www.sqlite.org/lang_transaction.html>, "Response To Errors Within A
//! Transaction"); the count then stays, and the next BEGIN would become a savepoint of a transaction
//! that nobody ever commits. So a connection is looked at before it goes back to its pool.
//!
//! It is not looked at before it is used, which would cost each statement a second way to the server and
//! back. Where a server has closed connections that lay idle, because it was started again, the first that
//! meets one has the others looked at ([`weed`]) and asks once more.

use std::path::PathBuf;
use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr, RuntimeErr};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Executor};

/// How long anybody waits for a connection to PostgreSQL, those waiting for it to start included.
pub(super) const WAIT: Duration = Duration::from_secs(2);
/// How long a statement may take on PostgreSQL, and how long it may wait for a lock; told to the
/// server in milliseconds.
const SLOWEST: &str = "5000";
/// How long PostgreSQL keeps the locks of a transaction in which nothing happens: its client hangs.
const IDLE: &str = "10000";
/// How long writers of SQLite queue for the one connection that writes.
const QUEUE: Duration = Duration::from_secs(5);
/// How many connections read from SQLite.
const READERS: u32 = 4;
/// How long a connection may take to show that it can be used again.
const LOOK: Duration = Duration::from_secs(2);

/// A pool that reads and one that writes. On PostgreSQL they are the same.
pub(super) async fn open(
    url: &str,
    connections: u32,
) -> Result<(DatabaseConnection, DatabaseConnection), DbErr> {
    if !url.starts_with("sqlite:") {
        let connection = Database::connect(postgres(url, connections)).await?;
        return Ok((connection.clone(), connection));
    }
    // One writer, so that writers queue here instead of failing as busy; acknowledged means
    // on disk. Readers never wait for it (write-ahead log).
    make_private(url).map_err(|error| DbErr::Conn(RuntimeErr::Internal(error.to_string())))?;
    let write = Database::connect(sqlite(url, 1)).await?;
    let read = Database::connect(sqlite(url, READERS)).await?;
    Ok((read, write))
}

pub(super) fn options(url: &str, connections: u32, wait: Duration) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(wait)
        .test_before_acquire(false)
        .sqlx_logging(false);
    options
}

fn postgres(url: &str, connections: u32) -> ConnectOptions {
    let mut options = options(url, connections, WAIT);
    options.map_sqlx_postgres_opts(|options| {
        options.options([
            ("statement_timeout", SLOWEST),
            ("lock_timeout", SLOWEST),
            ("idle_in_transaction_session_timeout", IDLE),
        ])
    });
    options.map_sqlx_postgres_pool_opts(|pool| {
        pool.after_release(|connection, _| Box::pin(is_outside(connection)))
    });
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = options(url, connections, QUEUE);
    options.map_sqlx_sqlite_opts(durable);
    options.map_sqlx_sqlite_pool_opts(|pool| {
        pool.after_release(|connection, _| {
            Box::pin(async move {
                if !is_outside(connection).await? {
                    return Ok(false);
                }
                // SQLite itself is asked, too: within a transaction there is no BEGIN.
                connection.execute("BEGIN; ROLLBACK").await?;
                Ok(true)
            })
        })
    });
    options
}

/// Drops the idle connections that the server has closed, so that new ones are opened in their place.
pub(super) async fn weed(connection: &DatabaseConnection) {
    if connection.get_database_backend() != DbBackend::Postgres {
        // Nobody closes a file for others.
        return;
    }
    let pool = connection.get_postgres_connection_pool();
    let mut alive = Vec::new();
    while let Some(mut idle) = pool.try_acquire() {
        let answer = tokio::time::timeout(LOOK, idle.ping()).await;
        if matches!(answer, Ok(Ok(()))) {
            // Kept until all have been looked at.
            alive.push(idle);
        } else {
            drop(idle.detach());
        }
    }
}

/// Whether a connection is outside all transactions. Where the answer is no or an error, the pool
/// closes the connection and opens another one when it needs it.
async fn is_outside(connection: &mut impl Connection) -> sqlx::Result<bool> {
    // Answered after everything before it, such as the rollback of what was given up.
    tokio::time::timeout(LOOK, connection.ping())
        .await
        .unwrap_or(Err(sqlx::Error::PoolTimedOut))?;
    Ok(!connection.is_in_transaction())
}

/// Acknowledged is on disk.
fn durable(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(QUEUE)
}

/// The file of an embedded database; none for another one.
pub(super) fn sqlite_file(url: &str) -> Option<PathBuf> {
    let options = url.starts_with("sqlite:").then(|| url.parse())?;
    let options: SqliteConnectOptions = options.ok()?;
    Some(options.get_filename().to_owned())
}

/// Makes the file of a database that is made at its first opening readable by its owner alone. What
/// SQLite writes beside it takes the same permissions.
fn make_private(url: &str) -> std::io::Result<()> {
    let Some(file) = sqlite_file(url) else {
        // Opening it will say what is wrong with the address.
        return Ok(());
    };
    if !url.contains("mode=rwc") || file.exists() {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(|_| ())
}
