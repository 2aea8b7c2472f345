//! Views of the queue that officers have saved: sealed, because a name can be that of a person.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use shared::desk::views::NewView;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "views")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub view_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const VIEW: &str = "views.view";

impl Write {
    /// How many views an officer has beside one. The account has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_other_views(&self, account: Uuid, id: Uuid) -> Result<u64> {
        Ok(row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.id.ne(id))
            .count(self.db())
            .await?)
    }

    /// Saves a view, in place of the one of that id if there is one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_view(&self, account: Uuid, id: Uuid, view: &NewView) -> Result<()> {
        let key = key(account, id);
        let row = row::ActiveModel {
            account_id: Set(account),
            id: Set(id),
            view_sealed: Set(self.sealer().seal(place(&key), view)?),
        };
        row::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([row::Column::AccountId, row::Column::Id])
                    .update_column(row::Column::ViewSealed)
                    .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Deletes a view, if there is one of that id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_view(&self, account: Uuid, id: Uuid) -> Result<()> {
        row::Entity::delete_by_id((account, id))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The views of an officer with their ids. One that does not open is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_views(&self, account: Uuid) -> Result<Vec<(Uuid, NewView)>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .all(self.db())
            .await?;
        let views = rows.into_iter().filter_map(|row| {
            let key = key(account, row.id);
            let view = self.sealer().open(place(&key), &row.view_sealed);
            if let Err(error) = &view {
                tracing::error!(view = %row.id, %error, "a saved view cannot be read");
            }
            Some((row.id, view.ok()?))
        });
        Ok(views.collect())
    }
}

/// The row of a view, to which its seal is bound.
fn key(account: Uuid, id: Uuid) -> Vec<u8> {
    [account.into_bytes(), id.into_bytes()].concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place { column: VIEW, row }
}
