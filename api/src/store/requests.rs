//! What officers asked applicants for and what was answered, sealed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use shared::application::CaseRequest;

use super::{Ask, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "requests")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub request_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const REQUEST: &str = "requests.request";

impl Write {
    /// Files a request behind those that are there. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_request(&self, application: Uuid, request: &CaseRequest) -> Result<()> {
        let last = newest(self, application).await?;
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        row::Entity::insert(self.request_row(application, sequence, request)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes the newest request back, whose application is held.
    ///
    /// # Errors
    /// The database does not answer, or there is none.
    pub async fn save_request(&self, application: Uuid, request: &CaseRequest) -> Result<()> {
        let last = newest(self, application).await?;
        let last = last.ok_or_else(|| Error::unexpected("nothing is asked for"))?;
        row::Entity::update(self.request_row(application, last.sequence, request)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// The newest request in an application, which is held.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_request(&self, application: Uuid) -> Result<Option<CaseRequest>> {
        let row = newest(self, application).await?;
        row.map(|row| open(self.sealer(), row)).transpose()
    }

    fn request_row(
        &self,
        application: Uuid,
        sequence: i32,
        request: &CaseRequest,
    ) -> Result<row::ActiveModel> {
        let key = key(application, sequence);
        Ok(row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            request_sealed: Set(self.sealer().seal(place(&key), request)?),
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
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<CaseRequest> {
    let key = key(row.application_id, row.sequence);
    sealer.open(place(&key), &row.request_sealed)
}

/// The row of a request, to which its seal is bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: REQUEST,
        row,
    }
}
