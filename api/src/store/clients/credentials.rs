//! What clients prove themselves with: of a secret the hash, of a key the public half.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use shared::values::Moment;

use crate::error::{Error, Result};
use crate::store::{Ask, Store, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_credentials")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub client_id: Uuid,
        pub slot: i32,
        pub secret_hash: Option<Vec<u8>>,
        pub public_key: Option<String>,
        pub proposed_by: Option<Uuid>,
        pub added_at: ChronoDateTimeUtc,
        pub last_used_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many a client can have: one, and the one that takes its place.
pub const MOST_CREDENTIALS: usize = 2;

/// A secret or a key of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialRow {
    /// What it is known by.
    pub id: Uuid,
    /// Whose it is.
    pub client: Uuid,
    /// What it proves the client with.
    pub proof: Proof,
    /// Who added it, as long as a second administrator has to confirm it before it can sign.
    pub proposed_by: Option<Uuid>,
    /// When it was added.
    pub added_at: Moment,
    /// When it was used last.
    pub last_used_at: Option<Moment>,
}

/// What proves a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A secret that hashes (SHA-256) to this.
    Secret(Vec<u8>),
    /// An assertion that is signed with the private half of this key, a JWK (RFC 7517).
    Key(String),
}

impl Write {
    /// Adds a credential; tells whether the client had room for one more. The client has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_credential(&self, credential: &CredentialRow) -> Result<bool> {
        let taken = row::Entity::find()
            .filter(row::COLUMN.client_id.eq(credential.client))
            .all(self.db())
            .await?;
        // That no two have one place is a constraint of the table.
        let free = (1..=MOST_CREDENTIALS)
            .filter_map(|slot| i32::try_from(slot).ok())
            .find(|slot| taken.iter().all(|row| row.slot != *slot));
        let Some(slot) = free else { return Ok(false) };
        let (secret_hash, public_key) = match &credential.proof {
            Proof::Secret(hash) => (Some(hash.clone()), None),
            Proof::Key(key) => (None, Some(key.clone())),
        };
        let row = row::ActiveModel {
            id: Set(credential.id),
            client_id: Set(credential.client),
            slot: Set(slot),
            secret_hash: Set(secret_hash),
            public_key: Set(public_key),
            proposed_by: Set(credential.proposed_by),
            added_at: Set(credential.added_at),
            last_used_at: Set(credential.last_used_at),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(true)
    }

    /// Takes a credential away; tells whether there was one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_credential(&self, client: Uuid, id: Uuid) -> Result<bool> {
        let deleted = row::Entity::delete_many()
            .filter(row::COLUMN.id.eq(id))
            .filter(row::COLUMN.client_id.eq(client))
            .exec(self.db())
            .await?;
        Ok(deleted.rows_affected > 0)
    }

    /// Lets the credentials of a client sign that wait for a second administrator, but those that this one
    /// has added.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirm_credentials(&self, client: Uuid, second: Uuid) -> Result<()> {
        row::Entity::update_many()
            .col_expr(row::Column::ProposedBy, Expr::value(Option::<Uuid>::None))
            .filter(row::COLUMN.client_id.eq(client))
            .filter(row::COLUMN.proposed_by.ne(second))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Notes that a credential is used.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn touch_credential(&self, id: Uuid, now: Moment) -> Result<()> {
        row::Entity::update_many()
            .col_expr(row::Column::LastUsedAt, Expr::value(now))
            .filter(row::COLUMN.id.eq(id))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// The credentials of a client, as the transaction sees them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_held_credentials(&self, client: Uuid) -> Result<Vec<CredentialRow>> {
        list(self, Some(client)).await
    }
}

impl Store {
    /// The credentials of a client, the oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_credentials(&self, client: Uuid) -> Result<Vec<CredentialRow>> {
        list(self, Some(client)).await
    }

    /// The credentials of all clients, the oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_all_credentials(&self) -> Result<Vec<CredentialRow>> {
        list(self, None).await
    }

    /// A credential of a client, as long as it is one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_credential(&self, client: Uuid, id: Uuid) -> Result<Option<CredentialRow>> {
        let row = row::Entity::find_by_id(id)
            .filter(row::COLUMN.client_id.eq(client))
            .one(self.db())
            .await?;
        row.map(read).transpose()
    }
}

async fn list(ask: &impl Ask, client: Option<Uuid>) -> Result<Vec<CredentialRow>> {
    let mut asked = row::Entity::find();
    if let Some(client) = client {
        asked = asked.filter(row::COLUMN.client_id.eq(client));
    }
    let rows = asked
        .order_by_asc(row::COLUMN.added_at)
        .order_by_asc(row::COLUMN.id)
        .all(ask.db())
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: row::Model) -> Result<CredentialRow> {
    let proof = match (row.secret_hash, row.public_key) {
        (Some(hash), None) => Proof::Secret(hash),
        (None, Some(key)) => Proof::Key(key),
        (Some(_), Some(_)) | (None, None) => {
            return Err(Error::unexpected("a credential proves nothing"));
        }
    };
    Ok(CredentialRow {
        id: row.id,
        client: row.client_id,
        proof,
        proposed_by: row.proposed_by,
        added_at: row.added_at,
        last_used_at: row.last_used_at,
    })
}
