//! Applications of which somebody may have to be reminded and has not been.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, ExprTrait, IntoColumnRef};
use sea_orm::{QueryOrder, QuerySelect};
use shared::application::{State, SubState};
use shared::message::MessageKind as K;
use shared::values::{Day, Moment};

use super::row;
use crate::error::Result;
use crate::store::{Ask, Store, messages};

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

    /// Refused applications that were decided since a moment and of which nobody was told that today is
    /// the last day for a dispute, in the order of their ids and behind one of them: so many at the most.
    /// Whether they can be disputed stands in their sealed decisions.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_refused_since(
        &self,
        since: Moment,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let found = Condition::all()
            .add(row::COLUMN.state.eq(State::Failed.slug()))
            .add(row::COLUMN.sub_state.is_null())
            .add(row::COLUMN.decided_at.gte(since))
            .add(Expr::exists(messages::told(&[K::DisputeDueToday], id(), None)).not());
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
