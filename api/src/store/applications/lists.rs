//! Lists and counts of one account's applications; passes that have expired, and the policy versions
//! under which open applications wait.

use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use shared::application::{Counts, State, SubState};
use shared::purchase::Module;
use shared::values::Day;

use super::{Application, readable, row};
use crate::error::{Error, Result};
use crate::store::{Ask, Store, Write, authorities};

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

/// A part of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The applications of it that can be read.
    pub applications: Vec<Application>,
    /// Where the next part begins; none at the end.
    pub next_before: Option<Uuid>,
}

impl Store {
    /// A page of the applications of an account, its own and those that it sees as agent, newest
    /// first. Ids are ordered by time. One that cannot
    /// be read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_applications(
        &self,
        account: Uuid,
        filter: Filter,
        most: usize,
    ) -> Result<Page> {
        let mut query = row::Entity::find().filter(seen_by(account));
        if let Some(module) = filter.module {
            query = query.filter(row::COLUMN.module.eq(module.slug()));
        }
        if let Some(state) = filter.state {
            query = query.filter(row::COLUMN.state.eq(state.slug()));
        }
        if let Some(before) = filter.before {
            query = query.filter(row::COLUMN.id.lt(before));
        }
        // One more than asked for tells whether there is a next page.
        let more = u64::try_from(most.saturating_add(1)).unwrap_or(u64::MAX);
        let mut rows = query
            .order_by_desc(row::COLUMN.id)
            .limit(more)
            .all(self.db())
            .await?;
        let has_more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().map(|row| row.id);
        Ok(Page {
            next_before: last.filter(|_| has_more),
            applications: self.open_all(rows).await?,
        })
    }

    /// Applications by their ids, in no order. One that cannot be read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_applications(&self, ids: &[Uuid]) -> Result<Vec<Application>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.id.is_in(ids.iter().copied()))
            .all(self.db())
            .await?;
        self.open_all(rows).await
    }

    /// The application of the number that people quote.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_numbered(&self, number: &str) -> Result<Option<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.number.eq(number))
            .into_tuple()
            .one(self.db())
            .await?)
    }

    /// Opens many, which can take longer than others should wait for their turn.
    async fn open_all(&self, rows: Vec<row::Model>) -> Result<Vec<Application>> {
        let sealer = Arc::clone(&self.sealer);
        let opened = tokio::task::spawn_blocking(move || {
            let open = |row| readable(&sealer, row);
            rows.into_iter().filter_map(open).collect()
        })
        .await;
        // What a panic says can quote what it was about.
        let opened = opened.ok();
        opened.ok_or_else(|| Error::unexpected("a list was not opened"))
    }

    /// The application that an account sees and that was submitted last, if it can be read.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn newest_submitted(
        &self,
        account: Uuid,
        module: Module,
    ) -> Result<Option<Application>> {
        let row = row::Entity::find()
            .filter(seen_by(account))
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(row::COLUMN.submitted_at.is_not_null())
            .order_by_desc(row::COLUMN.submitted_at)
            .one(self.db())
            .await?;
        Ok(row.and_then(|row| readable(self.sealer(), row)))
    }

    /// The live application that an account owns and that was submitted last, if it can be read: none
    /// that it has filed as agent, which it may hold until its principal has an account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn newest_live(&self, account: Uuid, module: Module) -> Result<Option<Application>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::Column::Id.not_in_subquery(authorities::filed_by_agent(account)))
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(live())
            .order_by_desc(row::COLUMN.submitted_at)
            .one(self.db())
            .await?;
        Ok(row.and_then(|row| readable(self.sealer(), row)))
    }

    /// The application that an account owns and that was submitted last, in whichever module and state,
    /// if it can be read: none that it has filed as agent.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn newest_own(&self, account: Uuid) -> Result<Option<Application>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::Column::Id.not_in_subquery(authorities::filed_by_agent(account)))
            .filter(row::COLUMN.submitted_at.is_not_null())
            .order_by_desc(row::COLUMN.submitted_at)
            .one(self.db())
            .await?;
        Ok(row.and_then(|row| readable(self.sealer(), row)))
    }

    /// The passed application whose validity ends first, where it ends by a day, if it
    /// can be read.
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
            .filter(seen_by(account))
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(row::COLUMN.state.eq(State::Passed.slug()))
            .filter(row::COLUMN.valid_until.lte(by))
            .order_by_asc(row::COLUMN.valid_until)
            .one(self.db())
            .await?;
        Ok(row.and_then(|row| readable(self.sealer(), row)))
    }

    /// How many applications of a module that an account sees are in each state.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_applications(&self, account: Uuid, module: Module) -> Result<Counts> {
        let rows: Vec<(String, i64)> = row::Entity::find()
            .select_only()
            .column(row::Column::State)
            .column_as(row::Column::Id.count(), "count")
            .filter(seen_by(account))
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

    /// Refused applications that are not disputed, in the order of their ids and behind one of them: so
    /// many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_refused(&self, behind: Option<Uuid>, limit: u64) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.state.eq(State::Failed.slug()))
            .filter(row::COLUMN.sub_state.is_null())
            .filter(row::COLUMN.id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.id)
            .limit(limit)
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// Whether the owner of an application has submitted a later one of its module that is live or has
    /// a result.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_later(&self, application: &Application) -> Result<bool> {
        has_later(self, application).await
    }

    /// Passed applications whose validity ended before a day, in the order of their ids and behind one of
    /// them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_expired(
        &self,
        today: Day,
        behind: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.state.eq(State::Passed.slug()))
            .filter(row::COLUMN.valid_until.lt(today))
            .filter(row::COLUMN.id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.id)
            .limit(limit)
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

impl Write {
    /// Whether the owner of an application has submitted a later one of its module that is live or has
    /// a result, as this transaction sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_later(&self, application: &Application) -> Result<bool> {
        has_later(self, application).await
    }
}

async fn has_later(ask: &impl Ask, application: &Application) -> Result<bool> {
    let Some(submitted_at) = application.submitted_at else {
        return Ok(false);
    };
    let matters = live().add(row::COLUMN.decided_at.is_not_null());
    let later = row::Entity::find()
        .filter(row::COLUMN.account_id.eq(application.account))
        .filter(row::COLUMN.module.eq(application.module.slug()))
        .filter(row::COLUMN.submitted_at.gt(submitted_at))
        .filter(matters);
    Ok(later.count(ask.db()).await? > 0)
}

/// Those of an account: its own, and those that it has filed as agent and still sees.
fn seen_by(account: Uuid) -> Condition {
    Condition::any()
        .add(row::COLUMN.account_id.eq(account))
        .add(row::Column::Id.in_subquery(authorities::seen_by_agent(account)))
}

/// Those that keep their people from another one.
fn live() -> Condition {
    let states = State::ALL.into_iter().filter(|state| state.is_live());
    let under_review = SubState::ALL
        .into_iter()
        .filter(|label| label.is_under_review());
    Condition::any()
        .add(row::Column::State.is_in(states.map(State::slug)))
        .add(row::Column::SubState.is_in(under_review.map(SubState::slug)))
}

impl Write {
    /// The applications of an account that are a draft or live.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_unfinished(&self, account: Uuid) -> Result<Vec<Uuid>> {
        let unfinished = live().add(row::COLUMN.state.eq(State::Draft.slug()));
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.account_id.eq(account))
            .filter(unfinished)
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
