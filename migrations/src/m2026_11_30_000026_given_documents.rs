//! Which documents of an application were given: once a day for each kind, language and reader's part.

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
        let given = Table::create()
            .table("given_documents")
            .col(uuid("application_id"))
            .col(string("kind"))
            .col(string("lang"))
            .col(boolean("by_agent"))
            .col(date("day"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(
                Index::create()
                    .col("application_id")
                    .col("kind")
                    .col("lang")
                    .col("by_agent")
                    .col("day"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("given_documents", "application_id")
                    .to("applications", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        tables::create(manager, vec![given]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["given_documents"]).await
    }
}
