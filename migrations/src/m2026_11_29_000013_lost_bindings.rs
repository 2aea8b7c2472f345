//! An account knows when the owner of the document that was bound to it took the binding over.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lost = Table::alter()
            .table("accounts")
            .add_column(timestamp_with_time_zone_null("binding_lost_at"))
            .to_owned();
        manager.alter_table(lost).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lost = Table::alter()
            .table("accounts")
            .drop_column("binding_lost_at")
            .to_owned();
        manager.alter_table(lost).await
    }
}
