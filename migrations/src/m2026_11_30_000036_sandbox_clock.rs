//! How far the clock of a sandbox was set forward; a platform for real people has no such row.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let clock = Table::create()
            .table("sandbox_clocks")
            // Always 1: there is one.
            .col(integer("id").primary_key())
            .col(big_integer("ahead_ms"))
            .to_owned();
        tables::create(manager, vec![clock]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["sandbox_clocks"]).await
    }
}
