//! Wrong tries to bind, counted under the account and under each number; which browser began a
//! sign-in; sign-outs under way.
//!
//! The accounts' own counters (`wrong_tries`, `locked_until`) are no longer read; the release after
//! this one drops them.

use sea_orm_migration::{prelude::*, schema::*};

use crate::m2026_11_23_000001_accounts::sign_ins;

/// Creates the tables.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
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
        // Sign-ins under way live for minutes: whoever is on the way begins again.
        crate::drop(manager, &["sign_ins"]).await?;
        let sign_ins = sign_ins().col(blob("browser_hash")).to_owned();
        crate::create(manager, vec![sign_ins, binding_tries, farewells]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["farewells", "binding_tries", "sign_ins"]).await?;
        crate::create(manager, vec![sign_ins()]).await
    }
}
