//! Which signed assertions clients have used. A use is a row, so that no two can be made of one.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, TryInsertResult};
use shared::values::Moment;

use crate::error::Result;
use crate::store::{Ask, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assertion_uses")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub jti_hash: Vec<u8>,
        pub expires_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Uses an assertion up; tells whether nobody had done so before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn use_assertion(
        &self,
        client: Uuid,
        jti_hash: &[u8],
        until: Moment,
    ) -> Result<bool> {
        let row = row::ActiveModel {
            client_id: Set(client),
            jti_hash: Set(jti_hash.to_vec()),
            expires_at: Set(until),
        };
        let added = row::Entity::insert(row)
            .on_conflict_do_nothing_on([row::Column::ClientId, row::Column::JtiHash])
            .exec_without_returning(self.db())
            .await?;
        Ok(matches!(added, TryInsertResult::Inserted(1)))
    }

    /// Forgets assertions that have expired: they are refused for that.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_old_assertions(&self, now: Moment) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.expires_at.lte(now))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
