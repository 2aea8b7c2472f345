//! Which sellers had a certificate checked against its holder's document, sealed: their owners are told.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, QueryTrait};
use shared::certificate::ToldCheck;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_checks")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub client_id: Uuid,
        pub check_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// So many are told of at the most; all are in the audit log.
const MOST: u64 = 100;

impl Write {
    /// Writes down that a client had a certificate of an application checked. `id` is a new one, so that
    /// checks keep their order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_certificate_check(
        &self,
        id: Uuid,
        application: Uuid,
        client: Uuid,
        check: &ToldCheck,
    ) -> Result<()> {
        let key = key(application, client, id);
        let row = row::ActiveModel {
            id: Set(id),
            application_id: Set(application),
            client_id: Set(client),
            check_sealed: Set(self.sealer().seal(place(&key), check)?),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// The newest checks by a client of an application's certificates.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_own_checks(&self, application: Uuid, client: Uuid) -> Result<Vec<ToldCheck>> {
        newest(self, of_both(application, client)).await
    }
}

impl Store {
    /// The newest checks by a client of an application's certificates, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_certificate_checks_of(
        &self,
        client: Uuid,
        application: Uuid,
    ) -> Result<Vec<ToldCheck>> {
        newest(self, of_both(application, client)).await
    }
}

fn of_both(application: Uuid, client: Uuid) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .filter(row::COLUMN.client_id.eq(client))
}

async fn newest(asked: &impl Ask, checks: Select<row::Entity>) -> Result<Vec<ToldCheck>> {
    let checks = checks.order_by_desc(row::COLUMN.id).limit(MOST);
    let rows = checks.all(asked.db()).await?.into_iter().rev();
    rows.map(|row| open(asked.sealer(), row)).collect()
}

/// The newest checks of an application's certificates, as a part of what belongs to it.
pub(super) fn newest_of(application: Uuid) -> Select<row::Entity> {
    let newest = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_desc(row::COLUMN.id)
        .limit(MOST);
    row::Entity::find().filter(row::Column::Id.in_subquery(newest.into_query()))
}

/// A check as it is told.
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<ToldCheck> {
    let key = key(row.application_id, row.client_id, row.id);
    sealer.open(place(&key), &row.check_sealed)
}

/// The row of a check, to which its seal is bound, with what stands beside it in clear.
fn key(application: Uuid, client: Uuid, id: Uuid) -> Vec<u8> {
    [
        application.into_bytes(),
        client.into_bytes(),
        id.into_bytes(),
    ]
    .concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: "certificate_checks.check",
        row,
    }
}
