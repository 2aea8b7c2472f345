//! Take-overs of bindings at a window, and cases that one officer hands over to another.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn take_overs() -> TableCreateStatement {
    Table::create()
        .table("take_overs")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(text("state"))
        .col(blob("code_index"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(blob("take_over_sealed"))
        .foreign_key(
            ForeignKey::create()
                .from("take_overs", "account_id")
                .to("accounts", "id"),
        )
        .to_owned()
}

fn hand_overs() -> TableCreateStatement {
    Table::create()
        .table("hand_overs")
        .col(uuid("application_id"))
        .col(integer("sequence"))
        .col(blob("hand_over_sealed"))
        .primary_key(Index::create().col("application_id").col("sequence"))
        .foreign_key(
            ForeignKey::create()
                .from("hand_overs", "application_id")
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
        tables::create(manager, vec![take_overs(), hand_overs()]).await?;
        let code = Index::create()
            .name("take_overs_code")
            .table("take_overs")
            .col("code_index")
            .unique()
            .to_owned();
        manager.create_index(code).await?;
        for (name, columns) in [
            ("take_overs_account", ["account_id", "id"]),
            ("take_overs_state", ["state", "expires_at"]),
        ] {
            let mut index = Index::create().name(name).table("take_overs").to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["hand_overs", "take_overs"]).await
    }
}
