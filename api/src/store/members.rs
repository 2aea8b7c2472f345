//! Whom an application has ever kept (`store::locks`): the way from a person to the applications that
//! name them. It outlives the locks. It is an index only: whom an application names say its sealed
//! answers.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, QueryTrait};

use super::{Ask, Store, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "members")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_index: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Keeps in mind, with the commit, that an application, which is held, keeps some people.
    pub(super) async fn keep_members(&self, application: Uuid, people: &[Vec<u8>]) -> Result<()> {
        if people.is_empty() {
            return Ok(());
        }
        let rows = people.iter().map(|person| row::ActiveModel {
            person_index: Set(person.clone()),
            application_id: Set(application),
        });
        let known = [row::Column::PersonIndex, row::Column::ApplicationId];
        let rows = row::Entity::insert_many(rows);
        self.add_later(rows.on_conflict_do_nothing_on(known).into_query())
            .await
    }

    /// The applications that have ever kept a person, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_kept_in(&self, person: &[u8], most: u64) -> Result<Vec<Uuid>> {
        self.write_others().await?;
        list_kept_in(self, person, most).await
    }
}

impl Store {
    /// The applications that have ever kept a person, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_kept_in(&self, person: &[u8], most: u64) -> Result<Vec<Uuid>> {
        list_kept_in(self, person, most).await
    }

    /// Whether an application has ever kept a person.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn was_kept_in(&self, person: &[u8], application: Uuid) -> Result<bool> {
        let row = row::Entity::find_by_id((person.to_vec(), application))
            .one(self.db())
            .await?;
        Ok(row.is_some())
    }

    /// Everybody who was ever kept together with a person, by any application, the person among them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_kept_with(&self, person: &[u8]) -> Result<Vec<Vec<u8>>> {
        let applications: Vec<Uuid> = row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.person_index.eq(person))
            .into_tuple()
            .all(self.db())
            .await?;
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::PersonIndex)
            .filter(row::Column::ApplicationId.is_in(applications))
            .distinct()
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

async fn list_kept_in(ask: &impl Ask, person: &[u8], most: u64) -> Result<Vec<Uuid>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::ApplicationId)
        .filter(row::COLUMN.person_index.eq(person))
        .order_by_desc(row::COLUMN.application_id)
        .limit(most)
        .into_tuple()
        .all(ask.db())
        .await?)
}
