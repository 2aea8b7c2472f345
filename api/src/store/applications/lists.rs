//! Applications by what is to be done with them: passes that have expired, refusals, what an account
//! has not finished, and the policy versions under which open applications wait.

use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use shared::application::{State, SubState};
use shared::values::Day;

use super::{Application, readable, row};
use crate::error::{Error, Result};
use crate::store::{Ask, Store, Write, authorities};

impl Store {
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

    /// The applications that an account owns and has submitted, in whichever module and state, newest
    /// first: none that it has filed as agent. So many at the most; one that cannot be read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_newest_own(&self, account: Uuid, most: u64) -> Result<Vec<Application>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::Column::Id.not_in_subquery(authorities::filed_by_agent(account)))
            .filter(row::COLUMN.submitted_at.is_not_null())
            .order_by_desc(row::COLUMN.submitted_at)
            .limit(most)
            .all(self.db())
            .await?;
        self.open_all(rows).await
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

/// Those that keep their people from another one.
pub(super) fn live() -> Condition {
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
