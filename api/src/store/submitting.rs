//! What a submission looks at beside its application, read in one statement.

use sea_orm::entity::prelude::*;

use super::Write;
use super::filed_settings::FiledSettings;
use super::notice_settings;
use super::parts::{Part, Rows};
use super::tries::{self, Tries};
use super::uploads::{self, UploadRow};
use crate::error::Result;

/// What a submission looks at.
#[derive(Debug)]
pub struct AtSubmission {
    /// The uploads of the application, oldest first.
    pub uploads: Vec<UploadRow>,
    /// What is counted of whoever submits.
    pub tries: Vec<Tries>,
    /// In which language and by what ways they are told.
    pub settings: FiledSettings,
}

impl Write {
    /// Reads what the submission of an application, which is held, looks at: of whoever submits what is
    /// counted under these keys.
    ///
    /// # Errors
    /// The database does not answer, or an upload does not open.
    pub async fn read_at_submission(
        &self,
        application: Uuid,
        account: Uuid,
        keys: &[Vec<u8>],
    ) -> Result<AtSubmission> {
        let parts = [
            Part::of_application::<uploads::row::Entity>(application),
            Part::of(tries::row::Entity::find().filter(tries::counted_under(keys))),
            Part::of(notice_settings::row::Entity::find_by_id(account)),
        ];
        let mut rows = Rows::read(self, parts).await?;
        let settings = rows.open(|_, row| Ok(notice_settings::filed(row)))?.pop();
        let settings: FiledSettings = settings.unwrap_or_default();
        self.know_settings(account, settings.clone());
        Ok(AtSubmission {
            uploads: rows.open(uploads::read)?,
            tries: rows.open(|_, row| Ok(tries::read(&row)))?,
            settings,
        })
    }
}
