//! Disputes of results (申请复核), sealed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::{Deserialize, Serialize};
use shared::application::{Correction, DisputeGround, DisputeStep, HouseRecord};
use shared::values::Moment;

use super::{Ask, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "disputes")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub dispute_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const DISPUTE: &str = "disputes.dispute";

/// A dispute on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledDispute {
    /// The decision that it disputes, by its place among those on the application.
    pub decision: u32,
    /// The records that are said to be wrong, in full.
    pub records: Vec<HouseRecord>,
    /// Why.
    pub ground: DisputeGround,
    /// In the applicant's words.
    pub statement: String,
    /// The papers handed in with it, by the ids that callers see.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// When it was handed in.
    pub at: Moment,
    /// How it ended.
    pub end: Option<FiledEnd>,
}

/// The end of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledEnd {
    /// How.
    pub step: DisputeStep,
    /// When.
    pub at: Moment,
    /// Why, in the words of the officer who ended it.
    pub reason: Option<String>,
    /// What is corrected.
    pub corrections: Vec<Correction>,
}

impl Write {
    /// Files a dispute behind those that are there. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_dispute(&self, application: Uuid, dispute: &FiledDispute) -> Result<()> {
        let last = newest(self, application).await?;
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        row::Entity::insert(self.dispute_row(application, sequence, dispute)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes the newest dispute back, whose application is held.
    ///
    /// # Errors
    /// The database does not answer, or there is none.
    pub async fn save_dispute(&self, application: Uuid, dispute: &FiledDispute) -> Result<()> {
        let last = newest(self, application).await?;
        let last = last.ok_or_else(|| Error::unexpected("there is no dispute"))?;
        row::Entity::update(self.dispute_row(application, last.sequence, dispute)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// The newest dispute of an application, which is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_dispute(&self, application: Uuid) -> Result<Option<FiledDispute>> {
        let row = newest(self, application).await?;
        row.map(|row| open(self.sealer(), row)).transpose()
    }

    fn dispute_row(
        &self,
        application: Uuid,
        sequence: i32,
        dispute: &FiledDispute,
    ) -> Result<row::ActiveModel> {
        let key = key(application, sequence);
        Ok(row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            dispute_sealed: Set(self.sealer().seal(place(&key), dispute)?),
        })
    }
}

async fn newest(ask: &impl Ask, application: Uuid) -> Result<Option<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_desc(row::COLUMN.sequence)
        .one(ask.db())
        .await?)
}

/// A record as use cases see it.
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<FiledDispute> {
    let key = key(row.application_id, row.sequence);
    sealer.open(place(&key), &row.dispute_sealed)
}

/// The row of a dispute, to which its seal is bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: DISPUTE,
        row,
    }
}
