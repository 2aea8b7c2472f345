//! Sign-ins under way and sessions. Tokens are known by their hash only: who reads the database
//! can neither finish a sign-in nor take over a session. Who writes to it cannot make one up.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder};
use serde::{Deserialize, Serialize};
use shared::values::{Lang, Moment};

use super::accounts::{self, Holder, holder};
use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::{Place, Sealer};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: Vec<u8>,
        pub account_id: Uuid,
        pub created_at: ChronoDateTimeUtc,
        pub last_seen_at: ChronoDateTimeUtc,
        pub ends_at: ChronoDateTimeUtc,
        pub mac: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Whose session it is, read with it in one statement: every request asks.
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

mod sign_in {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_ins")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub state_hash: Vec<u8>,
        pub browser_hash: Vec<u8>,
        pub secrets_sealed: Vec<u8>,
        pub expires_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// As what somebody signs in: each has sessions of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInAs {
    /// As a person.
    #[default]
    Person,
    /// As an officer.
    Officer,
    /// As a seller.
    Seller,
}

/// What is remembered of a sign-in until the browser comes back from the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Has to come back within the identity token.
    pub nonce: String,
    /// Proves that the code was asked for here (RFC 7636).
    pub verifier: String,
    /// Hash of the cookie of the browser that began.
    pub browser_hash: Vec<u8>,
    /// Where the browser goes afterwards: a path of ours.
    pub return_to: String,
    /// When it began, where the provider has to ask anew who it is.
    #[serde(default)]
    pub anew_since: Option<Moment>,
    /// As what somebody wants to sign in.
    #[serde(default)]
    pub wanted: SignInAs,
    /// In which language somebody came.
    #[serde(default)]
    pub language: Lang,
}

/// A session as use cases see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Who is signed in.
    pub account: Uuid,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used.
    pub last_seen_at: Moment,
    /// When it ends whatever is done.
    pub ends_at: Moment,
}

const SECRETS: &str = "sign_ins.secrets";

impl Write {
    /// Remembers a sign-in under the hash of its state.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_sign_in(
        &self,
        state_hash: &[u8],
        sign_in: &SignIn,
        expires_at: Moment,
    ) -> Result<()> {
        let place = Place {
            column: SECRETS,
            row: state_hash,
        };
        let row = sign_in::ActiveModel {
            state_hash: Set(state_hash.to_vec()),
            browser_hash: Set(sign_in.browser_hash.clone()),
            secrets_sealed: Set(self.sealer().seal(place, sign_in)?),
            expires_at: Set(expires_at),
        };
        sign_in::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Takes a sign-in away: only one of two callbacks with the same state gets it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_sign_in(&self, state_hash: &[u8], now: Moment) -> Result<Option<SignIn>> {
        let taken = sign_in::Entity::delete_by_id(state_hash.to_vec())
            .exec_with_returning(self.db())
            .await?;
        let Some(row) = taken.filter(|row| now < row.expires_at) else {
            return Ok(None);
        };
        let place = Place {
            column: SECRETS,
            row: state_hash,
        };
        Ok(Some(self.sealer().open(place, &row.secrets_sealed)?))
    }

    /// Begins a session.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_session(&self, session: &SessionRow) -> Result<()> {
        let row = row::ActiveModel {
            token_hash: Set(session.token_hash.clone()),
            account_id: Set(session.account),
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

    /// Ends a session.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_session(&self, token_hash: &[u8]) -> Result<()> {
        row::Entity::delete_by_id(token_hash.to_vec())
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_sessions_of(&self, account: Uuid) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.account_id.eq(account))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn touch_session(&self, token_hash: &[u8], now: Moment) -> Result<()> {
        row::Entity::update_many()
            .col_expr(row::Column::LastSeenAt, Expr::value(now))
            .filter(row::COLUMN.token_hash.eq(token_hash))
            // Two requests at once do not set it back.
            .filter(row::COLUMN.last_seen_at.lt(now))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Removes sessions that nobody can use any more and sign-ins that were given up.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_ended(&self, now: Moment, idle_since: Moment) -> Result<()> {
        row::Entity::delete_many()
            .filter(
                Condition::any()
                    .add(row::COLUMN.ends_at.lte(now))
                    .add(row::COLUMN.last_seen_at.lte(idle_since)),
            )
            .exec(self.db())
            .await?;
        sign_in::Entity::delete_many()
            .filter(sign_in::COLUMN.expires_at.lte(now))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// Whether a browser has a sign-in under way.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_sign_in(&self, browser_hash: &[u8], now: Moment) -> Result<bool> {
        let found = sign_in::Entity::find()
            .filter(sign_in::COLUMN.browser_hash.eq(browser_hash))
            .filter(sign_in::COLUMN.expires_at.gt(now))
            .one(self.db())
            .await?;
        Ok(found.is_some())
    }

    /// Reads a session, ended or not, and who has it. One that the platform has not begun, or not for
    /// this account, is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_session(&self, token_hash: &[u8]) -> Result<Option<(SessionRow, Holder)>> {
        let found = row::Entity::find_by_id(token_hash.to_vec())
            .find_also_related(accounts::row::Entity)
            .find_also_related(accounts::binding::Entity)
            .one(self.db())
            .await?;
        let Some((row, account, binding)) = found else {
            return Ok(None);
        };
        let session = read(self.sealer(), row);
        let found = session.map(|session| Ok((session, holder(self, account, binding)?)));
        found.transpose()
    }

    /// The sessions of an account, ended or not, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_sessions(&self, account: Uuid) -> Result<Vec<SessionRow>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .order_by_desc(row::COLUMN.created_at)
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        Ok(rows.filter_map(|row| read(self.sealer(), row)).collect())
    }
}

/// A session, if the platform has begun it.
fn read(sealer: &Sealer, row: row::Model) -> Option<SessionRow> {
    let session = SessionRow {
        token_hash: row.token_hash,
        account: row.account_id,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        ends_at: row.ends_at,
    };
    let is_ours = row.mac == mac(sealer, &session);
    if !is_ours {
        tracing::error!(account = %session.account, "a session was forged");
    }
    Some(session).filter(|_| is_ours)
}

/// What vouches for a session: whose it is, and from when until when. Who can write to the database
/// but does not have the keys can neither begin one nor make another's of it. When it was last used
/// changes each minute and is left out.
fn mac(sealer: &Sealer, session: &SessionRow) -> Vec<u8> {
    let fields: [&[u8]; 4] = [
        session.account.as_bytes(),
        &session.created_at.timestamp_micros().to_be_bytes(),
        &session.ends_at.timestamp_micros().to_be_bytes(),
        &session.token_hash,
    ];
    sealer.session_mac(&fields.concat())
}
