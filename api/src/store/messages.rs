//! What people are told, as kinds and days: the words are made of them when they are read. Ids are
//! ordered by time.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ColumnRef, ExprTrait, IntoColumnRef, OnConflict, SelectStatement};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, QueryTrait};
use shared::message::MessageKind;
use shared::values::{Day, Moment};

use super::{Ask, Store, Write};
use crate::error::{Error, Result};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "messages")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub application_id: Option<Uuid>,
        pub kind: String,
        pub day: Option<ChronoDate>,
        pub days: Option<i32>,
        pub once: String,
        pub at: ChronoDateTimeUtc,
        pub read_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A message to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiledMessage {
    /// The id.
    pub id: Uuid,
    /// To whom.
    pub account: Uuid,
    /// The application that it is about; none where it is about the account.
    pub application: Option<Uuid>,
    /// What it says.
    pub kind: MessageKind,
    /// The day that the kind speaks of.
    pub day: Option<Day>,
    /// How many days were left to it.
    pub days: Option<u8>,
    /// When it was written.
    pub at: Moment,
    /// When it was first read.
    pub read_at: Option<Moment>,
}

/// A page of messages.
#[derive(Debug, Clone)]
pub struct Page {
    /// The messages of it.
    pub messages: Vec<FiledMessage>,
    /// Where the next page begins; none at the end.
    pub next_before: Option<Uuid>,
}

impl Write {
    /// Writes messages, but for those of which the same person was told the same thing: that is what stands
    /// beside each. Gives the ids of those that are new.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_messages(&self, messages: &[(FiledMessage, &str)]) -> Result<Vec<Uuid>> {
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let rows = messages.iter().map(|(message, once)| row::ActiveModel {
            id: Set(message.id),
            account_id: Set(message.account),
            application_id: Set(message.application),
            kind: Set(message.kind.slug().to_owned()),
            day: Set(message.day),
            days: Set(message.days.map(i32::from)),
            once: Set((*once).to_owned()),
            at: Set(message.at),
            read_at: Set(message.read_at),
        });
        let mut insert = row::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([row::Column::AccountId, row::Column::Once])
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        insert.returning_col(row::Column::Id);
        let new = self.db().query_all(&insert).await?;
        let ids = new.iter().map(|row| row.try_get("", "id"));
        Ok(ids.collect::<std::result::Result<_, _>>()?)
    }

    /// Keeps a message from being changed by others until the transaction ends, and with it, for whoever
    /// asks likewise, its ways out of the platform.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_message(&self, id: Uuid) -> Result<()> {
        row::Entity::find_by_id(id)
            .select_only()
            .column(row::Column::Id)
            .lock_exclusive()
            .into_tuple::<Uuid>()
            .one(self.db())
            .await?;
        Ok(())
    }

    /// Notes that somebody has read some of their messages. What is read stays read at the first time,
    /// and what is somebody else's is passed over.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_messages(&self, account: Uuid, ids: &[Uuid], at: Moment) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        row::Entity::update_many()
            .set(read(at))
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.id.is_in(ids.to_vec()))
            .filter(row::COLUMN.read_at.is_null())
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// What somebody was told about an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_messages_about(
        &self,
        account: Uuid,
        application: Uuid,
    ) -> Result<Vec<FiledMessage>> {
        list_about(self, account, application).await
    }

    /// The same of all messages up to one of them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_messages_up_to(&self, account: Uuid, last: Uuid, at: Moment) -> Result<()> {
        row::Entity::update_many()
            .set(read(at))
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.id.lte(last))
            .filter(row::COLUMN.read_at.is_null())
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// A page of somebody's messages, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_messages(
        &self,
        account: Uuid,
        before: Option<Uuid>,
        most: usize,
    ) -> Result<Page> {
        let mut query = row::Entity::find().filter(row::COLUMN.account_id.eq(account));
        if let Some(before) = before {
            query = query.filter(row::COLUMN.id.lt(before));
        }
        // One more than asked for tells whether there is a next page.
        let more = u64::try_from(most.saturating_add(1)).unwrap_or(u64::MAX);
        let mut rows = query
            .order_by_desc(row::COLUMN.id)
            .limit(more)
            .all(self.db())
            .await?;
        let has_more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().map(|row| row.id);
        Ok(Page {
            next_before: last.filter(|_| has_more),
            messages: known(rows),
        })
    }

    /// What somebody was told about an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_messages_about(
        &self,
        account: Uuid,
        application: Uuid,
    ) -> Result<Vec<FiledMessage>> {
        list_about(self, account, application).await
    }

    /// What somebody was told after a message, oldest first, about whatever it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_messages_since(
        &self,
        account: Uuid,
        message: Uuid,
    ) -> Result<Vec<FiledMessage>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.id.gt(message))
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        Ok(known(rows))
    }

    /// A message, by its id.
    ///
    /// # Errors
    /// The database does not answer, or it is of a kind that another release knows and this one does
    /// not.
    pub async fn find_message(&self, id: Uuid) -> Result<Option<FiledMessage>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        let unknown = || Error::unexpected("a message is of an unknown kind");
        row.map(|row| filed(row).ok_or_else(unknown)).transpose()
    }

    /// How many of somebody's messages are unread.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_unread(&self, account: Uuid) -> Result<u64> {
        Ok(row::Entity::find()
            .filter(row::COLUMN.account_id.eq(account))
            .filter(row::COLUMN.read_at.is_null())
            .count(self.db())
            .await?)
    }
}

async fn list_about(ask: &impl Ask, account: Uuid, application: Uuid) -> Result<Vec<FiledMessage>> {
    let rows = about(account, application).order_by_asc(row::COLUMN.id);
    Ok(known(rows.all(ask.db()).await?))
}

/// Messages of some kinds about an application, as a part of a query that has it in a column, and of the
/// day of another column where one is named.
pub(super) fn told(
    kinds: &[MessageKind],
    application: impl IntoColumnRef,
    day: Option<ColumnRef>,
) -> SelectStatement {
    let mut query = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(Expr::col((row::Entity, row::Column::ApplicationId)).equals(application))
        .filter(row::Column::Kind.is_in(kinds.iter().map(|kind| kind.slug())));
    if let Some(day) = day {
        query = query.filter(Expr::col((row::Entity, row::Column::Day)).equals(day));
    }
    std::mem::take(QuerySelect::query(&mut query))
}

/// The same of one kind that speaks of a day.
pub(super) fn told_of_day(
    kind: MessageKind,
    application: impl IntoColumnRef,
    day: Day,
) -> SelectStatement {
    let mut query = told(&[kind], application, None);
    query.and_where(Expr::col((row::Entity, row::Column::Day)).eq(day));
    query
}

fn read(at: Moment) -> row::ActiveModel {
    row::ActiveModel {
        read_at: Set(Some(at)),
        ..Default::default()
    }
}

/// What somebody was told about an application, as a part of what belongs to it.
pub(super) fn about(account: Uuid, application: Uuid) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::COLUMN.account_id.eq(account))
        .filter(row::COLUMN.application_id.eq(application))
}

fn known(rows: Vec<row::Model>) -> Vec<FiledMessage> {
    rows.into_iter().filter_map(filed).collect()
}

/// A message; none of a kind that another release knows and this one does not.
pub(super) fn filed(row: row::Model) -> Option<FiledMessage> {
    let Some(kind) = MessageKind::from_slug(&row.kind) else {
        tracing::error!(message = %row.id, "a message is of an unknown kind");
        return None;
    };
    Some(FiledMessage {
        id: row.id,
        account: row.account_id,
        application: row.application_id,
        kind,
        day: row.day,
        days: row.days.and_then(|days| u8::try_from(days).ok()),
        at: row.at,
        read_at: row.read_at,
    })
}

/// The id behind `msg_…`; nothing else is an id.
#[must_use]
pub fn parse_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("msg_").filter(|hex| hex.len() == 32)?;
    hex.parse().ok()
}

/// The id as callers see it.
#[must_use]
pub fn format_id(id: Uuid) -> String {
    format!("msg_{}", id.simple())
}
