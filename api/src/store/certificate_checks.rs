//! Which sellers had a certificate checked against its holder's document, sealed: their owners are told.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use shared::certificate::ToldCheck;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_checks")]
    pub(super) struct Model {
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
    /// The newest checks of an application's certificates, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_certificate_checks(&self, application: Uuid) -> Result<Vec<ToldCheck>> {
        let all = row::Entity::find().filter(row::COLUMN.application_id.eq(application));
        newest(self, all).await
    }

    /// The same of the checks of one client.
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
    let rows = checks
        .order_by_desc(row::COLUMN.id)
        .limit(MOST)
        .all(asked.db())
        .await?;
    let opened = rows.into_iter().rev().map(|row| {
        let key = key(row.application_id, row.client_id, row.id);
        asked.sealer().open(place(&key), &row.check_sealed)
    });
    opened.collect()
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
