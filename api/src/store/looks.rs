//! Which officers looked at an application, at what and why: sealed, because a reason can name people.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use shared::review::Look;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "looks")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub look_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const LOOK: &str = "looks.look";

impl Write {
    /// Writes down that an officer looks. `id` is a new one, so that looks of one moment keep their
    /// order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_look(&self, id: Uuid, application: Uuid, look: &Look) -> Result<()> {
        let key = key(application, id);
        let row = row::ActiveModel {
            id: Set(id),
            application_id: Set(application),
            look_sealed: Set(self.sealer().seal(place(&key), look)?),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The looks at an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_looks(&self, application: Uuid) -> Result<Vec<Look>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        rows.into_iter()
            .map(|row| {
                let key = key(application, row.id);
                self.sealer().open(place(&key), &row.look_sealed)
            })
            .collect()
    }
}

/// The row of a look, to which its seal is bound.
fn key(application: Uuid, id: Uuid) -> Vec<u8> {
    [application.into_bytes(), id.into_bytes()].concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place { column: LOOK, row }
}
