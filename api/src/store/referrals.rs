//! Referrals by clients, sealed but for whose they are and the application that was begun with each. Of a
//! link there is a keyed hash.
//!
//! Whoever needs several takes them in this order: account, application, referral.

use sea_orm::ActiveValue::Set;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LockType;
use serde::{Deserialize, Serialize};
use shared::form::{Target, Unit};
use shared::purchase::Module;
use shared::referral::ReferralOutcome;
use shared::values::Moment;

use super::ids::format_named;
use super::page::{Found, Identified, Wanted};
use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "referrals")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub client_id: Uuid,
        #[sea_orm(unique)]
        pub code_index: Vec<u8>,
        #[sea_orm(unique)]
        pub application_id: Option<Uuid>,
        pub created_at: ChronoDateTimeUtc,
        pub expires_at: ChronoDateTimeUtc,
        pub referral_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Identified for row::Model {
    fn id(&self) -> Uuid {
        self.id
    }
}

const REFERRAL: &str = "referrals.referral";

/// A referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralRow {
    /// The id.
    pub id: Uuid,
    /// Whose it is.
    pub client: Uuid,
    /// The keyed hash of the code of its link.
    pub code_index: Vec<u8>,
    /// The application that was begun with it.
    pub application: Option<Uuid>,
    /// When it was made.
    pub created_at: Moment,
    /// Until when the link can be used.
    pub expires_at: Moment,
    /// What else there is to know of it.
    pub filed: FiledReferral,
}

/// What is sealed of a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledReferral {
    /// The name of the client as it was then.
    pub client_name: String,
    /// By what the client knows the matter.
    pub reference: String,
    /// Which module.
    pub module: Module,
    /// What the application begins with, of a home.
    pub target: Option<Target>,
    /// What it begins with, of a commercial unit.
    pub unit: Option<Unit>,
    /// When the client revoked the link.
    pub revoked_at: Option<Moment>,
    /// What the person who began the application lets be told.
    pub consent: Option<FiledConsent>,
    /// What was told, oldest first.
    pub reports: Vec<FiledReport>,
}

/// A consent that the outcome is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledConsent {
    /// Whose: it counts as long as the application is that account's.
    pub account: Uuid,
    /// The version of the words.
    pub version: String,
    /// When it was given.
    pub at: Moment,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

/// An outcome that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledReport {
    /// What.
    pub outcome: ReferralOutcome,
    /// When.
    pub at: Moment,
}

impl FiledReferral {
    /// The consent that counts.
    #[must_use]
    pub fn live_consent(&self) -> Option<&FiledConsent> {
        let consent = self.consent.as_ref();
        consent.filter(|consent| consent.withdrawn_at.is_none())
    }
}

impl Write {
    /// Adds a referral.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_referral(&self, referral: &ReferralRow) -> Result<()> {
        row::Entity::insert(active(self.sealer(), referral)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes a referral back, which is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_referral(&self, referral: &ReferralRow) -> Result<()> {
        row::Entity::update(active(self.sealer(), referral)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Reads the referral of a link and keeps others from changing it until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn hold_referral_of_code(&self, code_index: &[u8]) -> Result<Option<ReferralRow>> {
        self.hold_one(row::Entity::find().filter(row::Column::CodeIndex.eq(code_index)))
            .await
    }

    /// What was begun with a link, which is to be held before its referral.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_begun(&self, code_index: &[u8]) -> Result<Option<Uuid>> {
        let begun = row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::Column::CodeIndex.eq(code_index))
            .into_tuple::<Option<Uuid>>()
            .one(self.db())
            .await?;
        Ok(begun.flatten())
    }

    /// The same of a client's referral by its id.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn hold_referral(&self, client: Uuid, id: Uuid) -> Result<Option<ReferralRow>> {
        let of_client = row::COLUMN.client_id.eq(client);
        self.hold_one(row::Entity::find_by_id(id).filter(of_client))
            .await
    }

    /// The same of the one with which an application was begun, which is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn hold_referral_of(&self, application: Uuid) -> Result<Option<ReferralRow>> {
        let of_application = row::COLUMN.application_id.eq(application);
        self.hold_one(row::Entity::find().filter(of_application))
            .await
    }

    async fn hold_one(&self, one: Select<row::Entity>) -> Result<Option<ReferralRow>> {
        let row = one.lock(LockType::NoKeyUpdate).one(self.db()).await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }
}

impl Store {
    /// The referral of a link.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_referral_of_code(&self, code_index: &[u8]) -> Result<Option<ReferralRow>> {
        let of_code = row::Column::CodeIndex.eq(code_index);
        let row = row::Entity::find().filter(of_code).one(self.db()).await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// A referral of a client's.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_referral(&self, client: Uuid, id: Uuid) -> Result<Option<ReferralRow>> {
        let row = row::Entity::find_by_id(id)
            .filter(row::COLUMN.client_id.eq(client))
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// Referrals of a client's.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_referrals(&self, client: Uuid, wanted: Wanted) -> Result<Found<ReferralRow>> {
        let all = row::Entity::find().filter(row::COLUMN.client_id.eq(client));
        let made_after = |after| row::COLUMN.created_at.gt(after);
        let found = wanted
            .read(self.db(), all, row::Column::Id, made_after)
            .await?;
        found.open(|row| read(self.sealer(), row))
    }
}

fn active(sealer: &Sealer, referral: &ReferralRow) -> Result<row::ActiveModel> {
    let key = key(referral.id, referral.client, referral.application);
    Ok(row::ActiveModel {
        id: Set(referral.id),
        client_id: Set(referral.client),
        code_index: Set(referral.code_index.clone()),
        application_id: Set(referral.application),
        created_at: Set(referral.created_at),
        expires_at: Set(referral.expires_at),
        referral_sealed: Set(sealer.seal(place(&key), &referral.filed)?),
    })
}

/// A referral as use cases see it.
pub(super) fn read(sealer: &Sealer, row: row::Model) -> Result<ReferralRow> {
    let key = key(row.id, row.client_id, row.application_id);
    Ok(ReferralRow {
        id: row.id,
        client: row.client_id,
        code_index: row.code_index,
        application: row.application_id,
        created_at: row.created_at,
        expires_at: row.expires_at,
        filed: sealer.open(place(&key), &row.referral_sealed)?,
    })
}

/// The row of a referral, to which its seal is bound, with whose it is and what was begun with it.
fn key(id: Uuid, client: Uuid, application: Option<Uuid>) -> Vec<u8> {
    let application = application.unwrap_or(Uuid::nil());
    [
        id.into_bytes(),
        client.into_bytes(),
        application.into_bytes(),
    ]
    .concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: REFERRAL,
        row,
    }
}

/// A referral's id as callers see it.
#[must_use]
pub fn format_referral(id: Uuid) -> String {
    format_named("ref", id)
}
