//! Wrong tries to bind, counted under the account and under each number; which browser began a
//! sign-in; sign-outs under way.
//!
//! The accounts' own counters (`wrong_tries`, `locked_until`) are no longer read; the release after
//! this one drops them.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

/// Creates the tables.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Keyed hashes.
        let binding_tries = Table::create()
            .table("binding_tries")
            .col(blob("key_index").primary_key())
            .col(integer("tries"))
            .col(timestamp_with_time_zone("until"))
            .to_owned();
        let farewells = Table::create()
            .table("farewells")
            .col(blob("handle_hash").primary_key())
            .col(blob("id_token_sealed"))
            .col(timestamp_with_time_zone("expires_at"))
            .to_owned();
        tables::create(manager, vec![binding_tries, farewells]).await?;
        // Of a sign-in under way nobody knows which browser began it: it begins again.
        let sign_ins = Table::alter()
            .table("sign_ins")
            .add_column(blob("browser_hash").default(Vec::<u8>::new()))
            .to_owned();
        manager.alter_table(sign_ins).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sign_ins = Table::alter()
            .table("sign_ins")
            .drop_column("browser_hash")
            .to_owned();
        manager.alter_table(sign_ins).await?;
        tables::drop(manager, &["farewells", "binding_tries"]).await
    }
}
