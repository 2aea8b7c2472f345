//! Authorities of whose end somebody may have to be reminded.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect};
use shared::authority::AuthorityState;
use shared::message::MessageKind;
use shared::values::Moment;

use super::row;
use crate::error::Result;
use crate::store::{Ask, Store, messages};

impl Store {
    /// Applications whose authority somebody has yet to confirm, and nobody was told that the time is
    /// nearly over, in the order of their ids and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_awaited_authorities(
        &self,
        now: Moment,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let of = (row::Entity, row::Column::ApplicationId);
        let told = messages::told(&[MessageKind::AuthorityDueToday], of, None);
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.state.eq(AuthorityState::Awaiting.slug()))
            .filter(row::COLUMN.confirm_by.gt(now))
            .filter(Expr::exists(told).not())
            .filter(row::COLUMN.application_id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.application_id)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }
}
