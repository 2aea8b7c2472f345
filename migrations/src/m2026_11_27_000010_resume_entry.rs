//! On which child or home a draft was left.

use sea_orm_migration::{prelude::*, schema::*};

/// Adds the key of the entry beside the chapter.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entry = Table::alter()
            .table("applications")
            .add_column(text_null("resume_entry"))
            .to_owned();
        manager.alter_table(entry).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entry = Table::alter()
            .table("applications")
            .drop_column("resume_entry")
            .to_owned();
        manager.alter_table(entry).await
    }
}
