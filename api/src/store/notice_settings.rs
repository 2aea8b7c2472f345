//! What people want to be told by e-mail and SMS, in which language, and when not.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use shared::message::{Channel, Off, QuietHours, Topic};
use shared::values::Lang;

use super::filed_settings::{FiledSettings, UNCHOSEN};
use super::{Ask, Store, Write};
use crate::error::Result;

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_settings")]
    pub(in crate::store) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        pub version: i32,
        pub language: String,
        pub off: String,
        pub quiet_from: Option<i32>,
        pub quiet_to: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// What somebody has chosen, or what holds for who has chosen nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_notice_settings(&self, account: Uuid) -> Result<FiledSettings> {
        find(self, account).await
    }

    /// The same of several people.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_all_notice_settings(
        &self,
        accounts: &[Uuid],
    ) -> Result<HashMap<Uuid, FiledSettings>> {
        let known = self.settings.change(|known| known.clone());
        let mut all: HashMap<Uuid, FiledSettings> = known.into_iter().collect();
        let mut accounts = accounts.to_vec();
        accounts.retain(|account| !all.contains_key(account));
        if !accounts.is_empty() {
            let rows = row::Entity::find()
                .filter(row::COLUMN.account_id.is_in(accounts))
                .all(self.db())
                .await?;
            let rows = rows.into_iter();
            all.extend(rows.map(|row| (row.account_id, filed(row))));
        }
        Ok(all)
    }

    /// Keeps what this transaction has read, so that it need not be read again.
    pub(super) fn know_settings(&self, account: Uuid, settings: FiledSettings) {
        let _is_time = self.settings.add((account, settings));
    }

    /// Writes down what somebody, whose account is held, has chosen.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_notice_settings(
        &self,
        account: Uuid,
        settings: &FiledSettings,
    ) -> Result<()> {
        row::Entity::insert(active(account, settings))
            .on_conflict(
                OnConflict::column(row::Column::AccountId)
                    .update_columns([
                        row::Column::Version,
                        row::Column::Language,
                        row::Column::Off,
                        row::Column::QuietFrom,
                        row::Column::QuietTo,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Keeps in mind which language somebody reads, unless they have chosen one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remember_language(&self, account: Uuid, language: Lang) -> Result<()> {
        let settings = FiledSettings {
            language,
            ..FiledSettings::default()
        };
        let version = i32::try_from(UNCHOSEN).unwrap_or(i32::MAX);
        let unchosen = Expr::col((row::Entity, row::Column::Version)).eq(version);
        row::Entity::insert(active(account, &settings))
            .on_conflict(
                OnConflict::column(row::Column::AccountId)
                    .update_column(row::Column::Language)
                    .action_and_where(unchosen)
                    .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// What somebody has chosen, or what holds for who has chosen nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_notice_settings(&self, account: Uuid) -> Result<FiledSettings> {
        find(self, account).await
    }
}

async fn find(ask: &impl Ask, account: Uuid) -> Result<FiledSettings> {
    let row = row::Entity::find_by_id(account).one(ask.db()).await?;
    Ok(row.map(filed).unwrap_or_default())
}

fn active(account: Uuid, settings: &FiledSettings) -> row::ActiveModel {
    let off = settings.off.iter();
    let off: Vec<String> = off
        .map(|off| format!("{}/{}", off.topic.slug(), off.channel.slug()))
        .collect();
    row::ActiveModel {
        account_id: Set(account),
        version: Set(i32::try_from(settings.version).unwrap_or(i32::MAX)),
        language: Set(slug(settings.language).to_owned()),
        off: Set(off.join(" ")),
        quiet_from: Set(settings.quiet.map(|quiet| i32::from(quiet.from))),
        quiet_to: Set(settings.quiet.map(|quiet| i32::from(quiet.to))),
    }
}

pub(super) fn filed(row: row::Model) -> FiledSettings {
    let off = row.off.split_whitespace().filter_map(|off| {
        let (topic, channel) = off.split_once('/')?;
        Some(Off {
            topic: Topic::from_slug(topic)?,
            channel: Channel::from_slug(channel)?,
        })
    });
    let hour = |hour: Option<i32>| hour.and_then(|hour| u8::try_from(hour).ok());
    let quiet = hour(row.quiet_from).zip(hour(row.quiet_to));
    FiledSettings {
        version: u32::try_from(row.version).unwrap_or_default(),
        language: language(&row.language),
        off: off.collect(),
        quiet: quiet.map(|(from, to)| QuietHours { from, to }),
    }
}

fn slug(language: Lang) -> &'static str {
    match language {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

fn language(slug: &str) -> Lang {
    match slug {
        "en" => Lang::En,
        _ => Lang::Zh,
    }
}
