//! How far the clock of a sandbox was set forward: one row, for all instances. The row also says that the
//! database is a sandbox's: it has been one since before anybody had an account.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::{Ask, Store, Write, accounts};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sandbox_clocks")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub ahead_ms: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The one there is.
const ID: i32 = 1;

impl Store {
    /// By how many milliseconds it was set forward.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_sandbox_clock(&self) -> Result<i64> {
        let row = row::Entity::find_by_id(ID).one(self.db()).await?;
        Ok(row.map_or(0, |row| row.ahead_ms))
    }
}

impl Write {
    /// Makes the database a sandbox's, unless somebody has an account already; whether it is one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn found_sandbox(&self) -> Result<bool> {
        if row::Entity::find_by_id(ID).one(self.db()).await?.is_some() {
            return Ok(true);
        }
        let account = accounts::row::Entity::find().one(self.db()).await?;
        if account.is_none() {
            self.raise_sandbox_clock(0).await?;
        }
        Ok(account.is_none())
    }

    /// Sets it so many milliseconds ahead, unless it is further already; two at once leave the larger.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn raise_sandbox_clock(&self, ahead_ms: i64) -> Result<()> {
        let first = row::ActiveModel {
            id: Set(ID),
            ahead_ms: Set(0),
        };
        row::Entity::insert(first)
            .on_conflict(
                OnConflict::column(row::Column::Id)
                    .do_nothing_on([row::Column::Id])
                    .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        row::Entity::update_many()
            .col_expr(row::Column::AheadMs, Expr::value(ahead_ms))
            .filter(row::COLUMN.id.eq(ID))
            .filter(row::COLUMN.ahead_ms.lt(ahead_ms))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
