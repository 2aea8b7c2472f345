//! Accounts of the identity platform, and the document that is bound to each.

pub(super) mod rebinding;
mod several;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, QuerySelect, SqlErr, TryInsertResult};
use serde::{Deserialize, Serialize};
use shared::account::Identity;
use shared::values::{Day, Moment};

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "accounts")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub issuer: String,
        pub subject: String,
        pub claims_sealed: Vec<u8>,
        pub created_at: ChronoDateTimeUtc,
        pub binding_lost_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod binding {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bindings")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        pub person_index: Vec<u8>,
        pub identity_sealed: Vec<u8>,
        pub bound_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the identity provider says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The full name.
    pub name: String,
    /// The date of birth, where the provider knows it.
    pub born: Option<Day>,
    /// Whether the provider has verified both.
    #[serde(default)]
    pub verified: bool,
    /// The number of the person's document, where the provider asserts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
}

/// An account as use cases see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The id.
    pub id: Uuid,
    /// What the identity provider says.
    pub profile: Profile,
    /// When the owner of the document that was bound here took the binding over.
    pub binding_lost_at: Option<Moment>,
}

/// Since when an account is there, and its binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountDates {
    /// When the person first signed in.
    pub created_at: Moment,
    /// When the document was bound that is bound.
    pub bound_at: Option<Moment>,
}

/// A document bound to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Name and document.
    pub identity: Identity,
    /// The blind index of the person (see [`Identity::person`]).
    pub person_index: Vec<u8>,
}

/// Who has a session: an account, and the document that is bound to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub account: AccountRow,
    /// The document, if one is bound.
    pub binding: Option<Binding>,
}

/// Reads who has a session, from the rows that were found with it.
pub(super) fn holder(
    ask: &impl Ask,
    account: Option<row::Model>,
    binding: Option<binding::Model>,
) -> Result<Holder> {
    let account = account.ok_or_else(|| Error::unexpected("a session without an account"))?;
    Ok(Holder {
        account: read(ask, account)?,
        binding: binding.map(|row| read_binding(ask, row)).transpose()?,
    })
}

const CLAIMS: &str = "accounts.claims";
const IDENTITY: &str = "bindings.identity";

impl Write {
    /// The account of a subject, made at the first sign-in; what the provider says now replaces what it
    /// said before. Others are kept from changing it until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn keep_account(
        &self,
        new_id: Uuid,
        issuer: &str,
        subject: &str,
        profile: &Profile,
        at: Moment,
    ) -> Result<Uuid> {
        let subject = hashed(self.sealer(), issuer, subject);
        if let Some(known) = self.find_subject(issuer, &subject).await? {
            return self.renew_account(known, profile).await;
        }
        let key = claims_row(new_id, &subject);
        let fresh = row::ActiveModel {
            id: Set(new_id),
            issuer: Set(issuer.to_owned()),
            subject: Set(subject.clone()),
            claims_sealed: Set(self.sealer().seal(place(CLAIMS, &key), profile)?),
            created_at: Set(at),
            binding_lost_at: Set(None),
        };
        // Two first sign-ins at the same time make one account: the unique index decides.
        let added = row::Entity::insert(fresh)
            .on_conflict(
                OnConflict::columns([row::Column::Issuer, row::Column::Subject])
                    .do_nothing()
                    .to_owned(),
            )
            .try_insert()
            .exec_without_returning(self.db())
            .await?;
        if matches!(added, TryInsertResult::Inserted(1)) {
            self.begin_chain(new_id);
            return Ok(new_id);
        }
        let known = self.find_subject(issuer, &subject).await?;
        let known =
            known.ok_or_else(|| Error::unexpected("an account is neither new nor known"))?;
        self.renew_account(known, profile).await
    }

    async fn find_subject(&self, issuer: &str, subject: &str) -> Result<Option<row::Model>> {
        Ok(row::Entity::find()
            .filter(row::COLUMN.issuer.eq(issuer))
            .filter(row::COLUMN.subject.eq(subject))
            .one(self.db())
            .await?)
    }

    /// Replaces what the provider said before.
    async fn renew_account(&self, known: row::Model, profile: &Profile) -> Result<Uuid> {
        let key = claims_row(known.id, &known.subject);
        // That this subject is its own is believed by the seal alone.
        let known = read(self, known)?;
        let changed = row::ActiveModel {
            id: Set(known.id),
            claims_sealed: Set(self.sealer().seal(place(CLAIMS, &key), profile)?),
            ..Default::default()
        };
        row::Entity::update(changed).exec(self.db()).await?;
        Ok(known.id)
    }

    /// Reads an account and keeps others from changing it until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer, or there is no such account.
    pub async fn hold_account(&self, id: Uuid) -> Result<AccountRow> {
        let row = row::Entity::find_by_id(id)
            .lock_exclusive()
            .one(self.db())
            .await?;
        read(
            self,
            row.ok_or_else(|| Error::unexpected("an account is gone"))?,
        )
    }

    /// The blind index of whose document is bound to an account, and keeps it bound until the
    /// transaction ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_person_index(&self, account: Uuid) -> Result<Option<Vec<u8>>> {
        let row = binding::Entity::find_by_id(account)
            .lock_exclusive()
            .one(self.db())
            .await?;
        Ok(row.map(|row| row.person_index))
    }

    /// The document bound to an account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_binding(&self, account: Uuid) -> Result<Option<Binding>> {
        binding_of(self, account).await
    }

    /// The account to which a person's document is bound.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_bound_account(&self, person_index: &[u8]) -> Result<Option<Uuid>> {
        let found = binding::Entity::find()
            .filter(binding::COLUMN.person_index.eq(person_index))
            .one(self.db())
            .await?;
        Ok(found.map(|row| row.account_id))
    }

    /// Takes the binding away from an account, for good.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_binding(&self, account: Uuid, at: Moment) -> Result<()> {
        binding::Entity::delete_by_id(account)
            .exec(self.db())
            .await?;
        let changed = row::ActiveModel {
            id: Set(account),
            binding_lost_at: Set(Some(at)),
            ..Default::default()
        };
        row::Entity::update(changed).exec(self.db()).await?;
        Ok(())
    }

    /// Binds a document; false where another account was faster. Then the transaction is of no
    /// more use.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_binding(&self, account: Uuid, new: &Binding, at: Moment) -> Result<bool> {
        let key = identity_row(account, &new.person_index);
        let row = binding::ActiveModel {
            account_id: Set(account),
            person_index: Set(new.person_index.clone()),
            identity_sealed: Set(self.sealer().seal(place(IDENTITY, &key), &new.identity)?),
            bound_at: Set(at),
        };
        match binding::Entity::insert(row)
            .exec_without_returning(self.db())
            .await
        {
            Ok(_) => Ok(true),
            Err(error) => match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => Ok(false),
                _ => Err(error.into()),
            },
        }
    }
}

impl Store {
    /// Reads an account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_account(&self, id: Uuid) -> Result<Option<AccountRow>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        row.map(|row| read(self, row)).transpose()
    }

    /// The document bound to an account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_binding(&self, account: Uuid) -> Result<Option<Binding>> {
        binding_of(self, account).await
    }

    /// Since when an account is there, and its binding.
    ///
    /// # Errors
    /// The database does not answer, or there is no such account.
    pub async fn account_dates(&self, account: Uuid) -> Result<AccountDates> {
        let row = row::Entity::find_by_id(account).one(self.db()).await?;
        let row = row.ok_or_else(|| Error::unexpected("there is no such account"))?;
        let binding = binding::Entity::find_by_id(account).one(self.db()).await?;
        Ok(AccountDates {
            created_at: row.created_at,
            bound_at: binding.map(|binding| binding.bound_at),
        })
    }
}

/// What a keyed hash of a subject begins with; no provider calls anybody that.
const HASHED: &str = "hmac-sha256:";

/// The form in which a subject is stored and looked up: for some providers it is a name.
fn hashed(sealer: &Sealer, issuer: &str, subject: &str) -> String {
    let text = format!("subject/{}/{issuer}/{subject}", issuer.len());
    format!("{HASHED}{}", sealer.index_text(text.as_bytes()))
}

fn read(ask: &impl Ask, row: row::Model) -> Result<AccountRow> {
    let key = claims_row(row.id, &row.subject);
    Ok(AccountRow {
        profile: ask.sealer().open(place(CLAIMS, &key), &row.claims_sealed)?,
        id: row.id,
        binding_lost_at: row.binding_lost_at,
    })
}

async fn binding_of(ask: &impl Ask, account: Uuid) -> Result<Option<Binding>> {
    let row = binding::Entity::find_by_id(account).one(ask.db()).await?;
    row.map(|row| read_binding(ask, row)).transpose()
}

fn read_binding(ask: &impl Ask, row: binding::Model) -> Result<Binding> {
    let key = identity_row(row.account_id, &row.person_index);
    Ok(Binding {
        identity: ask
            .sealer()
            .open(place(IDENTITY, &key), &row.identity_sealed)?,
        person_index: row.person_index,
    })
}

/// The row of what a provider says, to which its seal is bound: an account and whose it is.
fn claims_row(account: Uuid, subject: &str) -> Vec<u8> {
    [account.as_bytes(), subject.as_bytes()].concat()
}

/// The row of a bound document, to which its seal is bound: an account and the person.
fn identity_row(account: Uuid, person_index: &[u8]) -> Vec<u8> {
    [account.as_bytes().as_slice(), person_index].concat()
}

fn place<'a>(column: &'static str, row: &'a [u8]) -> Place<'a> {
    Place { column, row }
}
