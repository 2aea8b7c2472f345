//! A connection on which nothing takes for ever. PostgreSQL's own limits end a slow statement; a
//! server that hangs or a cut line says nothing at all, and only the clock on this side ends that.
//!
//! A connection of a pool can have been closed while it lay idle. Who meets one asks once more, on another:
//! a question by itself, or the begin of a transaction, of which nothing was done. Within a transaction
//! nothing is repeated.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::prelude::async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, Statement, TransactionOptions, TransactionTrait,
};

use super::pool;
use super::trouble::is_closed;

/// The longest time for one statement: to get a connection, to do it, and some for the way.
const LONGEST: Duration = Duration::from_secs(8);

/// A pool or a transaction, each of whose statements ends within [`LONGEST`].
#[derive(Debug)]
pub(crate) struct Timed<C> {
    inner: C,
    /// Whether a statement has failed. A transaction in which one has is not what was meant any more.
    has_failed: AtomicBool,
}

impl<C> Timed<C> {
    pub(super) fn new(inner: C) -> Self {
        Self {
            inner,
            has_failed: AtomicBool::new(false),
        }
    }

    async fn limit<T>(&self, work: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
        let done = in_time(work).await;
        if done.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        done
    }
}

impl Timed<DatabaseConnection> {
    /// Begins a transaction.
    pub(super) async fn begin(
        &self,
        options: TransactionOptions,
    ) -> Result<Timed<DatabaseTransaction>, DbErr> {
        let begin = || self.inner.begin_with_options(options);
        let begun = in_time(async {
            match begin().await {
                Err(error) if self.inner.is_renewed(&error).await => begin().await,
                begun => begun,
            }
        });
        Ok(Timed::new(begun.await?))
    }
}

/// Something that is asked, and may have to be asked again.
#[async_trait]
pub(super) trait Renewed {
    /// Whether what failed with an error was not done, and can be asked again, on another connection.
    async fn is_renewed(&self, error: &DbErr) -> bool;
}

#[async_trait]
impl Renewed for DatabaseConnection {
    async fn is_renewed(&self, error: &DbErr) -> bool {
        let is_closed = is_closed(error);
        if is_closed {
            tracing::info!("a connection to the database was closed while it lay idle");
            pool::weed(self).await;
        }
        is_closed
    }
}

#[async_trait]
impl Renewed for DatabaseTransaction {
    async fn is_renewed(&self, _: &DbErr) -> bool {
        // What was done before it in the transaction is gone.
        false
    }
}

impl Timed<DatabaseTransaction> {
    /// Makes the changes last, unless a statement has failed: SQLite may have rolled back what was
    /// before it and kept what came after it, PostgreSQL rolls back and does not call it an error.
    pub(super) async fn commit(self) -> Result<(), DbErr> {
        if self.has_failed.load(Ordering::Relaxed) {
            return Err(DbErr::Custom(
                "a statement before the commit failed".to_owned(),
            ));
        }
        in_time(self.inner.commit()).await
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
    tokio::time::timeout(LONGEST, work)
        .await
        .unwrap_or_else(|_| Err(DbErr::Conn(RuntimeErr::Internal(TIMED_OUT.to_owned()))))
}

/// What is said of a database that does not answer.
const TIMED_OUT: &str = "the database does not answer";

#[async_trait]
impl<C: ConnectionTrait + Renewed + Send> ConnectionTrait for Timed<C> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.limit(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.limit(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.limit(async {
            match self.inner.query_one_raw(statement.clone()).await {
                Err(error) if self.inner.is_renewed(&error).await => {
                    self.inner.query_one_raw(statement).await
                }
                answer => answer,
            }
        })
        .await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.limit(async {
            match self.inner.query_all_raw(statement.clone()).await {
                Err(error) if self.inner.is_renewed(&error).await => {
                    self.inner.query_all_raw(statement).await
                }
                answer => answer,
            }
        })
        .await
    }

    fn support_returning(&self) -> bool {
        self.inner.support_returning()
    }
}
