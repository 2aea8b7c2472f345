//! The audit log: append-only, one chain per application or account. It names acts and ids, never
//! personal data.
//!
//! Each record carries a keyed link (HMAC-SHA-256) over itself and the link before it. Each chain
//! has a head with its number of records and its last link, vouched for by the same key. Who can
//! write to the database but does not have the keys cannot change, remove, insert or swap a record,
//! cut off the end, or remove all records and leave the head, without `api audit verify` naming the
//! chain. A chain that is gone with its head shows as long as there is its account or application
//! and nothing was recorded since.
//!
//! The log also says how each application stands after an act: whose it is, its state, certificate
//! and validity, whom it keeps, and the fingerprint of its decision. A row that is not as the log
//! says is named as well.
//!
//! What does not show: an older copy put back, of the whole database or of one chain with its head;
//! and whatever somebody does who has the keys. Records of the release before this one are chained
//! with a plain hash, which anybody can compute, and count as broken until an operator vouches for
//! them with `api audit adopt`: since then they are as safe as the others, what was done to them
//! before does not show. They stay as they are, so they still say in codes what the rules said.

mod agreement;
pub mod rounds;
pub mod verifying;

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{InsertStatement, OnConflict};
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, QueryTrait};
use shared::values::Moment;

use super::pending::NewAct;
use super::together::insert_together;
use super::{Ask, Write};
use crate::error::Result;
use crate::seal::Sealer;

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

mod head {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_heads")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub chain: Uuid,
        pub records: i32,
        pub unkeyed: i32,
        pub link: Vec<u8>,
        pub mac: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub enum Actor {
    /// The person of an account.
    Account(Uuid),
    /// The officer of an account.
    Officer(Uuid),
    /// A client, a third party's program.
    Client(Uuid),
    /// Somebody who acts for a client as its seller: the client, and the account.
    Seller(Uuid, Uuid),
    /// The platform itself.
    System,
}

impl Actor {
    fn name(self) -> String {
        match self {
            Self::Account(id) => format!("account {id}"),
            Self::Officer(id) => format!("officer {id}"),
            Self::Client(id) => format!("client {id}"),
            Self::Seller(client, account) => format!("seller {account} of client {client}"),
            Self::System => "system".to_owned(),
        }
    }
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
    /// Whether anything was recorded under an id before this transaction.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_chain(&self, chain: Uuid) -> Result<bool> {
        let head = head::Entity::find_by_id(chain).one(self.db()).await?;
        Ok(head.is_some())
    }

    /// Appends an act to its chain, with the commit at the latest. The account or application has to be
    /// held until then.
    ///
    /// # Errors
    /// The database does not answer, two transactions appended at the same time, or an older head
    /// was put back.
    pub async fn record_audit(&self, act: Act<'_>) -> Result<()> {
        let is_time = self.acts.add(NewAct {
            chain: act.chain,
            at: act.at,
            actor: act.actor.name(),
            action: act.action,
            detail: act.detail.to_owned(),
        });
        if is_time {
            self.write_acts().await?;
        }
        Ok(())
    }

    /// Notes that an id is new: its chain begins with this transaction, and need not be looked for.
    pub(super) fn begin_chain(&self, id: Uuid) {
        let _is_time = self.begun.add(id);
    }

    /// Writes the acts of this transaction.
    async fn write_acts(&self) -> Result<()> {
        let acts = self.acts_to_add().await?;
        Ok(insert_together(self.db(), acts).await?)
    }

    /// The acts of this transaction that are still to be written, behind the ends of their chains, and the
    /// new ends.
    pub(super) async fn acts_to_add(&self) -> Result<Vec<InsertStatement>> {
        let acts = self.acts.take();
        if acts.is_empty() {
            return Ok(Vec::new());
        }
        let mut ends = self.ends_of(&acts).await?;
        let mut records = Vec::with_capacity(acts.len());
        for act in acts {
            let end = ends
                .entry(act.chain)
                .or_insert_with(|| End::of_none(act.chain));
            let mut entry = row::Model {
                chain: act.chain,
                sequence: end.head.records.saturating_add(1),
                at: act.at,
                actor: act.actor,
                action: act.action.to_owned(),
                detail: act.detail,
                previous_hash: std::mem::take(&mut end.head.link),
                hash: Vec::new(),
            };
            entry.hash = link(self.sealer(), &entry);
            end.head.records = entry.sequence;
            end.head.link.clone_from(&entry.hash);
            records.push(entry.into_active_model().reset_all());
        }
        let heads = ends.into_values().map(|mut end| {
            // What was tampered with goes on, but is not made good by going on.
            if end.is_genuine {
                end.head.mac = head_mac(self.sealer(), &end.head);
            }
            end.head
        });
        let records = row::Entity::insert_many(records).into_query();
        Ok(vec![records, put_heads(heads)])
    }

    /// Whether the person of an account has done something before this transaction, by the records of a
    /// chain.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_done(&self, account: Uuid, chain: Uuid, action: &str) -> Result<bool> {
        let done = row::Entity::find()
            .filter(row::COLUMN.chain.eq(chain))
            .filter(row::COLUMN.actor.eq(Actor::Account(account).name()))
            .filter(row::COLUMN.action.eq(action))
            .one(self.db())
            .await?;
        Ok(done.is_some())
    }

    /// The ends of the chains that acts join, without those that begin with them. Records without a
    /// head have lost it.
    async fn ends_of(&self, acts: &[NewAct]) -> Result<HashMap<Uuid, End>> {
        let begun = self.begun.take();
        let mut chains: Vec<Uuid> = acts.iter().map(|act| act.chain).collect();
        chains.retain(|chain| !begun.contains(chain));
        chains.sort_unstable();
        chains.dedup();
        let mut ends = HashMap::new();
        if chains.is_empty() {
            return Ok(ends);
        }
        let heads = head::Entity::find()
            .filter(head::Column::Chain.is_in(chains.clone()))
            .all(self.db())
            .await?;
        for head in heads {
            let is_genuine = is_genuine(self.sealer(), &head);
            ends.insert(head.chain, End { head, is_genuine });
        }
        chains.retain(|chain| !ends.contains_key(chain));
        if chains.is_empty() {
            return Ok(ends);
        }
        let headless = row::Entity::find()
            .filter(row::Column::Chain.is_in(chains))
            .order_by_asc(row::COLUMN.sequence)
            .all(self.db())
            .await?;
        for last in headless {
            let mut end = End::of_none(last.chain);
            end.head.records = last.sequence;
            end.head.link = last.hash;
            end.is_genuine = false;
            ends.insert(last.chain, end);
        }
        Ok(ends)
    }
}

/// Heads in place of those that there may be.
fn put_heads(heads: impl Iterator<Item = head::Model>) -> InsertStatement {
    let replaced = OnConflict::column(head::Column::Chain)
        .update_columns([
            head::Column::Records,
            head::Column::Unkeyed,
            head::Column::Link,
            head::Column::Mac,
        ])
        .to_owned();
    let heads = head::Entity::insert_many(heads.map(active));
    heads.on_conflict(replaced).into_query()
}

/// The end of a chain, and whether it may be vouched for once more: its head was genuine, or the chain
/// begins with it.
#[derive(Debug)]
struct End {
    head: head::Model,
    is_genuine: bool,
}

impl End {
    /// Of a chain that begins.
    fn of_none(chain: Uuid) -> Self {
        Self {
            head: head::Model {
                chain,
                records: 0,
                unkeyed: 0,
                link: Vec::new(),
                mac: Vec::new(),
            },
            is_genuine: true,
        }
    }
}

fn active(head: head::Model) -> head::ActiveModel {
    head::ActiveModel {
        chain: Set(head.chain),
        records: Set(head.records),
        unkeyed: Set(head.unkeyed),
        link: Set(head.link),
        mac: Set(head.mac),
    }
}

/// The link of a record.
fn link(sealer: &Sealer, entry: &row::Model) -> Vec<u8> {
    sealer.audit_mac(&[b"record".as_slice(), &bytes(entry)].concat())
}

fn is_genuine(sealer: &Sealer, head: &head::Model) -> bool {
    head.mac == head_mac(sealer, head)
}

fn head_mac(sealer: &Sealer, head: &head::Model) -> Vec<u8> {
    let fields: [&[u8]; 5] = [
        b"head",
        head.chain.as_bytes(),
        &head.records.to_be_bytes(),
        &head.unkeyed.to_be_bytes(),
        &head.link,
    ];
    sealer.audit_mac(&fields.concat())
}

/// A record and its predecessor's link; lengths keep the fields apart.
fn bytes(entry: &row::Model) -> Vec<u8> {
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
    let mut all = Vec::new();
    for field in fields {
        all.extend(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        all.extend_from_slice(field);
    }
    all
}
