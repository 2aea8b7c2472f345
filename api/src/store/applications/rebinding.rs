//! Applications of the release before: their seals knew the application alone, and the audit log did
//! not say how they stand. Both are made up for, once, as they are found.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::{ANSWERS, in_clear, row};
use crate::error::Result;
use crate::seal::Place;
use crate::store::audit::{Act, Actor};
use crate::store::{Ask, Write};

/// How many are read at a time.
const BATCH: u64 = 100;

/// Binds the seals to everything that stands beside them, and writes down how each application
/// stands. One that does not open stays as it is.
pub(in crate::store) async fn rebind(write: &Write) -> Result<()> {
    let mut after = None;
    loop {
        let mut batch = row::Entity::find()
            .order_by_asc(row::COLUMN.id)
            .limit(BATCH);
        if let Some(after) = after {
            batch = batch.filter(row::COLUMN.id.gt(after));
        }
        let rows = batch.all(write.db()).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = Some(last.id);
        for row in rows {
            let id = row.id;
            if let Err(error) = rebind_one(write, row).await {
                tracing::error!(application = %id, %error, "an application does not open");
            }
        }
    }
}

async fn rebind_one(write: &Write, row: row::Model) -> Result<()> {
    let old = Place {
        column: ANSWERS,
        row: row.id.as_bytes(),
    };
    let answers = write.sealer().open(old, &row.answers_sealed)?;
    let mut application = in_clear(row)?;
    application.answers = answers;
    write.save_application(&application).await?;
    write
        .record_old_locks(application.id, application.updated_at)
        .await?;
    write
        .record_audit(Act {
            chain: application.id,
            at: application.updated_at,
            actor: Actor::System,
            action: "take_over_application",
            detail: &application.standing(),
        })
        .await
}
