//! Take-overs of bindings at a window. What was asked, shown, proposed and decided is sealed; the
//! clear columns lead to it, and are believed only where they are as it says.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::account::Identity;
use shared::officer::OfficerRole;
use shared::take_over::{TakeOverLookKind, TakeOverState};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "take_overs")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub state: String,
        #[sea_orm(unique)]
        pub code_index: Vec<u8>,
        pub expires_at: ChronoDateTimeUtc,
        pub take_over_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const TAKE_OVER: &str = "take_overs.take_over";

/// A take-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeOverRow {
    /// The id.
    pub id: Uuid,
    /// The account that asks for it.
    pub account: Uuid,
    /// What is on file of it.
    pub filed: FiledTakeOver,
}

/// What is on file of a take-over, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledTakeOver {
    /// How far it is; that it lapsed is told by the clock alone.
    pub state: TakeOverState,
    /// What the person says at the window.
    pub code: String,
    /// The name under which the person had signed in, and the document that will be shown.
    pub identity: Identity,
    /// When it was asked for.
    pub opened_at: Moment,
    /// It lapses at this moment.
    pub expires_at: Moment,
    /// The window at which it was opened last.
    pub desk: Option<Desk>,
    /// What an officer proposed.
    pub proposal: Option<FiledProposal>,
    /// When it was over, and why.
    pub end: Option<TakeOverEnd>,
    /// The account of the officer who refused or confirmed it.
    #[serde(default)]
    pub ended_by: Option<Uuid>,
    /// Which officers looked, earliest first.
    #[serde(default)]
    pub looks: Vec<FiledTakeOverLook>,
}

/// That an officer looked at a take-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledTakeOverLook {
    /// The account of the officer.
    pub officer: Uuid,
    /// The full name, which auditors are told and the person is not.
    pub name: String,
    /// In which role.
    pub role: OfficerRole,
    /// At what.
    pub kind: TakeOverLookKind,
    /// When.
    pub at: Moment,
}

/// A window at which a take-over is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The account of the officer.
    pub officer: Uuid,
    /// When it was opened by its code.
    pub at: Moment,
    /// Whether the officer has typed the number from the document that was shown.
    pub is_compared: bool,
}

/// What an officer proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledProposal {
    /// The account of the officer.
    pub officer: Uuid,
    /// The blind index of the officer as a person, who can come to have another account.
    pub person_index: Vec<u8>,
    /// The full name.
    pub name: String,
    /// What was compared.
    pub reason: String,
    /// Who had the document bound then.
    pub holder: Option<Uuid>,
    /// When.
    pub at: Moment,
}

/// The end of a take-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOverEnd {
    /// When.
    pub at: Moment,
    /// Why, where it was refused or confirmed.
    pub reason: Option<String>,
}

impl TakeOverRow {
    /// How far it is at a moment.
    #[must_use]
    pub fn state_at(&self, now: Moment) -> TakeOverState {
        let state = self.filed.state;
        if state.is_open() && self.filed.expires_at <= now {
            return TakeOverState::Lapsed;
        }
        state
    }
}

impl Write {
    /// Files a take-over. The account that asks for it has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_take_over(&self, new: &TakeOverRow) -> Result<()> {
        row::Entity::insert(active(self.sealer(), new)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes a take-over back. The account that asks for it has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_take_over(&self, changed: &TakeOverRow) -> Result<()> {
        row::Entity::update(active(self.sealer(), changed)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// The take-over of an id.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_take_over(&self, id: Uuid) -> Result<Option<TakeOverRow>> {
        find(self, id).await
    }

    /// The newest take-over of an account, which is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn newest_take_over(&self, account: Uuid) -> Result<Option<TakeOverRow>> {
        newest(self, account).await
    }
}

impl Store {
    /// The take-over of an id.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_take_over(&self, id: Uuid) -> Result<Option<TakeOverRow>> {
        find(self, id).await
    }

    /// The newest take-over of an account.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn newest_take_over(&self, account: Uuid) -> Result<Option<TakeOverRow>> {
        newest(self, account).await
    }

    /// The take-over of a code.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_take_over_of(&self, code: &str) -> Result<Option<TakeOverRow>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.code_index.eq(code_index(self.sealer(), code)))
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// The newest take-overs of an account, so many at the most, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_take_overs(&self, account: Uuid, most: u64) -> Result<Vec<TakeOverRow>> {
        let rows = self.newest_rows(account, most).await?;
        let read = |row| read(self.sealer(), row);
        rows.into_iter().rev().map(read).collect()
    }

    /// The newest take-overs of an account, so many at the most, newest first. One that cannot be
    /// read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_readable_take_overs(
        &self,
        account: Uuid,
        most: u64,
    ) -> Result<Vec<TakeOverRow>> {
        let rows = self.newest_rows(account, most).await?;
        Ok(self.readable(rows))
    }

    /// The take-overs that wait for a supervisor, those that lapse first at the head: so many at the
    /// most. One that cannot be read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_proposed_take_overs(
        &self,
        now: Moment,
        most: u64,
    ) -> Result<Vec<TakeOverRow>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.state.eq(TakeOverState::Proposed.slug()))
            .filter(row::COLUMN.expires_at.gt(now))
            .order_by_asc(row::COLUMN.expires_at)
            .order_by_asc(row::COLUMN.id)
            .limit(most)
            .all(self.db())
            .await?;
        Ok(self.readable(rows))
    }

    /// Take-overs that nobody has proposed yet and whose code can still be used, in the order of their ids
    /// and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_awaited_take_overs(
        &self,
        now: Moment,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::COLUMN.state.eq(TakeOverState::Open.slug()))
            .filter(row::COLUMN.expires_at.gt(now))
            .filter(row::COLUMN.id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.id)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }

    async fn newest_rows(&self, account: Uuid, most: u64) -> Result<Vec<row::Model>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .order_by_desc(row::COLUMN.id)
            .limit(most)
            .all(self.db())
            .await?;
        Ok(rows)
    }

    fn readable(&self, rows: Vec<row::Model>) -> Vec<TakeOverRow> {
        let readable = |row: row::Model| {
            let id = row.id;
            let found = read(self.sealer(), row).ok();
            if found.is_none() {
                tracing::error!(take_over = %id, "a take-over does not open");
            }
            found
        };
        rows.into_iter().filter_map(readable).collect()
    }
}

async fn find(ask: &impl Ask, id: Uuid) -> Result<Option<TakeOverRow>> {
    let row = row::Entity::find_by_id(id).one(ask.db()).await?;
    row.map(|row| read(ask.sealer(), row)).transpose()
}

async fn newest(ask: &impl Ask, account: Uuid) -> Result<Option<TakeOverRow>> {
    let row = row::Entity::find()
        .filter(row::COLUMN.account_id.eq(account))
        .order_by_desc(row::COLUMN.id)
        .one(ask.db())
        .await?;
    row.map(|row| read(ask.sealer(), row)).transpose()
}

fn active(sealer: &Sealer, from: &TakeOverRow) -> Result<row::ActiveModel> {
    let key = key(from.id, from.account);
    Ok(row::ActiveModel {
        id: Set(from.id),
        account_id: Set(from.account),
        state: Set(from.filed.state.slug().to_owned()),
        code_index: Set(code_index(sealer, &from.filed.code)),
        expires_at: Set(from.filed.expires_at),
        take_over_sealed: Set(sealer.seal(place(&key), &from.filed)?),
    })
}

fn read(sealer: &Sealer, row: row::Model) -> Result<TakeOverRow> {
    let key = key(row.id, row.account_id);
    let filed: FiledTakeOver = sealer.open(place(&key), &row.take_over_sealed)?;
    if row.state != filed.state.slug() || row.expires_at != filed.expires_at {
        return Err(Error::unexpected("a take-over is not as it was filed"));
    }
    Ok(TakeOverRow {
        id: row.id,
        account: row.account_id,
        filed,
    })
}

/// The form in which a code is looked up: whoever reads the database learns none.
fn code_index(sealer: &Sealer, code: &str) -> Vec<u8> {
    sealer.index(format!("take-over/{code}").as_bytes())
}

/// The row of a take-over, to which its seal is bound: with whose it is.
fn key(id: Uuid, account: Uuid) -> Vec<u8> {
    [id.as_bytes().as_slice(), account.as_bytes()].concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: TAKE_OVER,
        row,
    }
}
