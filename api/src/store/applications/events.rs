//! What happened to an application: its time line.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::InsertStatement;
use sea_orm::{ActiveValue::Set, QueryOrder, QueryTrait};
use shared::application::{Event, EventKind};
use shared::registry::Registry;
use shared::values::Moment;

use crate::error::{Error, Result};
use crate::store::pending::NewEntry;
use crate::store::together::insert_together;
use crate::store::{Ask, Store, Write};

pub(in crate::store) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "events")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub kind: String,
        pub registry: Option<String>,
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Adds to the time line, with the commit at the latest. `id` is a new one, so that entries of one moment keep their order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_event(
        &self,
        id: Uuid,
        application: Uuid,
        kind: EventKind,
        registry: Option<Registry>,
        at: Moment,
    ) -> Result<()> {
        let is_time = self.entries.add(NewEntry {
            id,
            application,
            kind,
            registry,
            at,
        });
        if is_time {
            self.write_entries().await?;
        }
        Ok(())
    }

    /// Writes the entries of this transaction.
    async fn write_entries(&self) -> Result<()> {
        let entries = self.entries_to_add().into_iter().collect();
        Ok(insert_together(self.db(), entries).await?)
    }

    /// The entries of this transaction that are still to be written.
    pub(in crate::store) fn entries_to_add(&self) -> Option<InsertStatement> {
        let entries = self.entries.take();
        if entries.is_empty() {
            return None;
        }
        let rows = entries.into_iter().map(|entry| row::ActiveModel {
            id: Set(entry.id),
            application_id: Set(entry.application),
            kind: Set(entry.kind.slug().to_owned()),
            registry: Set(entry.registry.map(|r| r.slug().to_owned())),
            at: Set(entry.at),
        });
        Some(row::Entity::insert_many(rows).into_query())
    }

    /// How many entries the time line has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_events(&self, application: Uuid) -> Result<u64> {
        self.write_entries().await?;
        let all = row::Entity::find().filter(row::COLUMN.application_id.eq(application));
        Ok(all.count(self.db()).await?)
    }
}

impl Store {
    /// The time line, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_events(&self, application: Uuid) -> Result<Vec<Event>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.at)
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        rows.iter().map(read).collect()
    }
}

/// An entry as it is told.
pub(in crate::store) fn read(row: &row::Model) -> Result<Event> {
    Ok(Event {
        kind: EventKind::from_slug(&row.kind)
            .ok_or_else(|| Error::unexpected("events.kind is unknown"))?,
        at: row.at,
        registry: row.registry.as_deref().and_then(Registry::from_slug),
    })
}
