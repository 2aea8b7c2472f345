//! How many requests of each kind every client has made on a day, on all instances together. Nothing
//! rests on it: an instance counts by itself and adds it up here from time to time.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ExprTrait, QueryOrder};
use shared::client::usage::{UsageArea, UsageCount, UsageOutcome};
use shared::values::Day;

use crate::error::Result;
use crate::store::{Ask, Store, Write};
use crate::usage::Tally;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_usage")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: ChronoDate,
        #[sea_orm(primary_key, auto_increment = false)]
        pub area: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub outcome: String,
        pub count: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many counts one statement adds: databases bound how much one can bring.
const AT_ONCE: usize = 500;

impl Write {
    /// Adds counts to those that are there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_usage(&self, counts: &[(Tally, u32)]) -> Result<()> {
        // What the statement brings, as both databases call it.
        let brought = Expr::col(("excluded", row::Column::Count));
        let total = Expr::col((row::Entity, row::Column::Count)).add(brought);
        let key = [
            row::Column::ClientId,
            row::Column::Day,
            row::Column::Area,
            row::Column::Outcome,
        ];
        let added = OnConflict::columns(key)
            .value(row::Column::Count, total)
            .to_owned();
        for some in counts.chunks(AT_ONCE) {
            let rows = some.iter().map(|(tally, count)| row::ActiveModel {
                client_id: Set(tally.client),
                day: Set(tally.day),
                area: Set(tally.area.slug().to_owned()),
                outcome: Set(tally.outcome.slug().to_owned()),
                count: Set(i32::try_from(*count).unwrap_or(i32::MAX)),
            });
            row::Entity::insert_many(rows)
                .on_conflict(added.clone())
                .exec_without_returning(self.db())
                .await?;
        }
        Ok(())
    }

    /// Forgets the days before one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_usage_before(&self, day: Day) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.day.lt(day))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// What was counted of a client from a day on, by day.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_usage(&self, client: Uuid, from: Day) -> Result<Vec<UsageCount>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.client_id.eq(client))
            .filter(row::COLUMN.day.gte(from))
            .order_by_asc(row::COLUMN.day)
            .order_by_asc(row::COLUMN.area)
            .order_by_asc(row::COLUMN.outcome)
            .all(self.db())
            .await?;
        // What another release counts and this one does not know is left out.
        let counts = rows.into_iter().filter_map(|row| {
            Some(UsageCount {
                day: row.day,
                area: UsageArea::from_slug(&row.area)?,
                outcome: UsageOutcome::from_slug(&row.outcome)?,
                count: u32::try_from(row.count).unwrap_or_default(),
            })
        });
        Ok(counts.collect())
    }
}
