//! Who has ever signed in as an officer, with which roles and when last.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, QueryOrder};
use shared::officer::OfficerRole;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "officers")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        pub roles: String,
        pub signed_in_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Somebody who has signed in as an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRow {
    /// The account.
    pub account: Uuid,
    /// The roles at the last sign-in.
    pub roles: Vec<OfficerRole>,
    /// When that was.
    pub signed_in_at: Moment,
}

impl Write {
    /// Keeps in mind that somebody has signed in as an officer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn keep_officer(&self, officer: &OfficerRow) -> Result<()> {
        let roles: Vec<&str> = officer.roles.iter().map(|role| role.slug()).collect();
        let row = row::ActiveModel {
            account_id: Set(officer.account),
            roles: Set(roles.join(",")),
            signed_in_at: Set(officer.signed_in_at),
        };
        row::Entity::insert(row)
            .on_conflict(
                OnConflict::column(row::Column::AccountId)
                    .update_columns([row::Column::Roles, row::Column::SignedInAt])
                    .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// Whether somebody has ever signed in as an officer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_known_officer(&self, account: Uuid) -> Result<bool> {
        let row = row::Entity::find_by_id(account).one(self.db()).await?;
        Ok(row.is_some())
    }

    /// Whoever has ever signed in as an officer, who did so last at the head. They are as many as the
    /// office has people.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_officers(&self) -> Result<Vec<OfficerRow>> {
        let rows = row::Entity::find()
            .order_by_desc(row::COLUMN.signed_in_at)
            .order_by_asc(row::COLUMN.account_id)
            .all(self.db())
            .await?;
        let officers = rows.into_iter().map(|row| {
            let roles = row.roles.split(',').filter_map(OfficerRole::from_slug);
            OfficerRow {
                account: row.account_id,
                roles: roles.collect(),
                signed_in_at: row.signed_in_at,
            }
        });
        Ok(officers.collect())
    }
}
