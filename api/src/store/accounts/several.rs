//! Several accounts in one statement, for lists of whoever has them.

use std::collections::HashMap;

use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

use super::{AccountRow, Binding, binding, read, read_binding, row};
use crate::error::Result;
use crate::store::{Ask, Store, Write};

impl Write {
    /// The accounts to which some people's documents are bound, in no order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_bound_accounts(&self, people: Vec<Vec<u8>>) -> Result<Vec<Uuid>> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        Ok(binding::Entity::find()
            .select_only()
            .column(binding::Column::AccountId)
            .filter(binding::Column::PersonIndex.is_in(people))
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

impl Store {
    /// Some accounts. Each is an error by itself where it does not open.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_accounts(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, Result<AccountRow>>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = row::Entity::find()
            .filter(row::COLUMN.id.is_in(ids.iter().copied()))
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (row.id, read(self, row))).collect())
    }

    /// The documents that are bound to some accounts.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn find_bindings(&self, accounts: &[Uuid]) -> Result<HashMap<Uuid, Binding>> {
        if accounts.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = binding::Entity::find()
            .filter(binding::COLUMN.account_id.is_in(accounts.iter().copied()))
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        rows.map(|row| Ok((row.account_id, read_binding(self, row)?)))
            .collect()
    }
}
