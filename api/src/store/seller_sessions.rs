//! Sessions of sellers: a table of their own, so that no token of a person or an officer is one of a
//! seller, nor the other way round. Tokens are known by their hash only.

use sea_orm::ActiveValue::Set;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use shared::organization::OrganizationCode;
use shared::values::Moment;

use super::accounts::{self, Holder, holder};
use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Sealer;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seller_sessions")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: Vec<u8>,
        pub account_id: Uuid,
        pub client_id: Uuid,
        pub organization_code: String,
        pub created_at: ChronoDateTimeUtc,
        pub last_seen_at: ChronoDateTimeUtc,
        pub ends_at: ChronoDateTimeUtc,
        pub mac: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Whose session it is, as for those of persons.
impl Related<accounts::row::Entity> for row::Entity {
    fn to() -> RelationDef {
        Self::belongs_to(accounts::row::Entity)
            .from(row::Column::AccountId)
            .to(accounts::row::Column::Id)
            .into()
    }
}

impl Related<accounts::binding::Entity> for row::Entity {
    fn to() -> RelationDef {
        Self::belongs_to(accounts::binding::Entity)
            .from(row::Column::AccountId)
            .to(accounts::binding::Column::AccountId)
            .into()
    }
}

/// A session of a seller as use cases see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerSessionRow {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Who is signed in.
    pub account: Uuid,
    /// For which client.
    pub client: Uuid,
    /// As a user of which organisation, as the provider said at the sign-in.
    pub organization: OrganizationCode,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used.
    pub last_seen_at: Moment,
    /// When it ends whatever is done.
    pub ends_at: Moment,
}

impl Write {
    /// Begins a session of a seller.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_seller_session(&self, session: &SellerSessionRow) -> Result<()> {
        let row = row::ActiveModel {
            token_hash: Set(session.token_hash.clone()),
            account_id: Set(session.account),
            client_id: Set(session.client),
            organization_code: Set(session.organization.to_string()),
            created_at: Set(session.created_at),
            last_seen_at: Set(session.last_seen_at),
            ends_at: Set(session.ends_at),
            mac: Set(mac(self.sealer(), session)),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Ends a session of a seller.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_seller_session(&self, token_hash: &[u8]) -> Result<()> {
        row::Entity::delete_by_id(token_hash.to_vec())
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Ends all sessions that an account has as a seller.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_seller_sessions_of(&self, account: Uuid) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.account_id.eq(account))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Notes that a session of a seller was used.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn touch_seller_session(&self, token_hash: &[u8], now: Moment) -> Result<()> {
        row::Entity::update_many()
            .col_expr(row::Column::LastSeenAt, Expr::value(now))
            .filter(row::COLUMN.token_hash.eq(token_hash))
            // Two requests at once do not set it back.
            .filter(row::COLUMN.last_seen_at.lt(now))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Removes sessions of sellers that nobody can use any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_ended_of_sellers(&self, now: Moment, idle_since: Moment) -> Result<()> {
        row::Entity::delete_many()
            .filter(
                Condition::any()
                    .add(row::COLUMN.ends_at.lte(now))
                    .add(row::COLUMN.last_seen_at.lte(idle_since)),
            )
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// Reads a session of a seller, ended or not, and who has it. One that the platform has not begun, or
    /// not for this account, client and organisation, is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_seller_session(
        &self,
        token_hash: &[u8],
    ) -> Result<Option<(SellerSessionRow, Holder)>> {
        let found = row::Entity::find_by_id(token_hash.to_vec())
            .find_also_related(accounts::row::Entity)
            .find_also_related(accounts::binding::Entity)
            .one(self.db())
            .await?;
        let Some((row, account, binding)) = found else {
            return Ok(None);
        };
        let session = genuine(self.sealer(), row);
        let found = session.map(|session| Ok((session, holder(self, account, binding)?)));
        found.transpose()
    }
}

/// A session, where the platform has begun it, for this account, client and organisation.
fn genuine(sealer: &Sealer, row: row::Model) -> Option<SellerSessionRow> {
    let session = SellerSessionRow {
        token_hash: row.token_hash,
        account: row.account_id,
        client: row.client_id,
        organization: OrganizationCode::read(&row.organization_code).ok()?,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        ends_at: row.ends_at,
    };
    let is_ours = row.mac == mac(sealer, &session);
    if !is_ours {
        tracing::error!(account = %session.account, "a session of a seller was forged");
    }
    Some(session).filter(|_| is_ours)
}

/// What vouches for a session: whose it is, for whom, and from when until when. The word at the
/// beginning keeps it from being one of a person or an officer.
fn mac(sealer: &Sealer, session: &SellerSessionRow) -> Vec<u8> {
    let fields: [&[u8]; 7] = [
        b"seller/",
        session.account.as_bytes(),
        session.client.as_bytes(),
        &session.created_at.timestamp_micros().to_be_bytes(),
        &session.ends_at.timestamp_micros().to_be_bytes(),
        &session.token_hash,
        session.organization.as_str().as_bytes(),
    ];
    sealer.session_mac(&fields.concat())
}
