//! What officers did towards the decision of a case, sealed and never changed. The audit log says of
//! each which one it is.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::{Deserialize, Serialize};
use shared::application::Correction;
use shared::review::{CaseKind, RulingStep};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rulings")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub ruling_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const RULING: &str = "rulings.ruling";

/// One act towards a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledRuling {
    /// What was done.
    pub step: RulingStep,
    /// In a case of this kind.
    pub kind: CaseKind,
    /// The account of the officer.
    pub officer: Uuid,
    /// The blind index of the officer as a person, who can be known by another account later.
    #[serde(default)]
    pub person_index: Vec<u8>,
    /// The officer's name at that time.
    pub name: String,
    /// Why, in the officer's words.
    pub reason: String,
    /// What it corrects in the house records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// When.
    pub at: Moment,
}

impl Write {
    /// Files what an officer did behind what is there; gives its place and fingerprint, for the audit
    /// log. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_ruling(&self, application: Uuid, ruling: &FiledRuling) -> Result<String> {
        let last = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_desc(row::COLUMN.sequence)
            .one(self.db())
            .await?;
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        let key = key(application, sequence);
        let row = row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            ruling_sealed: Set(self.sealer().seal(place(&key), ruling)?),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        let fingerprint = fingerprint(self.sealer(), &key, ruling)?;
        Ok(format!("{sequence} {fingerprint}"))
    }

    /// What officers did in a case, oldest first. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_rulings(&self, application: Uuid) -> Result<Vec<FiledRuling>> {
        list(self, application).await
    }
}

impl Store {
    /// What officers did in a case, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_rulings(&self, application: Uuid) -> Result<Vec<FiledRuling>> {
        list(self, application).await
    }
}

async fn list(ask: &impl Ask, application: Uuid) -> Result<Vec<FiledRuling>> {
    let rows = rows(ask.db(), application).await?.into_iter();
    rows.map(|row| open(ask.sealer(), row)).collect()
}

/// A record as use cases see it.
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<FiledRuling> {
    let key = key(row.application_id, row.sequence);
    sealer.open(place(&key), &row.ruling_sealed)
}

/// Place and fingerprint of each, as the audit log says them; a word that it never says where one
/// does not open.
pub(super) async fn found(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
    application: Uuid,
) -> Result<Vec<String>> {
    let rows = rows(db, application).await?;
    let found = rows.into_iter().map(|row| {
        let key = key(application, row.sequence);
        let opened = sealer.open::<FiledRuling>(place(&key), &row.ruling_sealed);
        let print = opened.and_then(|ruling| fingerprint(sealer, &key, &ruling));
        let print = print.unwrap_or_else(|_| "unreadable".to_owned());
        format!("{} {print}", row.sequence)
    });
    Ok(found.collect())
}

async fn rows(
    db: &impl ConnectionTrait,
    application: Uuid,
) -> std::result::Result<Vec<row::Model>, DbErr> {
    row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_asc(row::COLUMN.sequence)
        .all(db)
        .await
}

/// The row of a ruling, to which its seal is bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn fingerprint(sealer: &Sealer, key: &[u8], ruling: &FiledRuling) -> Result<String> {
    let bytes = serde_json::to_vec(ruling)?;
    Ok(sealer.index_text(&[b"ruling/", key, b"/", &bytes].concat()))
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: RULING,
        row,
    }
}
