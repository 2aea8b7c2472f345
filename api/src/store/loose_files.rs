//! Files of the store of files that no upload tells of: on the way into it, or still to be removed.
//! A file is written down here before it is put there, and again in the transaction in which the last
//! upload that told of it goes; so nothing has to be searched for, and nothing else is removed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "loose_files")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub since: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Writes down files that no upload tells of from now on, or not yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_loose_files(&self, ids: &[Uuid], at: Moment) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let rows = ids.iter().map(|id| row::ActiveModel {
            id: Set(*id),
            since: Set(at),
        });
        row::Entity::insert_many(rows)
            .on_conflict_do_nothing_on([row::Column::Id])
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Strikes a file off that an upload tells of now, or that is removed. Tells whether it was there,
    /// and not from before a moment: an older one may be being removed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn strike_loose_file(&self, id: Uuid, not_before: Moment) -> Result<bool> {
        let struck = row::Entity::delete_many()
            .filter(row::COLUMN.id.eq(id))
            .filter(row::COLUMN.since.gte(not_before))
            .exec(self.db())
            .await?;
        Ok(struck.rows_affected > 0)
    }
}

impl Store {
    /// Files that have been loose since before a moment, the oldest first, at most so many.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_loose_files(&self, before: Moment, most: u64) -> Result<Vec<Uuid>> {
        let ids = row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.since.lt(before))
            .order_by_asc(row::Column::Since)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?;
        Ok(ids)
    }
}
