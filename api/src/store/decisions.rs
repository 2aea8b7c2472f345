//! The machine's decisions with everything they rest on, sealed. A decision is kept byte for byte
//! as it was made, so that it can be compared with the same one made again.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::form::Answers;
use shared::policy::Decision;
use shared::registry::Replies;
use shared::values::{Day, Moment};

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Place;

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

const FACTS: &str = "decisions.facts";
const DECISION: &str = "decisions.decision";

/// Everything that a decision rests on: what was told, what the registries said and when, and the
/// day whose rules hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The day of the application.
    pub on: Day,
    /// The frozen answers.
    pub answers: Answers,
    /// The registries' replies.
    pub replies: Replies,
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
    /// When it was made.
    pub at: Moment,
}

impl Write {
    /// Files a decision behind those that are there; tells its place, from 1 on. The application
    /// has to be held.
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
    ) -> Result<u32> {
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
        Ok(u32::try_from(sequence).unwrap_or_default())
    }
}

impl Store {
    /// The decision that holds, where there is one.
    ///
    /// # Errors
    /// The database does not answer, or the decision does not open.
    pub async fn newest_decision(&self, application: Uuid) -> Result<Option<Decision>> {
        let Some(row) = newest(self, application).await? else {
            return Ok(None);
        };
        let key = key(application, row.sequence);
        let bytes: String = self
            .sealer()
            .open(place(DECISION, &key), &row.decision_sealed)?;
        Ok(Some(serde_json::from_str(&bytes)?))
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
        let Some(row) = newest(self, application).await? else {
            return Ok(None);
        };
        let key = key(application, row.sequence);
        Ok(Some(Filed {
            sequence: u32::try_from(row.sequence).unwrap_or_default(),
            policy: row.policy,
            grounds: self.sealer().open(place(FACTS, &key), &row.facts_sealed)?,
            decision: self
                .sealer()
                .open(place(DECISION, &key), &row.decision_sealed)?,
            at: row.at,
        }))
    }
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

fn place<'a>(column: &'static str, row: &'a [u8]) -> Place<'a> {
    Place { column, row }
}
