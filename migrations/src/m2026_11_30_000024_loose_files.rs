//! Files of the store that no upload tells of: on the way into it, or still to be removed. Only what is
//! written down here is ever removed, so that a store can be shared with whatever else is in it.

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
        let files = Table::create()
            .table("loose_files")
            .col(uuid("id").primary_key())
            .col(timestamp_with_time_zone("since"))
            .to_owned();
        tables::create(manager, vec![files]).await?;
        let index = Index::create()
            .name("loose_files_since")
            .table("loose_files")
            .col("since")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["loose_files"]).await
    }
}
