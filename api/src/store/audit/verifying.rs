//! Verifying chains, and vouching for those of the release before.

use std::collections::{BTreeSet, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{
    DatabaseTransaction, DbBackend, IsolationLevel, QueryOrder, QuerySelect, TransactionOptions,
};
use sha2::{Digest, Sha256};

use super::agreement::differences;
use super::{bytes, head, head_mac, is_genuine, link, put_heads, row};
use crate::error::Result;
use crate::seal::Sealer;
use crate::store::timed::Timed;
use crate::store::{Ask, Store, accounts, applications};

/// How many chains are read at a time.
pub const BATCH: u64 = 100;

/// What a look at a chain has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The application or account.
    pub chain: Uuid,
    /// How many records there are.
    pub records: usize,
    /// The first record that is wrong or missing, counted from 1; none where the chain is whole.
    pub broken_at: Option<i32>,
    /// What of the application is not as a whole chain says.
    pub differences: Vec<String>,
}

impl Verified {
    /// What is wrong, as one line; none where nothing is.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let chain = self.chain;
        match (self.broken_at, self.differences.as_slice()) {
            (Some(record), _) => Some(format!("chain {chain} is broken at record {record}")),
            (None, []) => None,
            (None, differences) => Some(format!(
                "application {chain} is not as recorded: {}",
                differences.join(", ")
            )),
        }
    }
}

impl Store {
    /// Verifies the chains that follow `after` in the order of their ids, a limited number; none at
    /// the end. An account or an application without any chain has a broken one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn verify_audit_after(&self, after: Option<Uuid>) -> Result<Vec<Verified>> {
        let chains = self.list_chains(after).await?;
        self.verify_audit(&chains).await
    }

    /// Verifies chains.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn verify_audit(&self, chains: &[Uuid]) -> Result<Vec<Verified>> {
        let snapshot = self.snapshot().await?;
        let mut heads = HashMap::new();
        let found = head::Entity::find()
            .filter(head::COLUMN.chain.is_in(chains.iter().copied()))
            .all(&snapshot)
            .await?;
        for head in found {
            heads.insert(head.chain, head);
        }
        let records = records_of(&snapshot, chains).await?;
        let mut all = Vec::new();
        for &chain in chains {
            let records = records.get(&chain).map(Vec::as_slice).unwrap_or_default();
            let broken_at = broken_at(self.sealer(), heads.get(&chain), records);
            all.push(Verified {
                chain,
                records: records.len(),
                broken_at,
                // Of a chain that cannot be believed nothing follows.
                differences: match broken_at {
                    Some(_) => Vec::new(),
                    None => differences(&snapshot, self.sealer(), chain, records).await?,
                },
            });
        }
        snapshot.commit().await?;
        Ok(all)
    }

    /// Vouches for chains that hang together but whose end nobody vouches for, as those of the
    /// release before this one. Gives how many. Somebody has to decide that they are to be
    /// believed: whoever can write to the database can make such a chain up.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn adopt_audit(&self) -> Result<usize> {
        let write = self.begin().await?;
        let mut adopted: usize = 0;
        let mut after = None;
        loop {
            let chains = chains_of_records(write.db(), after).await?;
            let Some(&last) = chains.last() else { break };
            after = Some(last);
            for (chain, records) in records_of(write.db(), &chains).await? {
                let head = head::Entity::find_by_id(chain).one(write.db()).await?;
                let Some(new) = adoptable(self.sealer(), chain, &records) else {
                    continue;
                };
                if head.is_some_and(|head| is_genuine(self.sealer(), &head)) {
                    continue;
                }
                write.db().execute(&put_heads(std::iter::once(new))).await?;
                adopted = adopted.saturating_add(1);
            }
        }
        write.commit().await?;
        Ok(adopted)
    }

    /// Ids of chains, and of whatever has to have one.
    async fn list_chains(&self, after: Option<Uuid>) -> Result<Vec<Uuid>> {
        let db = self.db();
        let mut all = BTreeSet::new();
        all.extend(chains_of_records(db, after).await?);
        all.extend(ids_after::<head::Entity>(db, head::Column::Chain, after).await?);
        all.extend(ids_after::<accounts::row::Entity>(db, accounts::row::Column::Id, after).await?);
        all.extend(
            ids_after::<applications::row::Entity>(db, applications::row::Column::Id, after)
                .await?,
        );
        let limit = usize::try_from(BATCH).unwrap_or(usize::MAX);
        Ok(all.into_iter().take(limit).collect())
    }

    /// A transaction in which heads and records are of one moment: somebody may append meanwhile.
    async fn snapshot(&self) -> Result<Timed<DatabaseTransaction>> {
        // SQLite reads every transaction that way and knows no levels.
        let is_postgres = self.db().get_database_backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            isolation_level: is_postgres.then_some(IsolationLevel::RepeatableRead),
            ..Default::default()
        };
        Ok(self.db().begin(options).await?)
    }
}

/// The first record of a chain that is wrong or missing, from 1 on. Where no head vouches for the
/// end, that is the one after the last.
fn broken_at(sealer: &Sealer, head: Option<&head::Model>, records: &[row::Model]) -> Option<i32> {
    let head = head.filter(|head| is_genuine(sealer, head));
    let (whole, last) = whole_part(records, |entry| match head {
        Some(head) if entry.sequence <= head.unkeyed => plain_link(entry),
        Some(_) => link(sealer, entry),
        // Nobody tells which part is of the release before.
        None => either_link(sealer, entry),
    });
    let all = i32::try_from(records.len()).unwrap_or(i32::MAX);
    let ends_there = head.is_some_and(|head| head.records == whole && head.link == last);
    // Of more records than the head knows, the first is wrong.
    let known = head.map_or(i32::MAX, |head| head.records);
    (whole < all || !ends_there).then(|| whole.min(known).saturating_add(1))
}

/// How many records from the beginning hang together, and the last of their links.
fn whole_part(records: &[row::Model], expected: impl Fn(&row::Model) -> Vec<u8>) -> (i32, Vec<u8>) {
    let mut whole = 0;
    let mut last = Vec::new();
    for (entry, sequence) in records.iter().zip(1..) {
        if entry.sequence != sequence
            || entry.previous_hash != last
            || entry.hash != expected(entry)
        {
            break;
        }
        whole = sequence;
        last.clone_from(&entry.hash);
    }
    (whole, last)
}

/// The link of the release before: SHA-256 without a key.
fn plain_link(entry: &row::Model) -> Vec<u8> {
    Sha256::digest(bytes(entry)).to_vec()
}

/// The head that a chain would have if all of it were believed; none where it does not hang
/// together.
fn adoptable(sealer: &Sealer, chain: Uuid, records: &[row::Model]) -> Option<head::Model> {
    let all = i32::try_from(records.len()).ok()?;
    let (whole, link) = whole_part(records, |entry| either_link(sealer, entry));
    let plain = records.iter().take_while(|e| e.hash == plain_link(e));
    let mut head = head::Model {
        chain,
        records: all,
        unkeyed: i32::try_from(plain.count()).ok()?,
        link,
        mac: Vec::new(),
    };
    head.mac = head_mac(sealer, &head);
    (whole == all).then_some(head)
}

/// The plain link of a record that has it, or else the keyed one.
fn either_link(sealer: &Sealer, entry: &row::Model) -> Vec<u8> {
    let plain = plain_link(entry);
    if entry.hash == plain {
        plain
    } else {
        link(sealer, entry)
    }
}

/// The next chains that have records.
async fn chains_of_records(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
) -> std::result::Result<Vec<Uuid>, DbErr> {
    ids_after::<row::Entity>(db, row::Column::Chain, after).await
}

/// The next ids in a column, in their order, each once.
async fn ids_after<E: EntityTrait>(
    db: &impl ConnectionTrait,
    id: E::Column,
    after: Option<Uuid>,
) -> std::result::Result<Vec<Uuid>, DbErr> {
    let mut ids = E::find().select_only().column(id).distinct();
    if let Some(after) = after {
        ids = ids.filter(id.gt(after));
    }
    ids.order_by_asc(id).limit(BATCH).into_tuple().all(db).await
}

/// The records of chains, each in order.
async fn records_of(
    db: &impl ConnectionTrait,
    chains: &[Uuid],
) -> std::result::Result<HashMap<Uuid, Vec<row::Model>>, DbErr> {
    let records = row::Entity::find()
        .filter(row::COLUMN.chain.is_in(chains.iter().copied()))
        .order_by_asc(row::COLUMN.chain)
        .order_by_asc(row::COLUMN.sequence)
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Vec<row::Model>> = HashMap::new();
    for record in records {
        all.entry(record.chain).or_default().push(record);
    }
    Ok(all)
}
