//! Locks on people: one live application per person and module. The primary key is the rule, so
//! two submissions at once cannot both have it.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QuerySelect, SqlErr};
use shared::problem::ProblemKind;
use shared::purchase::Module;

use super::{Ask, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "locks")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_index: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub module: String,
        pub application_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Locks people for an application; whom it keeps already it keeps.
    ///
    /// # Errors
    /// [`ProblemKind::HouseholdMemberLocked`] where one of them is in another live application.
    pub async fn lock_people(
        &self,
        application: Uuid,
        module: Module,
        mut people: Vec<Vec<u8>>,
    ) -> Result<()> {
        // In one order for everybody, so that two households cannot wait for each other.
        people.sort();
        people.dedup();
        let own: Vec<Vec<u8>> = row::Entity::find()
            .select_only()
            .column(row::Column::PersonIndex)
            .filter(row::COLUMN.application_id.eq(application))
            .into_tuple()
            .all(self.db())
            .await?;
        people.retain(|person| !own.contains(person));
        for person_index in people {
            let lock = row::ActiveModel {
                person_index: Set(person_index),
                module: Set(module.slug().to_owned()),
                application_id: Set(application),
            };
            if let Err(error) = row::Entity::insert(lock)
                .exec_without_returning(self.db())
                .await
            {
                return Err(match error.sql_err() {
                    Some(SqlErr::UniqueConstraintViolation(_)) => {
                        ProblemKind::HouseholdMemberLocked.into()
                    }
                    _ => error.into(),
                });
            }
        }
        Ok(())
    }

    /// The other applications that keep some of these people.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_lock_holders(
        &self,
        application: Uuid,
        module: Module,
        people: &[Vec<u8>],
    ) -> Result<Vec<Uuid>> {
        let mut holders: Vec<Uuid> = row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(row::Column::PersonIndex.is_in(people.to_vec()))
            .filter(row::COLUMN.application_id.ne(application))
            .into_tuple()
            .all(self.db())
            .await?;
        holders.sort_unstable();
        holders.dedup();
        Ok(holders)
    }

    /// Releases everybody whom an application keeps.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unlock_people(&self, application: Uuid) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.application_id.eq(application))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
