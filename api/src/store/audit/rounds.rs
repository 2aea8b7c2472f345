//! How far the audit log is verified, and what was found: of all instances together, so that each goes
//! on where another has stopped. Sealed, because whoever writes to the database must not be able to
//! say that the log is whole.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use shared::desk::audit::AuditRound;

use crate::error::Result;
use crate::seal::Place;
use crate::store::{Ask, Store, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_rounds")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub version: i32,
        pub rounds_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const ROUNDS: &str = "audit_rounds.rounds";
/// The only row.
const ONLY: i32 = 1;

/// How far the audit log is verified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounds {
    /// The last time that all of it was.
    pub last: Option<AuditRound>,
    /// What is verified of it since.
    pub current: Option<AuditRound>,
    /// The chain at which that stands.
    pub after: Option<Uuid>,
    /// Grows with each change; 0 before the first one.
    #[serde(skip)]
    pub version: i32,
}

impl Store {
    /// How far the audit log is verified. What is on file and does not open counts as nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_rounds(&self) -> Result<Rounds> {
        let Some(row) = row::Entity::find_by_id(ONLY).one(self.db()).await? else {
            return Ok(Rounds::default());
        };
        let key = key(row.version);
        let opened = self
            .sealer()
            .open::<Rounds>(place(&key), &row.rounds_sealed);
        if let Err(error) = &opened {
            tracing::error!(%error, "how far the audit log is verified cannot be read");
        }
        Ok(Rounds {
            version: row.version,
            ..opened.unwrap_or_default()
        })
    }
}

impl Write {
    /// Writes down how far the audit log is verified; false where another instance was faster, and
    /// nothing is written.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_rounds(&self, rounds: &Rounds) -> Result<bool> {
        let version = rounds.version.saturating_add(1);
        let key = key(version);
        let row = row::ActiveModel {
            id: Set(ONLY),
            version: Set(version),
            rounds_sealed: Set(self.sealer().seal(place(&key), rounds)?),
        };
        if rounds.version == 0 {
            let added = row::Entity::insert(row)
                .on_conflict_do_nothing_on([row::Column::Id])
                .exec_without_returning(self.db())
                .await?;
            return Ok(matches!(added, sea_orm::TryInsertResult::Inserted(1)));
        }
        let changed = row::Entity::update_many()
            .set(row)
            .filter(row::COLUMN.id.eq(ONLY))
            .filter(row::COLUMN.version.eq(rounds.version))
            .exec(self.db())
            .await?;
        Ok(changed.rows_affected == 1)
    }
}

/// The row and its version, to which the seal is bound: an older copy alone does not open.
fn key(version: i32) -> [u8; 4] {
    version.to_be_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: ROUNDS,
        row,
    }
}
