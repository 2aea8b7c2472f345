//! How far those who were refused have been looked at under a version of the policy that has come into
//! force.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, TryInsertResult};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "policy_walks")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: String,
        #[sea_orm(unique)]
        pub subject: Uuid,
        pub behind: Option<Uuid>,
        pub told: i32,
        pub ended_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A walk over everybody who was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyWalk {
    /// The version that has come into force.
    pub version: String,
    /// What the walk's job is about.
    pub subject: Uuid,
    /// The last application that was looked at, in the order of their ids.
    pub behind: Option<Uuid>,
    /// How many people were told.
    pub told: u32,
    /// When everybody was looked at.
    pub ended_at: Option<Moment>,
}

impl Write {
    /// Begins a walk; tells whether nobody had begun one for the version before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_policy_walk(&self, version: &str, subject: Uuid) -> Result<bool> {
        let row = row::ActiveModel {
            version: Set(version.to_owned()),
            subject: Set(subject),
            behind: Set(None),
            told: Set(0),
            ended_at: Set(None),
        };
        let added = row::Entity::insert(row)
            .on_conflict_do_nothing_on([row::Column::Version])
            .exec_without_returning(self.db())
            .await?;
        Ok(matches!(added, TryInsertResult::Inserted(1)))
    }

    /// Writes back how far a walk is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_policy_walk(&self, walk: &PolicyWalk) -> Result<()> {
        let row = row::ActiveModel {
            version: Set(walk.version.clone()),
            subject: Set(walk.subject),
            behind: Set(walk.behind),
            told: Set(i32::try_from(walk.told).unwrap_or(i32::MAX)),
            ended_at: Set(walk.ended_at),
        };
        row::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }
}

impl Store {
    /// The walk of a job.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_policy_walk(&self, subject: Uuid) -> Result<Option<PolicyWalk>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.subject.eq(subject))
            .one(self.db())
            .await?;
        Ok(row.map(read))
    }

    /// All walks, by their versions.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_policy_walks(&self) -> Result<Vec<PolicyWalk>> {
        let rows = row::Entity::find()
            .order_by_asc(row::COLUMN.version)
            .all(self.db())
            .await?;
        Ok(rows.into_iter().map(read).collect())
    }
}

fn read(row: row::Model) -> PolicyWalk {
    PolicyWalk {
        version: row.version,
        subject: row.subject,
        behind: row.behind,
        told: u32::try_from(row.told).unwrap_or_default(),
        ended_at: row.ended_at,
    }
}
