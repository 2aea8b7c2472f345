//! Lists and counts of one account's applications, and the work that time brings.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use shared::application::{Counts, State};
use shared::purchase::Module;
use shared::values::Day;

use super::{Application, read, row};
use crate::error::Result;
use crate::store::{Ask, Store, Write};

/// Which applications to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this module only.
    pub module: Option<Module>,
    /// In this state only.
    pub state: Option<State>,
    /// Older than this id: where the page before ended.
    pub before: Option<Uuid>,
}

impl Store {
    /// One account's applications, newest first. Ids are ordered by time.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_applications(
        &self,
        account: Uuid,
        filter: Filter,
        limit: u64,
    ) -> Result<Vec<Application>> {
        let mut query = row::Entity::find().filter(row::COLUMN.account_id.eq(account));
        if let Some(module) = filter.module {
            query = query.filter(row::COLUMN.module.eq(module.slug()));
        }
        if let Some(state) = filter.state {
            query = query.filter(row::COLUMN.state.eq(state.slug()));
        }
        if let Some(before) = filter.before {
            query = query.filter(row::COLUMN.id.lt(before));
        }
        let rows = query
            .order_by_desc(row::COLUMN.id)
            .limit(limit)
            .all(self.db())
            .await?;
        rows.into_iter().map(|row| read(self, row)).collect()
    }

    /// The application that was submitted last.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn newest_submitted(
        &self,
        account: Uuid,
        module: Module,
    ) -> Result<Option<Application>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(row::COLUMN.submitted_at.is_not_null())
            .order_by_desc(row::COLUMN.submitted_at)
            .one(self.db())
            .await?;
        row.map(|row| read(self, row)).transpose()
    }

    /// The passed application whose validity ends first, where it ends by a day.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn first_expiring(
        &self,
        account: Uuid,
        module: Module,
        by: Day,
    ) -> Result<Option<Application>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(row::COLUMN.state.eq(State::Passed.slug()))
            .filter(row::COLUMN.valid_until.lte(by))
            .order_by_asc(row::COLUMN.valid_until)
            .one(self.db())
            .await?;
        row.map(|row| read(self, row)).transpose()
    }

    /// How many applications of a module are in each state.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_applications(&self, account: Uuid, module: Module) -> Result<Counts> {
        let rows: Vec<(String, i64)> = row::Entity::find()
            .select_only()
            .column(row::Column::State)
            .column_as(row::Column::Id.count(), "count")
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.module.eq(module.slug()))
            .group_by(row::Column::State)
            .into_tuple()
            .all(self.db())
            .await?;
        let mut counts = Counts::default();
        for (state, count) in rows {
            if let Some(state) = State::from_slug(&state) {
                *counts.of_mut(state) = u32::try_from(count).unwrap_or(u32::MAX);
            }
        }
        Ok(counts)
    }

    /// The versions of the policy under which applications wait for their decision.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_awaited_policies(&self) -> Result<Vec<String>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Policy)
            .filter(row::COLUMN.state.eq(State::Pending.slug()))
            .filter(row::COLUMN.policy.is_not_null())
            .distinct()
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// Passed applications whose validity ended before a day, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_expired(&self, today: Day, limit: u64) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.state.eq(State::Passed.slug()))
            .filter(row::COLUMN.valid_until.lt(today))
            .order_by_asc(row::COLUMN.valid_until)
            .limit(limit)
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

impl Write {
    /// The applications of an account that are a draft or live.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_unfinished(&self, account: Uuid) -> Result<Vec<Uuid>> {
        let unfinished = State::ALL
            .into_iter()
            .filter(|state| *state == State::Draft || state.is_live());
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::Column::State.is_in(unfinished.map(State::slug)))
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// How many drafts an account has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_drafts(&self, account: Uuid) -> Result<u64> {
        Ok(row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.state.eq(State::Draft.slug()))
            .count(self.db())
            .await?)
    }
}
