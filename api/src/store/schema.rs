//! Brings the schema up to date under a lock, compares the keys with those that filled the database,
//! and converts what older releases sealed.

use std::sync::Arc;

use migrations::Migrator;
use sea_orm::{ConnectionTrait, Database, DbBackend, TransactionTrait};
use sea_orm_migration::{MigratorTrait, SchemaManager};
use secrecy::ExposeSecret;

use super::pool::{WAIT, options, sqlite_file};
use super::timed::Timed;
use super::{Ask, Store, Write, accounts, applications, at_once, key_checks};
use crate::config::Config;
use crate::error::{Error, Result};

/// The table of the keys' check values.
const CHECKS: &str = "key_checks";

impl Store {
    /// Whether the configured database has no schema yet, so that nothing can have been sealed in
    /// it. Makes nothing.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn is_empty(config: &Config) -> Result<bool> {
        let url = config.database_url.expose_secret();
        if sqlite_file(url).is_some_and(|file| !file.exists()) {
            return Ok(true);
        }
        let connection = Database::connect(options(url, 1, WAIT)).await?;
        let has_schema = SchemaManager::new(&connection)
            .has_table("seaql_migrations")
            .await?;
        connection.close().await?;
        Ok(!has_schema)
    }

    /// Brings the schema up to date, and what a step cannot change because it needs the keys.
    /// Instances that start together do it one after the other.
    ///
    /// # Errors
    /// The keys are not those with which the database was filled, or a step failed; it changed
    /// nothing.
    pub async fn migrate(&self) -> Result<()> {
        let guard = self.schema.begin_with_options(at_once()).await?;
        if guard.get_database_backend() == DbBackend::Postgres {
            // A step takes as long as it takes, and so do those of another instance. The lock
            // belongs to the transaction and goes with it, whatever happens.
            for statement in [
                "SET LOCAL statement_timeout = 0",
                "SET LOCAL lock_timeout = 0",
                "SET LOCAL idle_in_transaction_session_timeout = 0",
                "SELECT pg_advisory_xact_lock(4702394921427289)",
            ] {
                guard.execute_unprepared(statement).await?;
            }
        }
        if SchemaManager::new(&guard).has_table(CHECKS).await? {
            key_checks::compare(&key_checks::read(&guard).await?, &self.sealer)?;
        }
        Migrator::up(&guard, None).await?;
        let write = Write::new(Timed::new(guard), Arc::clone(&self.sealer));
        let known = key_checks::read(write.db()).await?;
        if known.is_empty() {
            write.take_over().await?;
        }
        key_checks::add_new(write.db(), &known, write.sealer()).await?;
        write.commit().await
    }

    /// Whether the keys are those with which the database was filled. Changes nothing.
    ///
    /// # Errors
    /// They are not, or the schema is not up to date.
    pub async fn compare_keys(&self) -> Result<()> {
        let old = || Error::unexpected("the schema is not up to date: run `api migrate` first");
        if !SchemaManager::new(&self.schema).has_table(CHECKS).await? {
            return Err(old());
        }
        let known = key_checks::read(self.db()).await?;
        if known.is_empty() {
            return Err(old());
        }
        Ok(key_checks::compare(&known, self.sealer())?)
    }
}

impl Write {
    /// Takes over what the release before has sealed, which bound less to its seals and did not
    /// write down by what its keys are known.
    async fn take_over(&self) -> Result<()> {
        accounts::rebinding::hash_subjects(self.db(), self.sealer()).await?;
        if !accounts::rebinding::rebind(self).await? {
            return Err(key_checks::WrongKeys::NotThese.into());
        }
        applications::rebinding::rebind(self).await
    }
}
