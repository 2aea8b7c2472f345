//! Which documents of an application were given, when: one row for each kind, language, reader's part and
//! day.

use sea_orm::ActiveValue::Set;
use sea_orm::TryInsertResult;
use sea_orm::entity::prelude::*;
use shared::application::{GivenDocument, PrintedKind};
use shared::values::{Lang, day_in_shanghai};

use super::{Ask, Write};
use crate::error::{Error, Result};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "given_documents")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lang: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub by_agent: bool,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: ChronoDate,
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Whether a document is given for the first time that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewlyGiven {
    /// It is.
    Yes,
    /// It was given before.
    No,
}

impl Write {
    /// Writes down that a document is given, unless that was done the same day.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_given_document(
        &self,
        application: Uuid,
        given: GivenDocument,
    ) -> Result<NewlyGiven> {
        let row = row::ActiveModel {
            application_id: Set(application),
            kind: Set(given.kind.slug().to_owned()),
            lang: Set(tag(given.lang).to_owned()),
            by_agent: Set(given.by_agent),
            day: Set(day_in_shanghai(given.at)),
            at: Set(given.at),
        };
        let primary_key = [
            row::Column::ApplicationId,
            row::Column::Kind,
            row::Column::Lang,
            row::Column::ByAgent,
            row::Column::Day,
        ];
        let added = row::Entity::insert(row)
            .on_conflict_do_nothing_on(primary_key)
            .exec_without_returning(self.db())
            .await?;
        Ok(match added {
            TryInsertResult::Empty | TryInsertResult::Conflicted | TryInsertResult::Inserted(0) => {
                NewlyGiven::No
            }
            TryInsertResult::Inserted(_) => NewlyGiven::Yes,
        })
    }
}

/// A document as it is told.
pub(super) fn read(row: &row::Model) -> Result<GivenDocument> {
    let unknown = || Error::unexpected("a document that was given has an unknown name");
    Ok(GivenDocument {
        kind: PrintedKind::from_slug(&row.kind).ok_or_else(unknown)?,
        lang: lang(&row.lang).ok_or_else(unknown)?,
        by_agent: row.by_agent,
        at: row.at,
    })
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

fn lang(tag: &str) -> Option<Lang> {
    [Lang::Zh, Lang::En]
        .into_iter()
        .find(|lang| self::tag(*lang) == tag)
}
