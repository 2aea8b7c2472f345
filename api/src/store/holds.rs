//! Holds of passes by clients (签约中), sealed but for whose they are, how far and until when. An
//! application has one that lives, by a constraint, and any number that have ended.

pub mod contracts;
pub mod objections;
pub mod rechecks;

use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, SqlErr};
use serde::{Deserialize, Serialize};
use shared::hold::{HeldUnit, HoldState};
use shared::problem::ProblemKind;
use shared::purchase::{HomeKind, Module};
use shared::values::{Moment, Zone};

use super::clients::disabled_clients;
use super::ids::format_named;
use super::page::{Found, Identified, Wanted};
use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "holds")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub client_id: Uuid,
        pub application_id: Uuid,
        #[sea_orm(unique)]
        pub live_application: Option<Uuid>,
        pub state: String,
        pub created_at: ChronoDateTimeUtc,
        pub expires_at: ChronoDateTimeUtc,
        pub hold_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Identified for row::Model {
    fn id(&self) -> Uuid {
        self.id
    }
}

const HOLD: &str = "holds.hold";

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldRow {
    /// The id.
    pub id: Uuid,
    /// Whose it is.
    pub client: Uuid,
    /// The application whose pass it holds.
    pub application: Uuid,
    /// How far it is.
    pub state: HoldState,
    /// Since when it holds.
    pub created_at: Moment,
    /// From this moment on it holds no more.
    pub expires_at: Moment,
    /// What else there is to know of it.
    pub filed: FiledHold,
}

/// What is sealed of a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledHold {
    /// The name of the client as it was then: the applicant is told so for good.
    pub holder: String,
    /// The number on the certificate.
    pub certificate: String,
    /// Which module.
    pub module: Module,
    /// Where a home lies.
    pub zone: Option<Zone>,
    /// The kind of home.
    pub kind: Option<HomeKind>,
    /// What is to be bought.
    pub unit: HeldUnit,
    /// How often it was renewed.
    pub renewals: u8,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// The contract that was signed under it, with the number that its parties know it by.
    pub contract: Option<(Uuid, String)>,
    /// The seller who took it on the page; none where the client's program did.
    #[serde(default)]
    pub taken_by: Option<String>,
}

impl HoldRow {
    /// How far it is at a moment: nobody may have swept away yet what has run out.
    #[must_use]
    pub fn state_at(&self, now: Moment) -> HoldState {
        if self.state == HoldState::Live && self.expires_at <= now {
            HoldState::Expired
        } else {
            self.state
        }
    }
}

impl Write {
    /// Adds a hold that lives. The application has to be held.
    ///
    /// # Errors
    /// [`ProblemKind::CertificateHeld`] where another one lives, or the database does not answer.
    pub async fn add_hold(&self, hold: &HoldRow) -> Result<()> {
        let added = row::Entity::insert(active(self.sealer(), hold)?)
            .exec_without_returning(self.db())
            .await;
        match added {
            Ok(_) => Ok(()),
            Err(error) => Err(match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => ProblemKind::CertificateHeld.into(),
                _ => error.into(),
            }),
        }
    }

    /// Writes a hold back, whose application is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_hold(&self, hold: &HoldRow) -> Result<()> {
        row::Entity::update(active(self.sealer(), hold)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Holds that a client has taken of an application, which is held.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_holds_by(&self, client: Uuid, application: Uuid) -> Result<Vec<HoldRow>> {
        of_client(self, client, application).await
    }

    /// The hold of an application, which is held, that lives.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_live_hold(&self, application: Uuid) -> Result<Option<HoldRow>> {
        live(self, application).await
    }
}

impl Store {
    /// The hold of an application that lives.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_live_hold(&self, application: Uuid) -> Result<Option<HoldRow>> {
        live(self, application).await
    }

    /// A hold of a client's.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_hold(&self, client: Uuid, id: Uuid) -> Result<Option<HoldRow>> {
        let row = row::Entity::find_by_id(id)
            .filter(row::COLUMN.client_id.eq(client))
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// Holds of a client's.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_holds_of(&self, client: Uuid, wanted: Wanted) -> Result<Found<HoldRow>> {
        let all = row::Entity::find().filter(row::COLUMN.client_id.eq(client));
        let taken_after = |after| row::COLUMN.created_at.gt(after);
        let found = wanted
            .read(self.db(), all, row::Column::Id, taken_after)
            .await?;
        found.open(|row| read(self.sealer(), row))
    }

    /// Holds that a client has taken of an application.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_holds_by(&self, client: Uuid, application: Uuid) -> Result<Vec<HoldRow>> {
        of_client(self, client, application).await
    }

    /// All holds of an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_holds(&self, application: Uuid) -> Result<Vec<HoldRow>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        rows.map(|row| read(self.sealer(), row)).collect()
    }

    /// Applications whose live hold has run out, or is of a client that was disabled, in the order of their
    /// ids and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_run_out_holds(
        &self,
        now: Moment,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(
                row::COLUMN
                    .live_application
                    .gt(behind.unwrap_or(Uuid::nil())),
            )
            .filter(
                Condition::any()
                    .add(row::COLUMN.expires_at.lte(now))
                    .add(row::Column::ClientId.in_subquery(disabled_clients())),
            )
            .order_by_asc(row::COLUMN.live_application)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }
}

async fn of_client(ask: &impl Ask, client: Uuid, application: Uuid) -> Result<Vec<HoldRow>> {
    let rows = row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .filter(row::COLUMN.client_id.eq(client))
        .all(ask.db())
        .await?;
    let rows = rows.into_iter();
    rows.map(|row| read(ask.sealer(), row)).collect()
}

async fn live(ask: &impl Ask, application: Uuid) -> Result<Option<HoldRow>> {
    let row = row::Entity::find()
        .filter(row::COLUMN.live_application.eq(application))
        .one(ask.db())
        .await?;
    row.map(|row| read(ask.sealer(), row)).transpose()
}

fn active(sealer: &Sealer, hold: &HoldRow) -> Result<row::ActiveModel> {
    let is_live = hold.state == HoldState::Live;
    let key = key(hold);
    let place = Place {
        column: HOLD,
        row: &key,
    };
    Ok(row::ActiveModel {
        id: Set(hold.id),
        client_id: Set(hold.client),
        application_id: Set(hold.application),
        live_application: Set(is_live.then_some(hold.application)),
        state: Set(hold.state.slug().to_owned()),
        created_at: Set(hold.created_at),
        expires_at: Set(hold.expires_at),
        hold_sealed: Set(sealer.seal(place, &hold.filed)?),
    })
}

/// A hold as use cases see it.
pub(super) fn read(sealer: &Sealer, row: row::Model) -> Result<HoldRow> {
    let state = HoldState::from_slug(&row.state);
    let mut hold = HoldRow {
        id: row.id,
        client: row.client_id,
        application: row.application_id,
        state: state.ok_or_else(|| Error::unexpected("holds.state is unknown"))?,
        created_at: row.created_at,
        expires_at: row.expires_at,
        filed: FiledHold {
            holder: String::new(),
            certificate: String::new(),
            module: Module::Residential,
            zone: None,
            kind: None,
            unit: HeldUnit {
                address: String::new(),
                certificate_number: None,
            },
            renewals: 0,
            ended_at: None,
            contract: None,
            taken_by: None,
        },
    };
    let key = key(&hold);
    let place = Place {
        column: HOLD,
        row: &key,
    };
    hold.filed = sealer.open(place, &row.hold_sealed)?;
    Ok(hold)
}

/// The row of a hold, to which its seal is bound, with everything that stands beside it in clear.
fn key(hold: &HoldRow) -> Vec<u8> {
    format!(
        "{}/{}/{}/{}/{}/{}",
        hold.id.simple(),
        hold.client.simple(),
        hold.application.simple(),
        hold.state.slug(),
        hold.created_at.timestamp_micros(),
        hold.expires_at.timestamp_micros(),
    )
    .into_bytes()
}

/// A hold's id as callers see it.
#[must_use]
pub fn format_hold(id: Uuid) -> String {
    format_named("hold", id)
}
