//! How applicants are reached since they submitted: each correction, sealed. What they submitted stands
//! with their answers and never changes.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::{Deserialize, Serialize};
use shared::form::Contact;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contacts")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub contact_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const CONTACT: &str = "contacts.contact";

/// How an applicant is reached from a moment on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledContact {
    /// How.
    pub contact: Contact,
    /// Since when.
    pub at: Moment,
}

impl Write {
    /// Files a correction behind those that are there. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_contact(&self, application: Uuid, contact: &FiledContact) -> Result<()> {
        let last = rows(self, application).await?.into_iter().next_back();
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        let key = key(application, sequence);
        let row = row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            contact_sealed: Set(self.sealer().seal(place(&key), contact)?),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// The corrections of an application, which is held, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_contacts(&self, application: Uuid) -> Result<Vec<FiledContact>> {
        list(self, application).await
    }
}

impl Store {
    /// The corrections of an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_contacts(&self, application: Uuid) -> Result<Vec<FiledContact>> {
        list(self, application).await
    }
}

async fn list(ask: &impl Ask, application: Uuid) -> Result<Vec<FiledContact>> {
    let rows = rows(ask, application).await?;
    rows.iter()
        .map(|row| {
            let key = key(row.application_id, row.sequence);
            ask.sealer().open(place(&key), &row.contact_sealed)
        })
        .collect()
}

async fn rows(ask: &impl Ask, application: Uuid) -> Result<Vec<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_asc(row::COLUMN.sequence)
        .all(ask.db())
        .await?)
}

/// The row of a correction, to which its seal is bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: CONTACT,
        row,
    }
}
