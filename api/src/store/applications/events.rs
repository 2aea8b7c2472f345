//! What happened to an application: its time line.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use shared::application::{Event, EventKind};
use shared::registry::Registry;
use shared::values::Moment;

use crate::error::{Error, Result};
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
    /// Adds to the time line. `id` is a new one, so that entries of one moment keep their order.
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
        let row = row::ActiveModel {
            id: Set(id),
            application_id: Set(application),
            kind: Set(kind.slug().to_owned()),
            registry: Set(registry.map(|r| r.slug().to_owned())),
            at: Set(at),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// How many entries the time line has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_events(&self, application: Uuid) -> Result<u64> {
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
