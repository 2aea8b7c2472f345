//! Which officers looked at an application, at what and why: sealed, because a reason can name people.
//! Ids tell when, so that looks are found by their days. By whom one was stands in clear beside it, as
//! in the audit log, and sealed, which alone is believed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::review::Look;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "looks")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub look_sealed: Vec<u8>,
        pub officer_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const LOOK: &str = "looks.look";

/// A look as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledLook {
    /// The look.
    #[serde(flatten)]
    pub look: Look,
    /// The account of the officer; none of looks from before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Uuid>,
}

/// Which looks of all applications to list.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// From this moment on.
    pub from: Moment,
    /// Before this moment.
    pub until: Moment,
    /// By this officer only.
    pub officer: Option<Uuid>,
    /// Older than this one: where the page before ended.
    pub before: Option<Uuid>,
}

/// A look in the list of all applications.
#[derive(Debug)]
pub struct FoundLook {
    /// Its id.
    pub id: Uuid,
    /// The application.
    pub application: Uuid,
    /// The look; an error where it does not open, or was not by whom the row says.
    pub filed: Result<FiledLook>,
}

impl Write {
    /// Writes down that an officer looks. `id` is a new one, so that looks of one moment keep their
    /// order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_look(&self, id: Uuid, application: Uuid, filed: &FiledLook) -> Result<()> {
        let key = key(application, id);
        let row = row::ActiveModel {
            id: Set(id),
            application_id: Set(application),
            look_sealed: Set(self.sealer().seal(place(&key), filed)?),
            officer_id: Set(filed.account),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The looks at an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn list_looks(&self, application: Uuid) -> Result<Vec<Look>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        rows.map(|row| open(self.sealer(), row)).collect()
    }

    /// Looks at all applications, newest first: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_looks(&self, filter: Filter, most: u64) -> Result<Vec<FoundLook>> {
        let mut query = row::Entity::find()
            .filter(row::COLUMN.id.gte(first_id(filter.from)))
            .filter(row::COLUMN.id.lt(first_id(filter.until)));
        if let Some(officer) = filter.officer {
            query = query.filter(row::COLUMN.officer_id.eq(officer));
        }
        if let Some(before) = filter.before {
            query = query.filter(row::COLUMN.id.lt(before));
        }
        let rows = query
            .order_by_desc(row::COLUMN.id)
            .limit(most)
            .all(self.db())
            .await?;
        let found = rows.into_iter().map(|row| {
            let key = key(row.application_id, row.id);
            let opened = self.sealer().open(place(&key), &row.look_sealed);
            let filed = opened.and_then(|filed: FiledLook| {
                // Who writes to the database can move a look to somebody else's list, not its seal.
                (filed.account == row.officer_id)
                    .then_some(filed)
                    .ok_or_else(|| Error::unexpected("a look was not by whom its row says"))
            });
            if let Err(error) = &filed {
                tracing::error!(look = %row.id, %error, "a look cannot be read");
            }
            FoundLook {
                id: row.id,
                application: row.application_id,
                filed,
            }
        });
        Ok(found.collect())
    }
}

/// A look as it is told.
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<Look> {
    let key = key(row.application_id, row.id);
    sealer.open(place(&key), &row.look_sealed)
}

/// The smallest id of a moment (UUID version 7 begins with 48 bits of milliseconds).
fn first_id(at: Moment) -> Uuid {
    let millis = u128::try_from(at.timestamp_millis()).unwrap_or_default();
    Uuid::from_u128(millis << 80)
}

/// The row of a look, to which its seal is bound.
fn key(application: Uuid, id: Uuid) -> Vec<u8> {
    [application.into_bytes(), id.into_bytes()].concat()
}

fn place(row: &[u8]) -> Place<'_> {
    Place { column: LOOK, row }
}
