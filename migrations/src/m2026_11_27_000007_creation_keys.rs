//! What a draft was asked for with, so that asking twice makes one draft.

use sea_orm_migration::{prelude::*, schema::*};

/// Adds the key, and the index that is the rule.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A keyed hash; none where the caller sent no key.
        let key = Table::alter()
            .table("applications")
            .add_column(blob_null("creation_key"))
            .to_owned();
        manager.alter_table(key).await?;
        let one = Index::create()
            .name("applications_creation_key")
            .table("applications")
            .col("creation_key")
            .unique()
            .to_owned();
        manager.create_index(one).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let one = Index::drop()
            .name("applications_creation_key")
            .table("applications")
            .to_owned();
        manager.drop_index(one).await?;
        let key = Table::alter()
            .table("applications")
            .drop_column("creation_key")
            .to_owned();
        manager.alter_table(key).await
    }
}
