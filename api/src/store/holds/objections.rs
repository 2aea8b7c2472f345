//! That applicants asked an officer to release a hold, once for each hold, sealed.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use shared::application::HoldObjection;

use crate::error::Result;
use crate::seal::{Place, Sealer};
use crate::store::{Ask, Write};

pub(in crate::store) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hold_objections")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hold_id: Uuid,
        pub application_id: Uuid,
        pub objection_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const OBJECTION: &str = "hold_objections.objection";

impl Write {
    /// Files that the release of a hold is asked for. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer, or it was asked for before.
    pub async fn add_hold_objection(
        &self,
        (hold, application): (Uuid, Uuid),
        objection: &HoldObjection,
    ) -> Result<()> {
        row::Entity::insert(active(self.sealer(), (hold, application), objection)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes back what became of it, where the application is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_hold_objection(
        &self,
        (hold, application): (Uuid, Uuid),
        objection: &HoldObjection,
    ) -> Result<()> {
        row::Entity::update(active(self.sealer(), (hold, application), objection)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// What was asked for of a hold, whose application is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_hold_objection(&self, hold: Uuid) -> Result<Option<HoldObjection>> {
        let row = row::Entity::find_by_id(hold).one(self.db()).await?;
        row.map(|row| read(self.sealer(), &row)).transpose()
    }
}

fn active(
    sealer: &Sealer,
    (hold, application): (Uuid, Uuid),
    objection: &HoldObjection,
) -> Result<row::ActiveModel> {
    let key = key(hold, application);
    Ok(row::ActiveModel {
        hold_id: Set(hold),
        application_id: Set(application),
        objection_sealed: Set(sealer.seal(place(&key), objection)?),
    })
}

/// What was asked for, as use cases see it.
pub(in crate::store) fn read(sealer: &Sealer, row: &row::Model) -> Result<HoldObjection> {
    let key = key(row.hold_id, row.application_id);
    sealer.open(place(&key), &row.objection_sealed)
}

/// The row, to which the seal is bound.
fn key(hold: Uuid, application: Uuid) -> Vec<u8> {
    format!("{}/{}", hold.simple(), application.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: OBJECTION,
        row,
    }
}
