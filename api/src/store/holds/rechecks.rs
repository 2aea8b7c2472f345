//! What the newest check for a hold found that stands in the way (待复查), sealed: there as long as it
//! does.

use sea_orm::ActiveValue::Set;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use shared::application::FailedRecheck;

use crate::error::Result;
use crate::seal::{Place, Sealer};
use crate::store::{Ask, Store, Write};

pub(in crate::store) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rechecks")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub recheck_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const RECHECK: &str = "rechecks.recheck";

impl Write {
    /// Files what stands in the way of an application's contract, in place of what was filed before.
    /// The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_recheck(&self, application: Uuid, failed: &FailedRecheck) -> Result<()> {
        let row = row::ActiveModel {
            application_id: Set(application),
            recheck_sealed: Set(self.sealer().seal(place(application.as_bytes()), failed)?),
        };
        let replace = OnConflict::column(row::Column::ApplicationId)
            .update_column(row::Column::RecheckSealed)
            .to_owned();
        row::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Nothing stands in the way any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_recheck(&self, application: Uuid) -> Result<()> {
        row::Entity::delete_by_id(application)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// What stands in the way of the contract of an application, which is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_recheck(&self, application: Uuid) -> Result<Option<FailedRecheck>> {
        find(self, application).await
    }
}

impl Store {
    /// What stands in the way of an application's contract.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_recheck(&self, application: Uuid) -> Result<Option<FailedRecheck>> {
        find(self, application).await
    }
}

async fn find(ask: &impl Ask, application: Uuid) -> Result<Option<FailedRecheck>> {
    let row = row::Entity::find_by_id(application).one(ask.db()).await?;
    row.map(|row| open(ask.sealer(), row)).transpose()
}

/// What stands in the way, as use cases see it.
pub(in crate::store) fn open(sealer: &Sealer, row: row::Model) -> Result<FailedRecheck> {
    let key = row.application_id;
    sealer.open(place(key.as_bytes()), &row.recheck_sealed)
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: RECHECK,
        row,
    }
}

/// Those of some applications in the way of whose contracts something stands.
pub(in crate::store) async fn unconfirmed(ask: &impl Ask, ids: Vec<Uuid>) -> Result<Vec<Uuid>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::ApplicationId)
        .filter(row::Column::ApplicationId.is_in(ids))
        .into_tuple()
        .all(ask.db())
        .await?)
}
