//! The audit log: append-only, and hash-chained per application or account, so that a changed,
//! removed or inserted record shows. It names acts and ids, never personal data.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use sha2::{Digest, Sha256};
use shared::values::Moment;

use super::{Ask, Write};
use crate::error::{Error, Result};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub chain: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub at: ChronoDateTimeUtc,
        pub actor: String,
        pub action: String,
        pub detail: String,
        pub previous_hash: Vec<u8>,
        pub hash: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub enum Actor {
    /// The person of an account.
    Account(Uuid),
    /// The platform itself.
    System,
}

/// One act to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// The application or account whose chain it joins.
    pub chain: Uuid,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: Actor,
    /// What, as verb_noun.
    pub action: &'static str,
    /// Codes and ids that explain it; nothing personal.
    pub detail: &'a str,
}

impl Write {
    /// Appends an act to its chain.
    ///
    /// # Errors
    /// The database does not answer, or two transactions appended at the same time.
    pub async fn record_audit(&self, act: Act<'_>) -> Result<()> {
        let last = row::Entity::find()
            .filter(row::COLUMN.chain.eq(act.chain))
            .order_by_desc(row::COLUMN.sequence)
            .one(self.db())
            .await?;
        let (sequence, previous_hash) = last.map_or((1, Vec::new()), |last| {
            (last.sequence.saturating_add(1), last.hash)
        });
        let actor = match act.actor {
            Actor::Account(id) => format!("account {id}"),
            Actor::System => "system".to_owned(),
        };
        let mut entry = row::Model {
            chain: act.chain,
            sequence,
            at: act.at,
            actor,
            action: act.action.to_owned(),
            detail: act.detail.to_owned(),
            previous_hash,
            hash: Vec::new(),
        };
        entry.hash = hash(&entry);
        row::ActiveModel {
            chain: Set(entry.chain),
            sequence: Set(entry.sequence),
            at: Set(entry.at),
            actor: Set(entry.actor),
            action: Set(entry.action),
            detail: Set(entry.detail),
            previous_hash: Set(entry.previous_hash),
            hash: Set(entry.hash),
        }
        .insert(self.db())
        .await?;
        Ok(())
    }
}

impl super::Store {
    /// Checks a chain and tells how many records it has.
    ///
    /// # Errors
    /// A record was changed, removed or inserted.
    pub async fn verify_audit(&self, chain: Uuid) -> Result<usize> {
        let entries = row::Entity::find()
            .filter(row::COLUMN.chain.eq(chain))
            .order_by_asc(row::COLUMN.sequence)
            .all(self.db())
            .await?;
        let mut previous = Vec::new();
        for (entry, sequence) in entries.iter().zip(1_i32..) {
            if entry.sequence != sequence
                || entry.previous_hash != previous
                || entry.hash != hash(entry)
            {
                return Err(Error::unexpected(format!(
                    "audit chain {chain} is broken at {sequence}"
                )));
            }
            previous.clone_from(&entry.hash);
        }
        Ok(entries.len())
    }
}

/// SHA-256 over the record and its predecessor's hash; lengths keep fields apart.
fn hash(entry: &row::Model) -> Vec<u8> {
    let mut digest = Sha256::new();
    let at = entry.at.timestamp_micros().to_be_bytes();
    let sequence = entry.sequence.to_be_bytes();
    let fields: [&[u8]; 7] = [
        entry.chain.as_bytes(),
        &sequence,
        &at,
        entry.actor.as_bytes(),
        entry.action.as_bytes(),
        entry.detail.as_bytes(),
        &entry.previous_hash,
    ];
    for field in fields {
        digest.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(field);
    }
    digest.finalize().to_vec()
}
