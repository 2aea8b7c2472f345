//! What there is to tell clients, as the text that is signed and sent: ids, and nothing of anybody.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{QueryOrder, QuerySelect, TryInsertResult};
use shared::values::Moment;
use shared::webhook::WebhookEventType;

use super::webhook_deliveries::waiting_events;
use super::{Ask, Store, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_events")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub client_id: Uuid,
        pub kind: String,
        pub once: String,
        pub payload: String,
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledEvent {
    /// The id, by which receivers know it again.
    pub id: Uuid,
    /// Who is told.
    pub client: Uuid,
    /// What happened.
    pub kind: WebhookEventType,
    /// By what the same thing is known.
    pub once: String,
    /// The body that is sent.
    pub payload: String,
    /// When it happened.
    pub at: Moment,
}

impl Write {
    /// Writes an event down, unless the client was told of the same thing. Tells whether it is new.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_webhook_event(&self, event: &FiledEvent) -> Result<bool> {
        let row = row::ActiveModel {
            id: Set(event.id),
            client_id: Set(event.client),
            kind: Set(event.kind.slug().to_owned()),
            once: Set(event.once.clone()),
            payload: Set(event.payload.clone()),
            at: Set(event.at),
        };
        let added = row::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([row::Column::ClientId, row::Column::Once])
                    .do_nothing()
                    .to_owned(),
            )
            .try_insert()
            .exec_without_returning(self.db())
            .await?;
        Ok(matches!(added, TryInsertResult::Inserted(1)))
    }

    /// Forgets what a client was to be told of one thing, or was, with what became of it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn forget_webhook_events_of(&self, client: Uuid, of: &str) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.client_id.eq(client))
            .filter(row::COLUMN.once.starts_with(of))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Forgets events that are older than that, with what became of them, but none that is still on its
    /// way: so many at the most, the oldest first. Tells how many.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn forget_webhook_events(&self, before: Moment, most: u64) -> Result<u64> {
        let mut waiting = Query::select();
        waiting_events(&mut waiting);
        let ids: Vec<Uuid> = row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.at.lt(before))
            .filter(row::Column::Id.not_in_subquery(waiting))
            .order_by_asc(row::COLUMN.at)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?;
        if ids.is_empty() {
            return Ok(0);
        }
        let forgotten = row::Entity::delete_many()
            .filter(row::Column::Id.is_in(ids))
            .exec(self.db())
            .await?;
        Ok(forgotten.rows_affected)
    }
}

impl Store {
    /// The bodies of some events, with their ids.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_webhook_payloads(&self, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = row::Entity::find()
            .filter(row::Column::Id.is_in(ids.to_vec()))
            .all(self.db())
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row.payload)).collect())
    }
}

/// The id as receivers see it. There is no dot in it, by which the parts of what is signed are told apart.
#[must_use]
pub fn format_id(id: Uuid) -> String {
    format!("evt_{}", id.simple())
}
