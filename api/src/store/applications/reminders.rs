//! Applications of which somebody may have to be reminded and has not been.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, ExprTrait, IntoColumnRef};
use sea_orm::{QueryOrder, QuerySelect};
use shared::application::{State, SubState};
use shared::message::MessageKind as K;
use shared::values::{Day, Moment, start_in_shanghai};

use super::row;
use crate::error::Result;
use crate::store::{Ask, Store, messages};

/// A day on which applications were refused, and what has to be told of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedOn {
    /// The day, in Asia/Shanghai.
    pub day: Day,
    /// The last day for a dispute.
    pub last: Day,
    /// The reminder that is due of it.
    pub reminder: K,
}

impl Store {
    /// Passed applications whose last day comes near, in the order of their ids and behind one of them:
    /// those that end by the first day of `soon` unless they were told so, and those that end by the
    /// second unless they were told either. So many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_passes_ending(
        &self,
        today: Day,
        (at_once, soon): (Day, Day),
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let ends = || (row::Entity, row::Column::ValidUntil).into_column_ref();
        let untold = |kinds| Expr::exists(messages::told(kinds, id(), Some(ends()))).not();
        let very_soon = Condition::all()
            .add(row::COLUMN.valid_until.lte(at_once))
            .add(untold(&[K::PassExpiringTomorrow]));
        let soon = Condition::all()
            .add(row::COLUMN.valid_until.gt(at_once))
            .add(row::COLUMN.valid_until.lte(soon))
            .add(untold(&[K::PassExpiringSoon]));
        let found = Condition::all()
            .add(row::COLUMN.state.eq(State::Passed.slug()))
            .add(row::COLUMN.valid_until.gte(today))
            .add(Condition::any().add(very_soon).add(soon));
        self.list_to_remind(found, behind, most).await
    }

    /// Passes that end by a day and of which nobody was told that they can be renewed, in the order of
    /// their ids and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_renewable(
        &self,
        today: Day,
        by: Day,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let ends = (row::Entity, row::Column::ValidUntil).into_column_ref();
        let told = messages::told(&[K::RenewalOffered], id(), Some(ends));
        let found = Condition::all()
            .add(row::COLUMN.state.eq(State::Passed.slug()))
            .add(row::COLUMN.sub_state.is_null())
            .add(row::COLUMN.valid_until.gte(today))
            .add(row::COLUMN.valid_until.lte(by))
            .add(Expr::exists(told).not());
        self.list_to_remind(found, behind, most).await
    }

    /// Refused applications that were decided on some days and of which nobody was told the reminder of
    /// that day, in the order of their ids and behind one of them: so many at the most. Whether they can
    /// be disputed stands in their sealed decisions.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_refused_on(
        &self,
        days: &[RefusedOn],
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let on_one = days.iter().fold(Condition::any(), |any, on| {
            let next = on.day.succ_opt().unwrap_or(on.day);
            let told = messages::told_of_day(on.reminder, id(), on.last);
            let one = Condition::all()
                .add(row::COLUMN.decided_at.gte(start_in_shanghai(on.day)))
                .add(row::COLUMN.decided_at.lt(start_in_shanghai(next)))
                .add(Expr::exists(told).not());
            any.add(one)
        });
        if on_one.is_empty() {
            return Ok(Vec::new());
        }
        let found = Condition::all()
            .add(row::COLUMN.state.eq(State::Failed.slug()))
            .add(row::COLUMN.sub_state.is_null())
            .add(on_one);
        self.list_to_remind(found, behind, most).await
    }

    /// Applications that have waited for registries since before a moment and of which nobody was told
    /// that they do, in the order of their ids and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_kept_waiting(
        &self,
        since: Moment,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let waits = SubState::AwaitingRegistries;
        let found = Condition::all()
            .add(row::COLUMN.state.eq(State::Pending.slug()))
            .add(row::COLUMN.sub_state.eq(waits.slug()))
            .add(row::COLUMN.updated_at.lte(since))
            .add(Expr::exists(messages::told(&[K::AwaitingRegistries], id(), None)).not());
        self.list_to_remind(found, behind, most).await
    }

    async fn list_to_remind(
        &self,
        found: Condition,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(found)
            .filter(row::COLUMN.id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.id)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

fn id() -> impl IntoColumnRef {
    (row::Entity, row::Column::Id)
}
