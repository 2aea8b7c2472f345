//! When a worker looks for work: when the next job is due, and when another process calls that there is
//! some, where several share a PostgreSQL. A call is a hint: one that is lost costs the pause until the
//! worker looks by itself. It is no part of a transaction, because PostgreSQL commits transactions with
//! calls one after another.

use sea_orm::entity::prelude::*;
use sea_orm::{DbBackend, QueryOrder, QuerySelect};
use secrecy::{ExposeSecret, SecretString};
use shared::values::Moment;
use sqlx::postgres::PgListener;

use super::kind::JobKind;
use super::row;
use crate::error::{Error, Result};
use crate::store::{Ask, Store};

const CHANNEL: &str = "anju_jobs";

/// Hears calls, on a connection of its own.
#[derive(Debug)]
pub struct Calls(PgListener);

impl Calls {
    /// Begins to listen at a PostgreSQL.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hear(url: &SecretString) -> Result<Self> {
        let mut listener = PgListener::connect(url.expose_secret())
            .await
            .map_err(lost)?;
        listener.listen(CHANNEL).await.map_err(lost)?;
        Ok(Self(listener))
    }

    /// Waits for one.
    ///
    /// # Errors
    /// The connection was lost: calls may have been missed.
    pub async fn next(&mut self) -> Result<()> {
        self.0.recv().await.map(|_| ()).map_err(lost)
    }
}

fn lost(error: sqlx::Error) -> Error {
    Error::unexpected(format!("calls: {error}"))
}

impl Store {
    /// Whether other processes can share the database, and call: an embedded one is of one process.
    #[must_use]
    pub fn has_calls(&self) -> bool {
        self.db().get_database_backend() == DbBackend::Postgres
    }

    /// Tells all processes on the same PostgreSQL that there is work.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn call_workers(&self) -> Result<()> {
        let call = format!("NOTIFY {CHANNEL}");
        self.db().execute_unprepared(&call).await?;
        Ok(())
    }

    /// When the next of the jobs is due that are not yet; none where nothing is promised.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn next_job_at(&self, now: Moment) -> Result<Option<Moment>> {
        let next = row::Entity::find()
            .select_only()
            .column(row::Column::RunAt)
            .filter(row::COLUMN.kind.is_in(JobKind::ALL.map(JobKind::slug)))
            .filter(row::COLUMN.run_at.gt(now))
            .order_by_asc(row::COLUMN.run_at)
            .limit(1);
        Ok(next.into_tuple().one(self.db()).await?)
    }
}
