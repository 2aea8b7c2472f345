//! Each attempt to deliver an event, with what was answered: sealed, for a receiver may say anything.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use shared::values::Moment;
use shared::webhook::WebhookTrouble;

use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};
use crate::store::{Ask, Store, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_attempts")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub delivery_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub attempt: i32,
        pub at: ChronoDateTimeUtc,
        pub took_ms: i32,
        pub status: Option<i32>,
        pub error: Option<String>,
        pub answer_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const ANSWER: &str = "webhook_attempts.answer";
/// How many attempts of a delivery are shown.
const SHOWN: u64 = 100;

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledAttempt {
    /// Which of its delivery it is, from 1 on.
    pub attempt: u32,
    /// When it began.
    pub at: Moment,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// The status of the answer, where one came.
    pub status: Option<u16>,
    /// Why it did not arrive; none where it did.
    pub trouble: Option<WebhookTrouble>,
    /// How the answer begins.
    pub answer: Vec<u8>,
}

/// How an attempt ended, without what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedAttempt {
    /// Of which delivery.
    pub delivery: Uuid,
    /// When it began.
    pub at: Moment,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// The status of the answer, where one came.
    pub status: Option<u16>,
    /// Why it did not arrive; none where it did.
    pub trouble: Option<WebhookTrouble>,
}

impl Write {
    /// Writes an attempt down.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_webhook_attempt(&self, delivery: Uuid, attempt: &FiledAttempt) -> Result<()> {
        let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let number = count(attempt.attempt);
        let answer_sealed = {
            let row = sealed_row(delivery, number);
            self.sealer().seal_bytes(place(&row), &attempt.answer)?
        };
        let row = row::ActiveModel {
            delivery_id: Set(delivery),
            attempt: Set(number),
            at: Set(attempt.at),
            took_ms: Set(count(attempt.took_ms)),
            status: Set(attempt.status.map(i32::from)),
            error: Set(attempt.trouble.map(|trouble| trouble.slug().to_owned())),
            answer_sealed: Set(answer_sealed),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The last attempts of a delivery, the oldest first.
    ///
    /// # Errors
    /// The database does not answer, or an answer does not open.
    pub async fn list_webhook_attempts(&self, delivery: Uuid) -> Result<Vec<FiledAttempt>> {
        let mut rows = row::Entity::find()
            .filter(row::COLUMN.delivery_id.eq(delivery))
            .order_by_desc(row::COLUMN.attempt)
            .limit(SHOWN)
            .all(self.db())
            .await?;
        rows.reverse();
        rows.into_iter()
            .map(|row| filed(self.sealer(), row))
            .collect()
    }

    /// How some attempts ended, each told by its delivery and which of it it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_ended_attempts(&self, these: &[(Uuid, u32)]) -> Result<Vec<EndedAttempt>> {
        if these.is_empty() {
            return Ok(Vec::new());
        }
        let any = these.iter().fold(Condition::any(), |any, (delivery, n)| {
            let number = i32::try_from(*n).unwrap_or(i32::MAX);
            let one = Condition::all()
                .add(row::COLUMN.delivery_id.eq(*delivery))
                .add(row::COLUMN.attempt.eq(number));
            any.add(one)
        });
        let rows = row::Entity::find().filter(any).all(self.db()).await?;
        rows.into_iter().map(ended).collect()
    }
}

fn ended(row: row::Model) -> Result<EndedAttempt> {
    Ok(EndedAttempt {
        delivery: row.delivery_id,
        at: row.at,
        took_ms: u32::try_from(row.took_ms).unwrap_or_default(),
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        trouble: row.error.as_deref().map(known).transpose()?,
    })
}

fn known(slug: &str) -> Result<WebhookTrouble> {
    let unknown = || Error::unexpected("webhook_attempts.error is unknown");
    WebhookTrouble::from_slug(slug).ok_or_else(unknown)
}

fn sealed_row(delivery: Uuid, attempt: i32) -> Vec<u8> {
    [&delivery.into_bytes()[..], &attempt.to_be_bytes()[..]].concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: ANSWER,
        row,
    }
}

fn filed(sealer: &Sealer, row: row::Model) -> Result<FiledAttempt> {
    let count = |n: i32| u32::try_from(n).unwrap_or_default();
    let sealed = sealed_row(row.delivery_id, row.attempt);
    Ok(FiledAttempt {
        attempt: count(row.attempt),
        at: row.at,
        took_ms: count(row.took_ms),
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        trouble: row.error.as_deref().map(known).transpose()?,
        answer: sealer.open_bytes(place(&sealed), &row.answer_sealed)?,
    })
}
