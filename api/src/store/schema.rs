//! The schema of the database, brought up to date.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, TransactionTrait};
use sea_orm_migration::MigratorTrait;

use super::{Store, accounts, at_once};

impl Store {
    /// Brings the schema up to date, and what a step cannot change because it needs the keys.
    /// Instances that start together do it one after the other.
    ///
    /// # Errors
    /// A step failed; it changed nothing.
    pub async fn migrate(&self) -> std::result::Result<(), DbErr> {
        if self.schema.get_database_backend() != DbBackend::Postgres {
            Migrator::up(&self.schema, None).await?;
            let tx = self.schema.begin_with_options(at_once()).await?;
            accounts::hash_subjects(&tx, &self.sealer).await?;
            return tx.commit().await;
        }
        // The lock belongs to the transaction and goes with it, whatever happens.
        let guard = self.schema.begin().await?;
        // A step takes as long as it takes, and so do those of another instance.
        for statement in [
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL lock_timeout = 0",
            "SET LOCAL idle_in_transaction_session_timeout = 0",
            "SELECT pg_advisory_xact_lock(4702394921427289)",
        ] {
            guard.execute_unprepared(statement).await?;
        }
        Migrator::up(&guard, None).await?;
        accounts::hash_subjects(&guard, &self.sealer).await?;
        guard.commit().await
    }
}
