//! E-mails to the contacts of a client that are still to be sent. What is kept of an address is a keyed
//! hash: where to write is found among the contacts as they are then.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::error::Result;
use crate::store::{Ask, Store, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_letters")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub endpoint_id: Uuid,
        pub address_index: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An e-mail that is to be sent: that nothing is sent to an endpoint any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLetter {
    /// The id, by which mail servers know it.
    pub id: Uuid,
    /// About which endpoint.
    pub endpoint: Uuid,
    /// To which contact of its client.
    pub address_index: Vec<u8>,
}

impl Write {
    /// Writes down that an e-mail is to be sent.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_client_letter(&self, letter: &ClientLetter) -> Result<()> {
        let row = row::ActiveModel {
            id: Set(letter.id),
            endpoint_id: Set(letter.endpoint),
            address_index: Set(letter.address_index.clone()),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Forgets an e-mail that is done with.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_client_letter(&self, id: Uuid) -> Result<()> {
        row::Entity::delete_by_id(id).exec(self.db()).await?;
        Ok(())
    }
}

impl Store {
    /// An e-mail that is to be sent; none where its endpoint is gone.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_client_letter(&self, id: Uuid) -> Result<Option<ClientLetter>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        Ok(row.map(|row| ClientLetter {
            id: row.id,
            endpoint: row.endpoint_id,
            address_index: row.address_index,
        }))
    }
}
