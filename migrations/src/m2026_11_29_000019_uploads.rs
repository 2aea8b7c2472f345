//! Papers that people upload: what is told of them; the content lies sealed in a store of files.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn uploads() -> TableCreateStatement {
    Table::create()
        .table("uploads")
        .col(uuid("id").primary_key())
        .col(uuid("application_id"))
        .col(text("state"))
        .col(integer("bytes"))
        .col(blob("upload_sealed"))
        .col(blob("creation_key").unique_key())
        .foreign_key(
            ForeignKey::create()
                .from("uploads", "application_id")
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
        tables::create(manager, vec![uploads()]).await?;
        let index = Index::create()
            .name("uploads_application")
            .table("uploads")
            .col("application_id")
            .col("id")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["uploads"]).await
    }
}
