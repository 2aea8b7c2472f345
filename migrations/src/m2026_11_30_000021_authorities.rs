//! Authorities by which agents file for principals.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn authorities() -> TableCreateStatement {
    Table::create()
        .table("authorities")
        .col(uuid("application_id").primary_key())
        .col(uuid("agent_account"))
        .col(blob("agent_index"))
        .col(blob("principal_index"))
        .col(blob("code_index").unique_key())
        .col(timestamp_with_time_zone("confirm_by"))
        .col(string("state"))
        .col(blob("authority_sealed"))
        .foreign_key(
            ForeignKey::create()
                .from("authorities", "application_id")
                .to("applications", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::create(manager, vec![authorities()]).await?;
        for (name, column) in [
            ("authorities_agent_account", "agent_account"),
            ("authorities_agent", "agent_index"),
            ("authorities_principal", "principal_index"),
        ] {
            let index = Index::create()
                .name(name)
                .table("authorities")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        let waiting = Index::create()
            .name("authorities_waiting")
            .table("authorities")
            .col("state")
            .col("confirm_by")
            .to_owned();
        manager.create_index(waiting).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["authorities"]).await
    }
}
