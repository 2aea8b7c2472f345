//! Renewals of passes (续期), sealed: the certificate that was to be renewed, and of a refusal the
//! decision with everything that it rests on. The audit log says of each that has ended by a decision
//! which one it is.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::application::RenewalStep;
use shared::values::{Day, Moment};

use super::applications::IssuedCertificate;
use super::decisions::Grounds;
use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "renewals")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub policy: String,
        pub is_open: bool,
        pub renewal_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const RENEWAL: &str = "renewals.renewal";

/// A renewal on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledRenewal {
    /// When it was asked for.
    pub begun_at: Moment,
    /// The day whose rules hold.
    pub on: Day,
    /// The policy version of that day.
    pub policy: String,
    /// The certificate that was to be renewed.
    pub certificate: IssuedCertificate,
    /// The decision on which that one rests, by its place among those on the application.
    pub decision: u32,
    /// How it ended.
    pub end: Option<RenewalEnd>,
}

/// The end of a renewal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalEnd {
    /// What became of it.
    pub step: RenewalStep,
    /// When.
    pub at: Moment,
    /// Refused: what the rules said. That holds nowhere: the decision on which the pass rests does.
    pub refusal: Option<Refusal>,
}

/// A decision that changed nothing, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What it rests on.
    pub grounds: Grounds,
    /// The decision as JSON, byte for byte as it was made.
    pub decision: String,
}

impl Write {
    /// Files a renewal that begins behind those that are there. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_renewal(&self, application: Uuid, renewal: &FiledRenewal) -> Result<()> {
        let last = newest(self, application).await?;
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        row::Entity::insert(self.renewal_row(application, sequence, renewal)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes the newest renewal back, whose application is held; gives its place and fingerprint, for
    /// the audit log.
    ///
    /// # Errors
    /// The database does not answer, or there is none.
    pub async fn save_renewal(&self, application: Uuid, renewal: &FiledRenewal) -> Result<String> {
        let last = newest(self, application).await?;
        let last = last.ok_or_else(|| Error::unexpected("there is no renewal"))?;
        let row = self.renewal_row(application, last.sequence, renewal)?;
        let key = key(application, last.sequence, &renewal.policy, false);
        row::Entity::update(row).exec(self.db()).await?;
        let print = fingerprint(self.sealer(), &key, renewal)?;
        Ok(format!("{} {print}", last.sequence))
    }

    /// How many renewals an application had, and the newest of them. It is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_renewal(&self, application: Uuid) -> Result<(u32, Option<FiledRenewal>)> {
        let row = newest(self, application).await?;
        let sequence = row.as_ref().map_or(0, |row| row.sequence);
        let opened = row.map(|row| open(self.sealer(), row)).transpose()?;
        Ok((u32::try_from(sequence).unwrap_or_default(), opened))
    }

    /// Ends the renewal that is under way, if one is, because the pass has ended or is used otherwise.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn overtake_renewal(&self, application: Uuid, at: Moment) -> Result<()> {
        let (_, newest) = self.find_renewal(application).await?;
        if let Some(mut renewal) = newest.filter(|renewal| renewal.end.is_none()) {
            renewal.end = Some(RenewalEnd {
                step: RenewalStep::Overtaken,
                at,
                refusal: None,
            });
            self.save_renewal(application, &renewal).await?;
        }
        Ok(())
    }

    fn renewal_row(
        &self,
        application: Uuid,
        sequence: i32,
        renewal: &FiledRenewal,
    ) -> Result<row::ActiveModel> {
        let is_open = renewal.end.is_none();
        let key = key(application, sequence, &renewal.policy, is_open);
        Ok(row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            policy: Set(renewal.policy.clone()),
            is_open: Set(is_open),
            renewal_sealed: Set(self.sealer().seal(place(&key), renewal)?),
        })
    }
}

impl Store {
    /// The renewals of an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_renewals(&self, application: Uuid) -> Result<Vec<FiledRenewal>> {
        let rows = rows(self.db(), application).await?.into_iter();
        rows.map(|row| open(self.sealer(), row)).collect()
    }

    /// The versions of the policy under which renewals are under way.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_renewing_policies(&self) -> Result<Vec<String>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Policy)
            .filter(row::COLUMN.is_open.eq(true))
            .distinct()
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

/// Place and fingerprint of each that has ended by a decision, as the audit log says them; a word that
/// it never says where one does not open.
pub(super) async fn found(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
    application: Uuid,
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for row in rows(db, application).await? {
        let sequence = row.sequence;
        let key = key(application, sequence, &row.policy, row.is_open);
        let print = match open(sealer, row) {
            Ok(renewal) => match renewal.end.as_ref().map(|end| end.step) {
                Some(
                    RenewalStep::Renewed | RenewalStep::Refused | RenewalStep::MemberElsewhere,
                ) => fingerprint(sealer, &key, &renewal)?,
                Some(RenewalStep::UnderWay | RenewalStep::Overtaken) | None => continue,
            },
            Err(_) => "unreadable".to_owned(),
        };
        found.push(format!("{sequence} {print}"));
    }
    Ok(found)
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

async fn newest(ask: &impl Ask, application: Uuid) -> Result<Option<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_desc(row::COLUMN.sequence)
        .one(ask.db())
        .await?)
}

/// A renewal as use cases see it.
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<FiledRenewal> {
    let key = key(row.application_id, row.sequence, &row.policy, row.is_open);
    sealer.open(place(&key), &row.renewal_sealed)
}

/// The row of a renewal, to which its seal is bound, with what stands beside it in clear.
fn key(application: Uuid, sequence: i32, policy: &str, is_open: bool) -> Vec<u8> {
    let standing = if is_open { "open" } else { "ended" };
    format!("{}/{sequence}/{policy}/{standing}", application.simple()).into_bytes()
}

fn fingerprint(sealer: &Sealer, key: &[u8], renewal: &FiledRenewal) -> Result<String> {
    let bytes = serde_json::to_vec(renewal)?;
    Ok(sealer.index_text(&[b"renewal/", key, b"/", &bytes].concat()))
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: RENEWAL,
        row,
    }
}
