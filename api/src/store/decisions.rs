//! The machine's decisions with everything they rest on, sealed. A decision is kept byte for byte
//! as it was made, so that it can be compared with the same one made again.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::application::{Correction, HouseRecord};
use shared::form::Answers;
use shared::gather;
use shared::policy::{Decision, Facts};
use shared::purchase::Module;
use shared::registry::Replies;
use shared::values::{Day, Moment};

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::{Place, Sealer};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decisions")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub policy: String,
        pub facts_sealed: Vec<u8>,
        pub decision_sealed: Vec<u8>,
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A decision without what it rests on, which is many times as long.
pub(super) mod held {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decisions")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub decision_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Opens a decision that was read without what it rests on.
pub(super) fn open_held(sealer: &Sealer, row: &held::Model) -> Result<Decision> {
    let key = key(row.application_id, row.sequence);
    let bytes: String = sealer.open(place(DECISION, &key), &row.decision_sealed)?;
    Ok(serde_json::from_str(&bytes)?)
}

const FACTS: &str = "decisions.facts";
const DECISION: &str = "decisions.decision";

/// Everything that a decision rests on: what was told, what the registries said and when, and the
/// day whose rules hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The module. Decisions from before there were two are about homes.
    #[serde(default = "residential")]
    pub module: Module,
    /// The day of the application.
    pub on: Day,
    /// The frozen answers.
    pub answers: Answers,
    /// The registries' replies, as they came.
    pub replies: Replies,
    /// What officers have corrected in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Grounds {
    /// The facts in it.
    #[must_use]
    pub fn facts(&self) -> Facts {
        gather::facts(self.module, &self.answers, &self.corrected(), self.on)
    }

    /// The registries' replies with what officers have corrected in them.
    #[must_use]
    pub fn corrected(&self) -> Replies {
        gather::corrected(&self.replies, &self.corrections)
    }

    /// The house records that count.
    #[must_use]
    pub fn house_records(&self) -> Vec<HouseRecord> {
        gather::house_records(self.module, &self.answers, &self.corrected(), self.on)
    }
}

fn residential() -> Module {
    Module::Residential
}

/// A decision on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its place among the decisions on the application, from 1 on.
    pub sequence: u32,
    /// The policy version that was pinned.
    pub policy: String,
    /// What it rests on.
    pub grounds: Grounds,
    /// The decision as JSON, byte for byte as it was made.
    pub decision: String,
    /// The keyed hash of the decision in its place.
    pub fingerprint: String,
    /// When it was made.
    pub at: Moment,
}

/// What the audit log says of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Its place among the decisions on the application, from 1 on.
    pub sequence: u32,
    /// The keyed hash of the decision in its place: proves which one it is and tells nothing of it.
    pub fingerprint: String,
}

impl Write {
    /// The decision that holds, as this transaction sees it, with everything it rests on.
    ///
    /// # Errors
    /// The database does not answer, or the record does not open.
    pub async fn newest_filed(&self, application: Uuid) -> Result<Option<Filed>> {
        let row = newest(self, application).await?;
        row.map(|row| filed(self.sealer(), row)).transpose()
    }

    /// Files a decision behind those that are there. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_decision(
        &self,
        application: Uuid,
        policy: &str,
        grounds: &Grounds,
        decision: &Decision,
        at: Moment,
    ) -> Result<Filing> {
        let last = newest(self, application).await?;
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        let key = key(application, sequence);
        let bytes = serde_json::to_string(decision)?;
        let row = row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            policy: Set(policy.to_owned()),
            facts_sealed: Set(self.sealer().seal(place(FACTS, &key), grounds)?),
            decision_sealed: Set(self.sealer().seal(place(DECISION, &key), &bytes)?),
            at: Set(at),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(Filing {
            sequence: u32::try_from(sequence).unwrap_or_default(),
            fingerprint: fingerprint(self.sealer(), &key, &bytes),
        })
    }
}

/// A decision as it is found, to be compared with what the audit log says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The policy version beside it.
    pub(super) policy: String,
    /// Its place and its fingerprint; none where it does not open.
    pub(super) filing: Option<Filing>,
}

/// All decisions on an application, in order.
pub(super) async fn found(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
    application: Uuid,
) -> Result<Vec<Found>> {
    let rows = row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_asc(row::COLUMN.sequence)
        .all(db)
        .await?;
    let found = rows.into_iter().map(|row| {
        let key = key(application, row.sequence);
        let decision = sealer.open::<String>(place(DECISION, &key), &row.decision_sealed);
        Found {
            filing: decision.ok().map(|decision| Filing {
                sequence: u32::try_from(row.sequence).unwrap_or_default(),
                fingerprint: fingerprint(sealer, &key, &decision),
            }),
            policy: row.policy,
        }
    });
    Ok(found.collect())
}

impl Store {
    /// The decisions that hold on applications, of those that have one. Each is an error by itself
    /// where it does not open.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn newest_decisions(
        &self,
        applications: &[Uuid],
    ) -> Result<HashMap<Uuid, Result<Decision>>> {
        if applications.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = held::Entity::find()
            .filter(
                held::COLUMN
                    .application_id
                    .is_in(applications.iter().copied()),
            )
            .order_by_asc(held::COLUMN.sequence)
            .all(self.db())
            .await?;
        let rows = rows.into_iter().map(|row| (row.application_id, row));
        let newest: HashMap<Uuid, held::Model> = rows.collect();
        let opened = newest.into_iter();
        let opened = opened.map(|(id, row)| (id, open_held(self.sealer(), &row)));
        Ok(opened.collect())
    }

    /// All decisions on an application, oldest first, each with the version and the moment.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_decisions(
        &self,
        application: Uuid,
    ) -> Result<Vec<(Decision, String, Moment)>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.sequence)
            .all(self.db())
            .await?;
        let decisions = rows.into_iter().map(|row| {
            let key = key(application, row.sequence);
            let place = place(DECISION, &key);
            let bytes: String = self.sealer().open(place, &row.decision_sealed)?;
            Ok((serde_json::from_str(&bytes)?, row.policy, row.at))
        });
        decisions.collect()
    }

    /// The versions of the policy under which decisions were made.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_decided_policies(&self) -> Result<Vec<String>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Policy)
            .distinct()
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// The decision that holds with everything it rests on.
    ///
    /// # Errors
    /// The database does not answer, or the record does not open.
    pub async fn newest_filed(&self, application: Uuid) -> Result<Option<Filed>> {
        let row = newest(self, application).await?;
        row.map(|row| filed(self.sealer(), row)).transpose()
    }

    /// All decisions on an application with everything they rest on, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_filed(&self, application: Uuid) -> Result<Vec<Filed>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.sequence)
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        rows.map(|row| filed(self.sealer(), row)).collect()
    }

    /// Decisions, the newest first and still sealed: so many at the most, behind so many that are skipped.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_newest_sealed(&self, skip: u64, limit: u64) -> Result<Vec<SealedDecision>> {
        let rows = row::Entity::find()
            .order_by_desc(row::COLUMN.at)
            .order_by_desc(row::COLUMN.application_id)
            .order_by_desc(row::COLUMN.sequence)
            .offset(skip)
            .limit(limit)
            .all(self.db())
            .await?;
        Ok(rows.into_iter().map(SealedDecision).collect())
    }
}

/// A decision as it is kept: to open many of them costs the processor.
#[derive(Debug)]
pub struct SealedDecision(row::Model);

impl SealedDecision {
    /// On which application.
    #[must_use]
    pub fn application(&self) -> Uuid {
        self.0.application_id
    }

    /// The version of the policy by which it was made.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.0.policy
    }

    /// The decision with everything it rests on.
    ///
    /// # Errors
    /// It does not open.
    pub fn open(self, sealer: &Sealer) -> Result<Filed> {
        filed(sealer, self.0)
    }
}

fn filed(sealer: &Sealer, row: row::Model) -> Result<Filed> {
    let key = key(row.application_id, row.sequence);
    let decision: String = sealer.open(place(DECISION, &key), &row.decision_sealed)?;
    Ok(Filed {
        sequence: u32::try_from(row.sequence).unwrap_or_default(),
        policy: row.policy,
        grounds: sealer.open(place(FACTS, &key), &row.facts_sealed)?,
        fingerprint: fingerprint(sealer, &key, &decision),
        decision,
        at: row.at,
    })
}

async fn newest(ask: &impl Ask, application: Uuid) -> Result<Option<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_desc(row::COLUMN.sequence)
        .one(ask.db())
        .await?)
}

/// The row of a decision, to which its seals are bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn fingerprint(sealer: &Sealer, key: &[u8], decision: &str) -> String {
    sealer.index_text(&[b"decision/", key, b"/", decision.as_bytes()].concat())
}

fn place<'a>(column: &'static str, row: &'a [u8]) -> Place<'a> {
    Place { column, row }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_from_before_there_were_two_modules_are_about_homes() {
        let grounds = Grounds {
            module: Module::Commercial,
            on: "2026-11-29".parse().unwrap(),
            answers: Answers::default(),
            replies: Replies::default(),
            corrections: Vec::new(),
        };
        let mut json = serde_json::to_value(&grounds).unwrap();
        let read = |json: &serde_json::Value| Grounds::deserialize(json).unwrap().module;
        assert_eq!(read(&json), Module::Commercial);
        json.as_object_mut().unwrap().remove("module");
        assert_eq!(read(&json), Module::Residential);
    }
}
