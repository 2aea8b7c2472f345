//! What decided in each version of the policy when it came into force, by its hash.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "policy_versions")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub sha256: String,
        pub first_seen: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version and the hash of what decides in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The version's id.
    pub id: String,
    /// SHA-256 of [`shared::policy::Version::deciding`], in hexadecimal digits as `sha256sum`
    /// prints them.
    pub sha256: String,
}

impl Write {
    /// Writes down the versions that were not yet, and tells what is written of all. What is there
    /// stays as it is, whoever wrote it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn pin_versions(&self, versions: &[Pin], at: Moment) -> Result<Vec<Pin>> {
        let known = pins(self).await?;
        let new: Vec<_> = versions
            .iter()
            .filter(|version| known.iter().all(|pin| pin.id != version.id))
            .map(|version| row::ActiveModel {
                id: Set(version.id.clone()),
                sha256: Set(version.sha256.clone()),
                first_seen: Set(at),
            })
            .collect();
        if new.is_empty() {
            return Ok(known);
        }
        // Another instance may write the same at this moment; the first one counts for both.
        row::Entity::insert_many(new)
            .on_conflict(OnConflict::column(row::Column::Id).do_nothing().to_owned())
            .exec_without_returning(self.db())
            .await?;
        pins(self).await
    }
}

impl Store {
    /// The versions that were written down later than the first ones: they have come into force since the
    /// platform has been there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_later_versions(&self) -> Result<Vec<String>> {
        let rows = row::Entity::find().all(self.db()).await?;
        let first = rows.iter().map(|row| row.first_seen).min();
        let later = rows
            .into_iter()
            .filter(|row| first.is_some_and(|first| row.first_seen > first));
        Ok(later.map(|row| row.id).collect())
    }
}

async fn pins(ask: &impl Ask) -> Result<Vec<Pin>> {
    let rows = row::Entity::find().all(ask.db()).await?;
    let pins = rows.into_iter().map(|row| Pin {
        id: row.id,
        sha256: row.sha256,
    });
    Ok(pins.collect())
}
