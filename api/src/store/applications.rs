//! Applications from draft to end.

pub mod events;
pub mod listed;
pub mod lists;
pub(super) mod rebinding;
pub mod reminders;

use std::str::FromStr;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::application::{State, SubState};
use shared::form::{Answers, Chapter};
use shared::purchase::Module;
use shared::values::{Day, Moment};

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "applications")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub module: String,
        pub state: String,
        pub sub_state: Option<String>,
        pub resume_at: String,
        pub resume_entry: Option<String>,
        pub version: i32,
        pub answers_sealed: Vec<u8>,
        pub number: Option<String>,
        pub policy: Option<String>,
        pub certificate: Option<String>,
        pub valid_from: Option<ChronoDate>,
        pub valid_until: Option<ChronoDate>,
        pub created_at: ChronoDateTimeUtc,
        pub updated_at: ChronoDateTimeUtc,
        pub submitted_at: Option<ChronoDateTimeUtc>,
        pub decided_at: Option<ChronoDateTimeUtc>,
        #[sea_orm(unique)]
        pub creation_key: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An application as use cases see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The id.
    pub id: Uuid,
    /// Whose it is.
    pub account: Uuid,
    /// Which module.
    pub module: Module,
    /// The state.
    pub state: State,
    /// What the state alone does not tell.
    pub sub_state: Option<SubState>,
    /// Where a draft goes on.
    pub resume_at: Chapter,
    /// The child or home of that chapter, by its key.
    pub resume_entry: Option<String>,
    /// Grows by one with each save.
    pub version: u32,
    /// The answers; frozen at submission.
    pub answers: Answers,
    /// The number that people quote, from submission on.
    pub number: Option<String>,
    /// The policy version that was pinned at submission.
    pub policy: Option<String>,
    /// The certificate of a pass.
    pub certificate: Option<IssuedCertificate>,
    /// When it was begun.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When the result stood.
    pub decided_at: Option<Moment>,
}

/// A certificate with its validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCertificate {
    /// The number.
    pub number: String,
    /// The first day.
    pub valid_from: Day,
    /// The last day.
    pub valid_until: Day,
}

impl Application {
    /// What the audit log says of an application after an act: whose it is, its state, its
    /// certificate. For whom or what it waits is none of its business.
    #[must_use]
    pub fn standing(&self) -> String {
        let waits = [SubState::AwaitingRegistries, SubState::AwaitingPosting];
        let label = self.sub_state.filter(|label| !waits.contains(label));
        let certificate = self.certificate.as_ref();
        let days = certificate.map(|c| format!("{}..{}", c.valid_from, c.valid_until));
        format!(
            "owner {}, state {}, label {}, policy {}, certificate {}, validity {}",
            self.account,
            self.state.slug(),
            label.map_or("none", SubState::slug),
            self.policy.as_deref().unwrap_or("none"),
            certificate.map_or("none", |c| c.number.as_str()),
            days.as_deref().unwrap_or("none"),
        )
    }

    /// Whether the machine has to decide on it: for the first time, after a dispute, or for a renewal.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.state {
            State::Pending => match self.sub_state {
                Some(SubState::ManualReview | SubState::AwaitingAuthority) => false,
                Some(_) | None => true,
            },
            State::Failed => self.sub_state == Some(SubState::Rechecking),
            State::Passed => self.is_renewing(),
            State::Draft | State::Signing | State::Signed | State::Void => false,
        }
    }

    /// Whether its pass is being renewed (续期核验中).
    #[must_use]
    pub fn is_renewing(&self) -> bool {
        self.sub_state == Some(SubState::Renewing)
    }

    /// Whether it is submitted, and an agent filed it.
    #[must_use]
    pub fn is_by_agent(&self) -> bool {
        self.submitted_at.is_some() && self.answers.is_by_agent()
    }

    /// Whether it waits for the authority of the agent who filed it.
    #[must_use]
    pub fn awaits_authority(&self) -> bool {
        self.sub_state == Some(SubState::AwaitingAuthority)
    }

    /// Whether it keeps its people from another one.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.state.is_live() || self.is_under_review()
    }

    /// Whether a dispute of its result is under way (复核中).
    #[must_use]
    pub fn is_under_review(&self) -> bool {
        self.sub_state.is_some_and(SubState::is_under_review)
    }
}

impl Write {
    /// Adds a draft, under the key that it was asked for with.
    ///
    /// # Errors
    /// The database does not answer, or there is a draft under the key.
    pub async fn add_application(
        &self,
        application: &Application,
        creation_key: Option<Vec<u8>>,
    ) -> Result<()> {
        self.begin_chain(application.id);
        let mut row = self.row(application)?;
        row.creation_key = Set(creation_key);
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes an application back.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_application(&self, application: &Application) -> Result<()> {
        row::Entity::update(self.row(application)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Removes a draft with everything that belongs to it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_application(&self, id: Uuid) -> Result<()> {
        row::Entity::delete_by_id(id).exec(self.db()).await?;
        Ok(())
    }

    /// Reads an application and keeps others from changing it until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_application(&self, id: Uuid) -> Result<Option<Application>> {
        let row = row::Entity::find_by_id(id)
            .lock_exclusive()
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// The application that was asked for with a key.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_created(&self, creation_key: &[u8]) -> Result<Option<Application>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.creation_key.eq(creation_key))
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// Reads an application without keeping others from changing it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_application(&self, id: Uuid) -> Result<Option<Application>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    fn row(&self, application: &Application) -> Result<row::ActiveModel> {
        let key = key(application)?;
        let place = Place {
            column: ANSWERS,
            row: &key,
        };
        let certificate = application.certificate.as_ref();
        Ok(row::ActiveModel {
            id: Set(application.id),
            account_id: Set(application.account),
            module: Set(application.module.slug().to_owned()),
            state: Set(application.state.slug().to_owned()),
            sub_state: Set(application.sub_state.map(|s| s.slug().to_owned())),
            resume_at: Set(application.resume_at.slug().to_owned()),
            resume_entry: Set(application.resume_entry.clone()),
            version: Set(i32::try_from(application.version).unwrap_or(i32::MAX)),
            answers_sealed: Set(self.sealer().seal(place, &application.answers)?),
            number: Set(application.number.clone()),
            policy: Set(application.policy.clone()),
            certificate: Set(certificate.map(|c| c.number.clone())),
            valid_from: Set(certificate.map(|c| c.valid_from)),
            valid_until: Set(certificate.map(|c| c.valid_until)),
            created_at: Set(application.created_at),
            updated_at: Set(application.updated_at),
            submitted_at: Set(application.submitted_at),
            decided_at: Set(application.decided_at),
            ..Default::default()
        })
    }
}

impl Store {
    /// Reads an application.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_application(&self, id: Uuid) -> Result<Option<Application>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }
}

const ANSWERS: &str = "applications.answers";

/// A row as use cases see it.
pub(super) fn read(sealer: &Sealer, row: row::Model) -> Result<Application> {
    let sealed = row.answers_sealed.clone();
    let mut application = in_clear(row)?;
    let key = key(&application)?;
    let place = Place {
        column: ANSWERS,
        row: &key,
    };
    application.answers = sealer.open(place, &sealed)?;
    Ok(application)
}

/// A row that may be left out of a list because it does not open: others are shown all the same.
fn readable(sealer: &Sealer, row: row::Model) -> Option<Application> {
    let id = row.id;
    let read = read(sealer, row);
    if let Err(error) = &read {
        tracing::error!(application = %id, %error, "an application cannot be read");
    }
    read.ok()
}

/// What stands in a row in clear, with no answers.
pub(super) fn in_clear(row: row::Model) -> Result<Application> {
    let certificate = match (row.certificate, row.valid_from, row.valid_until) {
        (Some(number), Some(valid_from), Some(valid_until)) => Some(IssuedCertificate {
            number,
            valid_from,
            valid_until,
        }),
        _ => None,
    };
    let unknown = |what: &str| Error::unexpected(format!("applications.{what} is unknown"));
    Ok(Application {
        answers: Answers::default(),
        id: row.id,
        account: row.account_id,
        module: Module::from_slug(&row.module).ok_or_else(|| unknown("module"))?,
        state: State::from_slug(&row.state).ok_or_else(|| unknown("state"))?,
        sub_state: match row.sub_state.as_deref() {
            Some(name) => Some(SubState::from_slug(name).ok_or_else(|| unknown("sub_state"))?),
            None => None,
        },
        resume_at: Chapter::from_slug(&row.resume_at).ok_or_else(|| unknown("resume_at"))?,
        resume_entry: row.resume_entry,
        version: u32::try_from(row.version).unwrap_or_default(),
        number: row.number,
        policy: row.policy,
        certificate,
        created_at: row.created_at,
        updated_at: row.updated_at,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
    })
}

/// The row of answers, to which their seal is bound: everything that stands beside them in clear.
/// Who writes to the database without the keys can change none of it, neither owner nor state nor
/// certificate, without the application ceasing to open.
fn key(application: &Application) -> Result<Vec<u8>> {
    let certificate = application.certificate.as_ref();
    Ok(serde_json::to_vec(&(
        (
            application.id,
            application.account,
            application.module.slug(),
        ),
        (
            application.state.slug(),
            application.sub_state.map(SubState::slug),
            application.version,
        ),
        (application.resume_at.slug(), &application.resume_entry),
        (&application.number, &application.policy),
        certificate.map(|c| (&c.number, c.valid_from, c.valid_until)),
        (
            application.created_at,
            application.updated_at,
            application.submitted_at,
            application.decided_at,
        ),
    ))?)
}

/// The id behind `app_…`; nothing else is an id.
#[must_use]
pub fn parse_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("app_").filter(|hex| hex.len() == 32)?;
    Uuid::from_str(hex).ok()
}

/// The id as callers see it.
#[must_use]
pub fn format_id(id: Uuid) -> String {
    format!("app_{}", id.simple())
}
