//! Wrong tries, to bind a document or to name somebody, and units that were looked up, counted under
//! the account and under each number that was tried: keyed hashes all of them. A count lasts for a
//! while after its newest try.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LockBehavior, LockType, OnConflict};
use sea_orm::{ActiveValue::Set, QuerySelect};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "binding_tries")]
    pub(in crate::store) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_index: Vec<u8>,
        pub tries: i32,
        pub until: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many counts are forgotten at a time.
const AT_ONCE: u64 = 1000;

/// How often something was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// How many there were.
    pub count: u32,
    /// Until when they count.
    pub until: Moment,
}

impl Write {
    /// Reads the counts of some keys and keeps others from changing them until the transaction
    /// ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_tries(&self, keys: &[Vec<u8>], now: Moment) -> Result<Vec<Tries>> {
        // In one order for everybody, so that two transactions cannot wait for each other.
        let mut keys = keys.to_vec();
        keys.sort();
        let mut held = Vec::with_capacity(keys.len());
        for key in keys {
            // A row that is not there cannot be held.
            let row = row::Entity::insert(active(&key, 0, now))
                .on_conflict(
                    OnConflict::column(row::Column::KeyIndex)
                        .update_column(row::Column::KeyIndex)
                        .to_owned(),
                )
                .exec_with_returning(self.db())
                .await?;
            held.push(read(&row));
        }
        Ok(held)
    }

    /// Counts one more try under each key; all of them count until `until`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_tries(
        &self,
        keys: &[Vec<u8>],
        now: Moment,
        until: Moment,
    ) -> Result<Vec<Tries>> {
        let mut counted = Vec::with_capacity(keys.len());
        for key in keys {
            let before = row::Entity::find_by_id(key.clone()).one(self.db()).await?;
            let before = before.map_or(0, |row| read(&row).counting(now));
            let count = before.saturating_add(1);
            let tries = i32::try_from(count).unwrap_or(i32::MAX);
            row::Entity::update(active(key, tries, until))
                .exec(self.db())
                .await?;
            counted.push(Tries { count, until });
        }
        Ok(counted)
    }

    /// Forgets the counts of some keys.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_tries(&self, keys: &[Vec<u8>]) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::Column::KeyIndex.is_in(keys.to_vec()))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Forgets counts that are nothing any more, but those which somebody holds: who tries several
    /// things holds one count after another.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_old_tries(&self, now: Moment) -> Result<()> {
        let old: Vec<Vec<u8>> = row::Entity::find()
            .select_only()
            .column(row::Column::KeyIndex)
            .filter(row::COLUMN.until.lte(now))
            .limit(AT_ONCE)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_tuple()
            .all(self.db())
            .await?;
        if old.is_empty() {
            return Ok(());
        }
        row::Entity::delete_many()
            .filter(row::Column::KeyIndex.is_in(old))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// Reads the counts of some keys; of those that were never tried there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_tries(&self, keys: &[Vec<u8>]) -> Result<Vec<Tries>> {
        let rows = row::Entity::find()
            .filter(counted_under(keys))
            .all(self.db())
            .await?;
        Ok(rows.iter().map(read).collect())
    }
}

/// What is counted under one of these keys.
pub(super) fn counted_under(keys: &[Vec<u8>]) -> Expr {
    row::Column::KeyIndex.is_in(keys.to_vec())
}

impl Tries {
    /// How many of them count now.
    #[must_use]
    pub fn counting(self, now: Moment) -> u32 {
        if now < self.until { self.count } else { 0 }
    }
}

fn active(key: &[u8], tries: i32, until: Moment) -> row::ActiveModel {
    row::ActiveModel {
        key_index: Set(key.to_vec()),
        tries: Set(tries),
        until: Set(until),
    }
}

pub(super) fn read(row: &row::Model) -> Tries {
    Tries {
        count: u32::try_from(row.tries).unwrap_or_default(),
        until: row.until,
    }
}
