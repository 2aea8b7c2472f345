//! Jobs, the audit log, and the counters of limits that all instances share.

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
        // One job per kind and subject: asking twice is asking once.
        let jobs = Table::create()
            .table("jobs")
            .col(uuid("id").primary_key())
            .col(text("kind"))
            .col(uuid("subject"))
            .col(timestamp_with_time_zone("run_at"))
            .col(integer("attempts").default(0))
            .col(uuid_null("lease"))
            .col(timestamp_with_time_zone_null("leased_until"))
            .col(boolean("dead").default(false))
            .col(text_null("last_error"))
            .index(
                Index::create()
                    .name("jobs_kind_subject")
                    .col("kind")
                    .col("subject")
                    .unique(),
            )
            .to_owned();
        let audit = Table::create()
            .table("audit")
            .col(uuid("chain"))
            .col(integer("sequence"))
            .col(timestamp_with_time_zone("at"))
            .col(text("actor"))
            .col(text("action"))
            .col(text("detail"))
            .col(blob("previous_hash"))
            .col(blob("hash"))
            .primary_key(Index::create().col("chain").col("sequence"))
            .to_owned();
        let limits = Table::create()
            .table("limits")
            .col(text("bucket"))
            .col(blob("key_index"))
            .col(big_integer("window"))
            .col(integer("count"))
            .primary_key(Index::create().col("bucket").col("key_index").col("window"))
            .to_owned();
        tables::create(manager, vec![jobs, audit, limits]).await?;
        let due = Index::create()
            .name("jobs_due")
            .table("jobs")
            .col("dead")
            .col("run_at")
            .to_owned();
        manager.create_index(due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["limits", "audit", "jobs"]).await
    }
}
