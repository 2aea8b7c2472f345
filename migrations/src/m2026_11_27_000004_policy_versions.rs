//! Which file each version of the policy had when it came into force: a published file never
//! changes.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One file per version: the primary key is the rule.
        let versions = Table::create()
            .table("policy_versions")
            .col(text("id").primary_key())
            .col(text("sha256"))
            .col(timestamp_with_time_zone("first_seen"))
            .to_owned();
        tables::create(manager, vec![versions]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["policy_versions"]).await
    }
}
