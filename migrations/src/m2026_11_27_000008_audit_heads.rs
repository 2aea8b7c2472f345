//! Where each chain of the audit log ends, so that a chain that was cut short shows.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

/// Creates the table. It is filled by the program, which has the keys.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `unkeyed`: how many records at the beginning are of the release before.
        let heads = Table::create()
            .table("audit_heads")
            .col(uuid("chain").primary_key())
            .col(integer("records"))
            .col(integer("unkeyed"))
            .col(blob("link"))
            .col(blob("mac"))
            .to_owned();
        tables::create(manager, vec![heads]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["audit_heads"]).await
    }
}
