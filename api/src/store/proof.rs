//! The proof that what is written is there: a counter that goes up and is read back elsewhere.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::ExprTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use shared::problem::ProblemKind;
use tokio::time::Instant;

use super::{Ask, Store};
use crate::error::{Error, Result};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proofs")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub count: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The only row: all instances count in it.
const ONLY: i32 = 1;

/// How long an answer holds: whoever asks more often costs nothing more.
const HOLDS: Duration = Duration::from_secs(1);

impl Store {
    /// Proves that the database keeps what is written. Those who ask at the same time share one
    /// proof.
    ///
    /// # Errors
    /// The database cannot be written or read, or forgets what it acknowledged.
    pub async fn prove_writes(&self) -> Result<()> {
        let mut last = self.last_proof.lock().await;
        match *last {
            Some((at, worked)) if at.elapsed() < HOLDS => {
                return if worked {
                    Ok(())
                } else {
                    Err(ProblemKind::Unavailable.into())
                };
            }
            _ => {}
        }
        let proven = self.write_and_read_back().await;
        *last = Some((Instant::now(), proven.is_ok()));
        proven
    }

    /// Counts one more, and reads it back: on SQLite through another connection, which sees nothing
    /// that was not committed.
    async fn write_and_read_back(&self) -> Result<()> {
        let one = row::ActiveModel {
            id: Set(ONLY),
            count: Set(1),
        };
        let more = Expr::col((row::Entity, row::Column::Count)).add(1);
        let again = OnConflict::column(row::Column::Id)
            .value(row::Column::Count, more)
            .to_owned();
        let write = self.begin().await?;
        let written = row::Entity::insert(one)
            .on_conflict(again)
            .exec_with_returning(write.db())
            .await?;
        write.commit().await?;
        let read = row::Entity::find_by_id(ONLY).one(self.db()).await?;
        // Another instance may have counted on.
        if read.is_some_and(|read| read.count >= written.count) {
            Ok(())
        } else {
            Err(Error::unexpected(
                "the database forgets what it acknowledges",
            ))
        }
    }
}
