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
        if self.write.get_database_backend() != DbBackend::Postgres {
            Migrator::up(&self.write, None).await?;
            let tx = self.write.begin_with_options(at_once()).await?;
            accounts::hash_subjects(&tx, &self.sealer).await?;
            return tx.commit().await;
        }
        // The lock belongs to the transaction and goes with it, whatever happens.
        let guard = self.write.begin().await?;
        guard
            .execute_unprepared("SELECT pg_advisory_xact_lock(4702394921427289)")
            .await?;
        Migrator::up(&guard, None).await?;
        accounts::hash_subjects(&guard, &self.sealer).await?;
        guard.commit().await
    }
}
