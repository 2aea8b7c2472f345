//! What administrators see of clients beside their terms: how much each asks for, how it was before a
//! proposal, and why it was disabled; and whom to write to about an endpoint that nothing is sent to.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const CLIENTS: &str = "clients";
const COLUMNS: [&str; 2] = ["confirmed_terms", "disabled_reason_sealed"];

fn usage() -> TableCreateStatement {
    Table::create()
        .table("client_usage")
        .col(uuid("client_id"))
        .col(date("day"))
        .col(text("area"))
        .col(text("outcome"))
        .col(integer("count"))
        .primary_key(
            Index::create()
                .col("client_id")
                .col("day")
                .col("area")
                .col("outcome"),
        )
        .to_owned()
}

fn letters() -> TableCreateStatement {
    Table::create()
        .table("client_letters")
        .col(uuid("id").primary_key())
        .col(uuid("endpoint_id"))
        // To which of the contacts, as they are when it is sent.
        .col(blob("address_index"))
        .foreign_key(
            ForeignKey::create()
                .from("client_letters", "endpoint_id")
                .to("webhook_endpoints", "id")
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
        tables::create(manager, vec![usage(), letters()]).await?;
        let endpoints = Index::create()
            .name("client_letters_endpoint")
            .table("client_letters")
            .col("endpoint_id")
            .to_owned();
        manager.create_index(endpoints).await?;
        let [before, reason] = COLUMNS;
        for column in [text_null(before), blob_null(reason)] {
            let added = Table::alter().table(CLIENTS).add_column(column).to_owned();
            manager.alter_table(added).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let dropped = Table::alter().table(CLIENTS).drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        tables::drop(manager, &["client_letters", "client_usage"]).await
    }
}
