//! How much each client has asked for in a minute, on all instances together. An instance takes
//! several requests at a time, so that not each of them costs a transaction.

use sea_orm::ActiveValue::Set;
use sea_orm::ExprTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::error::Result;
use crate::store::{Ask, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_requests")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub minute: i64,
        pub count: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Takes some requests of a minute, counted from 1970; tells how many were taken with these.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_requests(&self, client: Uuid, minute: i64, some: u32) -> Result<u32> {
        let some = i32::try_from(some).unwrap_or(i32::MAX);
        let row = row::ActiveModel {
            client_id: Set(client),
            minute: Set(minute),
            count: Set(some),
        };
        let counted = Expr::col((row::Entity, row::Column::Count)).add(some);
        let row = row::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([row::Column::ClientId, row::Column::Minute])
                    .value(row::Column::Count, counted)
                    .to_owned(),
            )
            .exec_with_returning(self.db())
            .await?;
        Ok(u32::try_from(row.count).unwrap_or(u32::MAX))
    }

    /// Forgets the minutes before one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_requests_before(&self, minute: i64) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.minute.lt(minute))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
