//! Identity tokens are kept no more, and the accounts' own counters of wrong tries are gone.
//!
//! It contracts at once, without a release between: no instance of an earlier release runs anywhere.
//! The way back signs everybody out, because the release before wants a token with each session.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

/// Drops what nothing reads.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["farewells"]).await?;
        for (table, column) in [
            ("sessions", "id_token_sealed"),
            ("accounts", "wrong_tries"),
            ("accounts", "locked_until"),
        ] {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sessions = Query::delete().from_table("sessions").to_owned();
        manager.execute(sessions).await?;
        let mut token = blob("id_token_sealed");
        token.default(Vec::<u8>::new());
        let mut tries = integer("wrong_tries");
        tries.default(0);
        for (table, mut column) in [
            ("sessions", token),
            ("accounts", tries),
            ("accounts", timestamp_with_time_zone_null("locked_until")),
        ] {
            let alter = Table::alter()
                .table(table)
                .add_column(&mut column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        let farewells = Table::create()
            .table("farewells")
            .col(blob("handle_hash").primary_key())
            .col(blob("id_token_sealed"))
            .col(timestamp_with_time_zone("expires_at"))
            .to_owned();
        tables::create(manager, vec![farewells]).await
    }
}
