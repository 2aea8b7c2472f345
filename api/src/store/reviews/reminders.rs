//! Cases of whose last day for an answer somebody may have to be reminded.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, IntoColumnRef};
use sea_orm::{QueryOrder, QuerySelect};
use shared::message::MessageKind;
use shared::values::Day;

use super::row;
use crate::error::Result;
use crate::store::{Ask, Store, messages};

impl Store {
    /// Cases whose applicant is asked for something and was not told that today is the last day, in the
    /// order of their ids and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_awaited_answers(
        &self,
        today: Day,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        let of = (row::Entity, row::Column::ApplicationId);
        let by = (row::Entity, row::Column::AnswerBy).into_column_ref();
        let told = messages::told(&[MessageKind::AnswerDueToday], of, Some(by));
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.answer_by.gte(today))
            .filter(Expr::exists(told).not())
            .filter(row::COLUMN.application_id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.application_id)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }
}
