//! What is told of uploads; their content is in the store of files.

use std::str::FromStr;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::{Deserialize, Serialize};
use shared::upload::{MediaType, UploadKind, UploadState};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "uploads")]
    pub(in crate::store) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub state: String,
        pub bytes: i32,
        pub upload_sealed: Vec<u8>,
        #[sea_orm(unique)]
        pub creation_key: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A paper that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// The id, which is the name of the content in the store of files, too.
    pub id: Uuid,
    /// The application.
    pub application: Uuid,
    /// Whether it can be used.
    pub state: UploadState,
    /// How many bytes are kept, before they are sealed.
    pub bytes: u32,
    /// What else is told of it.
    pub told: Told,
}

impl UploadRow {
    /// Whether it was handed in and stays.
    #[must_use]
    pub fn is_handed_in(&self) -> bool {
        self.told.handed_in_at.is_some()
    }
}

/// What is told of a paper, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who uploaded it.
    pub account: Uuid,
    /// What it is for.
    pub kind: UploadKind,
    /// The name of the file.
    pub file_name: String,
    /// What is kept.
    pub media_type: MediaType,
    /// Width and height of a picture, in pixels.
    pub size: Option<(u32, u32)>,
    /// The pages of a PDF.
    pub pages: Option<u32>,
    /// Whether a virus scanner has looked at it.
    pub is_scanned: bool,
    /// When it was uploaded.
    pub uploaded_at: Moment,
    /// When it was handed in.
    pub handed_in_at: Option<Moment>,
}

impl Write {
    /// Adds an upload, under the key by which a repeated one is known.
    ///
    /// # Errors
    /// The database does not answer, or there is an upload under the key.
    pub async fn add_upload(&self, upload: &UploadRow, creation_key: Vec<u8>) -> Result<()> {
        let mut row = row(self.sealer(), upload)?;
        row.creation_key = Set(creation_key);
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes an upload back.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_upload(&self, upload: &UploadRow) -> Result<()> {
        row::Entity::update(row(self.sealer(), upload)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Removes an upload. One that is not there is no error.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_upload(&self, id: Uuid) -> Result<()> {
        row::Entity::delete_by_id(id).exec(self.db()).await?;
        Ok(())
    }

    /// The uploads of an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_uploads(&self, application: Uuid) -> Result<Vec<UploadRow>> {
        list(self, application).await
    }

    /// An upload.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_upload(&self, id: Uuid) -> Result<Option<UploadRow>> {
        find(self, id).await
    }

    /// The upload that was made under a key.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_uploaded(&self, creation_key: &[u8]) -> Result<Option<UploadRow>> {
        find_uploaded(self, creation_key).await
    }
}

impl Store {
    /// The uploads of an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_uploads(&self, application: Uuid) -> Result<Vec<UploadRow>> {
        list(self, application).await
    }

    /// An upload.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_upload(&self, id: Uuid) -> Result<Option<UploadRow>> {
        find(self, id).await
    }

    /// The upload that was made under a key.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_uploaded(&self, creation_key: &[u8]) -> Result<Option<UploadRow>> {
        find_uploaded(self, creation_key).await
    }
}

async fn list(ask: &impl Ask, application: Uuid) -> Result<Vec<UploadRow>> {
    let rows = row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_asc(row::COLUMN.id)
        .all(ask.db())
        .await?;
    let rows = rows.into_iter();
    rows.map(|row| read(ask.sealer(), row)).collect()
}

async fn find(ask: &impl Ask, id: Uuid) -> Result<Option<UploadRow>> {
    let row = row::Entity::find_by_id(id).one(ask.db()).await?;
    row.map(|row| read(ask.sealer(), row)).transpose()
}

async fn find_uploaded(ask: &impl Ask, creation_key: &[u8]) -> Result<Option<UploadRow>> {
    let row = row::Entity::find()
        .filter(row::COLUMN.creation_key.eq(creation_key))
        .one(ask.db())
        .await?;
    row.map(|row| read(ask.sealer(), row)).transpose()
}

const UPLOAD: &str = "uploads.upload";

fn row(sealer: &Sealer, upload: &UploadRow) -> Result<row::ActiveModel> {
    let bytes = i32::try_from(upload.bytes).unwrap_or(i32::MAX);
    let key = key(upload.id, upload.application, upload.state.slug(), bytes);
    let place = Place {
        column: UPLOAD,
        row: &key,
    };
    Ok(row::ActiveModel {
        id: Set(upload.id),
        application_id: Set(upload.application),
        state: Set(upload.state.slug().to_owned()),
        bytes: Set(bytes),
        upload_sealed: Set(sealer.seal(place, &upload.told)?),
        ..Default::default()
    })
}

pub(super) fn read(sealer: &Sealer, row: row::Model) -> Result<UploadRow> {
    let key = key(row.id, row.application_id, &row.state, row.bytes);
    let place = Place {
        column: UPLOAD,
        row: &key,
    };
    let state = UploadState::from_slug(&row.state);
    Ok(UploadRow {
        id: row.id,
        application: row.application_id,
        state: state.ok_or_else(|| Error::unexpected("uploads.state is unknown"))?,
        bytes: u32::try_from(row.bytes).unwrap_or_default(),
        told: sealer.open(place, &row.upload_sealed)?,
    })
}

/// The row of an upload, to which its seal is bound: all that stands beside it in clear. A paper that
/// waits for the scanner cannot be made a clean one without the keys.
fn key(id: Uuid, application: Uuid, state: &str, bytes: i32) -> Vec<u8> {
    let (id, application) = (id.into_bytes(), application.into_bytes());
    [
        &id[..],
        &application,
        state.as_bytes(),
        &bytes.to_be_bytes(),
    ]
    .concat()
}

/// The id behind `upl_…`; nothing else is an id.
#[must_use]
pub fn parse_upload_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("upl_").filter(|hex| hex.len() == 32)?;
    Uuid::from_str(hex).ok()
}

/// The id as callers see it.
#[must_use]
pub fn format_upload_id(id: Uuid) -> String {
    format!("upl_{}", id.simple())
}
