//! Sign-outs under way: the identity token for the provider, sealed, under the hash of the handle
//! that the browser has. Each is gone at its use.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use shared::values::Moment;

use super::{Ask, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "farewells")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub handle_hash: Vec<u8>,
        pub id_token_sealed: Vec<u8>,
        pub expires_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const ID_TOKEN: &str = "farewells.id_token";

impl Write {
    /// Remembers an identity token under the hash of a handle.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_farewell(
        &self,
        handle_hash: &[u8],
        id_token: &str,
        expires_at: Moment,
    ) -> Result<()> {
        let place = Place {
            column: ID_TOKEN,
            row: handle_hash,
        };
        let row = row::ActiveModel {
            handle_hash: Set(handle_hash.to_vec()),
            id_token_sealed: Set(self.sealer().seal(place, &id_token)?),
            expires_at: Set(expires_at),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Takes an identity token away: only one of two who have the handle gets it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_farewell(&self, handle_hash: &[u8], now: Moment) -> Result<Option<String>> {
        let Some(row) = row::Entity::find_by_id(handle_hash.to_vec())
            .one(self.db())
            .await?
        else {
            return Ok(None);
        };
        let taken = row::Entity::delete_by_id(handle_hash.to_vec())
            .exec(self.db())
            .await?;
        if taken.rows_affected != 1 || row.expires_at <= now {
            return Ok(None);
        }
        let place = Place {
            column: ID_TOKEN,
            row: handle_hash,
        };
        Ok(Some(self.sealer().open(place, &row.id_token_sealed)?))
    }

    /// Removes those that nobody has used in time.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_old_farewells(&self, now: Moment) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.expires_at.lte(now))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
