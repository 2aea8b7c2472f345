//! What clients' requests were answered, by the keys under which they were sent, for a day: keyed hashes
//! of key and request, and the answer sealed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QuerySelect, TryInsertResult};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::issue::Issue;
use shared::problem::ProblemKind;
use shared::values::Moment;

use super::{Ask, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_keys")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_index: Vec<u8>,
        pub request_index: Vec<u8>,
        pub attempt: Uuid,
        pub begun_at: ChronoDateTimeUtc,
        pub until: ChronoDateTimeUtc,
        pub answer_sealed: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const ANSWER: &str = "idempotency_keys.answer";

/// A request that was sent under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedRequest {
    /// Whose.
    pub client: Uuid,
    /// The key, as a keyed hash.
    pub key: Vec<u8>,
    /// What was asked for, as a keyed hash.
    pub request: Vec<u8>,
    /// Which of the tries works on it.
    pub attempt: Uuid,
    /// When that began.
    pub begun_at: Moment,
    /// From this moment on the key is nobody's.
    pub until: Moment,
    /// What was answered; none as long as it is worked on.
    pub answer: Option<KeptAnswer>,
}

/// What is answered to a request that is repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptAnswer {
    /// It was done.
    Done {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: Value,
    },
    /// It was refused.
    Refused {
        /// As this.
        kind: ProblemKind,
        /// What was wrong, field by field.
        issues: Vec<Issue>,
    },
}

impl Write {
    /// Adds a request, or gives the one that has its key, which nobody else changes until the
    /// transaction ends.
    ///
    /// # Errors
    /// The database does not answer, or an answer does not open.
    pub async fn begin_keyed(&self, request: &KeyedRequest) -> Result<Option<KeyedRequest>> {
        let added = row::Entity::insert(self.keyed_row(request)?)
            .on_conflict_do_nothing_on([row::Column::ClientId, row::Column::KeyIndex])
            .exec_without_returning(self.db())
            .await?;
        match added {
            TryInsertResult::Inserted(1) => Ok(None),
            TryInsertResult::Inserted(_) | TryInsertResult::Conflicted | TryInsertResult::Empty => {
                self.hold_keyed(request).await
            }
        }
    }

    /// The request that has the same key, which nobody else changes until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer, or an answer does not open.
    pub async fn hold_keyed(&self, request: &KeyedRequest) -> Result<Option<KeyedRequest>> {
        let row = row::Entity::find_by_id((request.client, request.key.clone()))
            .lock_exclusive()
            .one(self.db())
            .await?;
        row.map(|row| self.read_keyed(row)).transpose()
    }

    /// Writes a request back that is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_keyed(&self, request: &KeyedRequest) -> Result<()> {
        row::Entity::update(self.keyed_row(request)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Forgets a request as long as this is the try that works on it and nothing is done: its key can be
    /// used again at once. What was done keeps its answer, though the try never heard of it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn drop_keyed(&self, request: &KeyedRequest) -> Result<()> {
        row::Entity::delete_by_id((request.client, request.key.clone()))
            .filter(row::COLUMN.attempt.eq(request.attempt))
            .filter(row::COLUMN.answer_sealed.is_null())
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Forgets the requests whose keys are nobody's any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_old_keyed(&self, now: Moment) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.until.lte(now))
            .exec(self.db())
            .await?;
        Ok(())
    }

    fn keyed_row(&self, request: &KeyedRequest) -> Result<row::ActiveModel> {
        let key = place_of(request.client, &request.key, &request.request);
        let sealed = request.answer.as_ref().map(|answer| {
            let place = Place {
                column: ANSWER,
                row: &key,
            };
            self.sealer().seal(place, answer)
        });
        Ok(row::ActiveModel {
            client_id: Set(request.client),
            key_index: Set(request.key.clone()),
            request_index: Set(request.request.clone()),
            attempt: Set(request.attempt),
            begun_at: Set(request.begun_at),
            until: Set(request.until),
            answer_sealed: Set(sealed.transpose()?),
        })
    }

    fn read_keyed(&self, row: row::Model) -> Result<KeyedRequest> {
        let key = place_of(row.client_id, &row.key_index, &row.request_index);
        let place = Place {
            column: ANSWER,
            row: &key,
        };
        let answer = row.answer_sealed.as_deref();
        let answer = answer.map(|sealed| self.sealer().open(place, sealed));
        Ok(KeyedRequest {
            answer: answer.transpose()?,
            client: row.client_id,
            key: row.key_index,
            request: row.request_index,
            attempt: row.attempt,
            begun_at: row.begun_at,
            until: row.until,
        })
    }
}

/// The row, to which the seal is bound.
fn place_of(client: Uuid, key: &[u8], request: &[u8]) -> Vec<u8> {
    [client.as_bytes().as_slice(), b"/", key, b"/", request].concat()
}
