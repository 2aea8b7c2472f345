//! Counters of limits, shared by all instances: one row per bucket, key and window of time.

use sea_orm::ActiveValue::Set;
use sea_orm::ExprTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::{Ask, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "limits")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub bucket: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_index: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub window: i64,
        pub count: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Counts one and tells how many there are now in this window.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_one(&self, bucket: &str, key_index: &[u8], window: i64) -> Result<u32> {
        let one = row::ActiveModel {
            bucket: Set(bucket.to_owned()),
            key_index: Set(key_index.to_vec()),
            window: Set(window),
            count: Set(1),
        };
        let more = Expr::col((row::Entity, row::Column::Count)).add(1);
        let row = row::Entity::insert(one)
            .on_conflict(
                OnConflict::columns([
                    row::Column::Bucket,
                    row::Column::KeyIndex,
                    row::Column::Window,
                ])
                .value(row::Column::Count, more)
                .to_owned(),
            )
            .exec_with_returning(self.db())
            .await?;
        Ok(u32::try_from(row.count).unwrap_or(u32::MAX))
    }

    /// Forgets the windows of a bucket that have passed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_counts_before(&self, bucket: &str, window: i64) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.bucket.eq(bucket))
            .filter(row::COLUMN.window.lt(window))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
