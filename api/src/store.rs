//! The database: SQLite embedded, PostgreSQL in production. sea-orm lives here only; rows and
//! entities do not leave, and what is personal is sealed before it goes in.

pub mod accounts;
pub mod applications;
pub mod audit;
pub mod authorities;
pub mod certificate_checks;
pub mod certificates;
pub mod clients;
pub mod contacts;
pub mod decisions;
pub mod deliveries;
pub mod disputes;
pub mod documents;
pub mod dossier;
pub mod filed_settings;
pub mod hand_overs;
pub mod holds;
pub mod idempotency;
pub mod ids;
pub mod jobs;
mod key_checks;
pub mod locks;
pub mod looks;
pub mod loose_files;
pub mod members;
pub mod messages;
pub mod notice_settings;
pub mod objections;
pub mod officer_sessions;
pub mod officers;
pub mod page;
mod parts;
mod pending;
pub mod policy_versions;
pub mod policy_walks;
mod pool;
mod proof;
pub mod referrals;
pub mod renewals;
pub mod replies;
pub mod requests;
pub mod reviews;
pub mod rulings;
mod sandbox_clock;
mod schema;
pub mod seller_sessions;
pub mod sessions;
pub mod signing_keys;
mod statements;
pub mod submitting;
pub mod take_overs;
pub mod tallies;
mod timed;
mod together;
pub mod tries;
mod trouble;
pub mod uploads;
pub mod views;
pub mod webhook_deliveries;
pub mod webhook_endpoints;
pub mod webhook_events;

use std::sync::Arc;

use sea_orm::sea_query::InsertStatement;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr,
    SqliteTransactionMode, TransactionOptions,
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;
use tokio::time::Instant;
use uuid::Uuid;

use crate::error::Result;
use crate::seal::Sealer;
use filed_settings::FiledSettings;
use pending::{NewAct, NewEntry, NewJob, Pending};
use statements::Statements;
use timed::Timed;
use together::insert_together;

/// The database and the seal.
#[derive(Debug)]
pub struct Store {
    read: Timed<DatabaseConnection>,
    write: Timed<DatabaseConnection>,
    /// Without the limits of time: for steps of the schema.
    schema: DatabaseConnection,
    /// When it was last tried whether writes are kept, and whether they were.
    last_proof: Mutex<Option<(Instant, bool)>>,
    statements: Arc<Statements>,
    sealer: Arc<Sealer>,
}

/// A transaction that writes. Dropped without [`Write::commit`] it changes nothing.
#[derive(Debug)]
pub struct Write {
    tx: Timed<DatabaseTransaction>,
    sealer: Arc<Sealer>,
    /// What is written with the commit.
    acts: Pending<NewAct>,
    entries: Pending<NewEntry>,
    jobs: Pending<NewJob>,
    /// Rows of other tables.
    others: Pending<InsertStatement>,
    /// What it has read of how people want to be told.
    settings: Pending<(Uuid, FiledSettings)>,
    /// Whose chains of the audit log begin with this transaction.
    begun: Pending<Uuid>,
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
    type Connection = Timed<DatabaseConnection>;
    fn db(&self) -> &Timed<DatabaseConnection> {
        &self.read
    }
    fn sealer(&self) -> &Sealer {
        &self.sealer
    }
}

impl Ask for Write {
    type Connection = Timed<DatabaseTransaction>;
    fn db(&self) -> &Timed<DatabaseTransaction> {
        &self.tx
    }
    fn sealer(&self) -> &Sealer {
        &self.sealer
    }
}

impl Store {
    /// Opens a database that there is: commands that look at one make none.
    ///
    /// # Errors
    /// There is none, it cannot be reached, or it refuses the credentials.
    pub async fn open_existing(
        url: &SecretString,
        connections: u32,
        sealer: Arc<Sealer>,
    ) -> std::result::Result<Self, DbErr> {
        let file = pool::sqlite_file(url.expose_secret());
        match file.filter(|file| !file.exists()) {
            Some(file) => Err(DbErr::Conn(RuntimeErr::Internal(format!(
                "there is no database at {}",
                file.display()
            )))),
            None => Self::open(url, connections, sealer).await,
        }
    }

    /// Opens the database, with so many connections to PostgreSQL.
    ///
    /// # Errors
    /// The database cannot be reached or refuses the credentials.
    pub async fn open(
        url: &SecretString,
        connections: u32,
        sealer: Arc<Sealer>,
    ) -> std::result::Result<Self, DbErr> {
        let url = url.expose_secret();
        let (mut read, mut write) = pool::open(url, connections).await?;
        let statements = Arc::new(Statements::default());
        statements.hear(&mut read);
        statements.hear(&mut write);
        Ok(Self {
            read: Timed::new(read),
            schema: write.clone(),
            write: Timed::new(write),
            last_proof: Mutex::default(),
            statements,
            sealer,
        })
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin(&self) -> Result<Write> {
        self.statements.note("BEGIN");
        let tx = self.write.begin(at_once()).await?;
        Ok(Write::new(tx, Arc::clone(&self.sealer)))
    }
}

impl Store {
    /// What was asked since this was called before; the first call begins to count. For measurements:
    /// each statement without its values, in the order in which they ended, and `BEGIN` for a
    /// transaction that writes.
    pub fn take_statements(&self) -> Vec<String> {
        self.statements.take()
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
    fn new(tx: Timed<DatabaseTransaction>, sealer: Arc<Sealer>) -> Self {
        Self {
            tx,
            sealer,
            acts: Pending::default(),
            entries: Pending::default(),
            jobs: Pending::default(),
            others: Pending::default(),
            settings: Pending::default(),
            begun: Pending::default(),
        }
    }

    /// Adds rows that nothing in this transaction reads, with the commit at the latest.
    async fn add_later(&self, insert: InsertStatement) -> Result<()> {
        if self.others.add(insert) {
            self.write_others().await?;
        }
        Ok(())
    }

    /// Writes what was added for later, for whoever reads it in this transaction after all.
    async fn write_others(&self) -> Result<()> {
        Ok(insert_together(&self.tx, self.others.take()).await?)
    }

    /// Makes the changes last.
    ///
    /// # Errors
    /// The database could not; then nothing was changed.
    pub async fn commit(self) -> Result<()> {
        let mut added = self.others.take();
        added.extend(self.entries_to_add());
        added.extend(self.jobs_to_add());
        added.extend(self.acts_to_add().await?);
        insert_together(&self.tx, added).await?;
        Ok(self.tx.commit().await?)
    }
}

#[cfg(test)]
mod tests;
