//! Renewals of passes (续期), and how far those who were refused have been looked at under a new version
//! of the policy.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn renewals() -> TableCreateStatement {
    Table::create()
        .table("renewals")
        .col(uuid("application_id"))
        .col(integer("sequence"))
        .col(text("policy"))
        .col(boolean("is_open"))
        .col(blob("renewal_sealed"))
        .primary_key(Index::create().col("application_id").col("sequence"))
        .foreign_key(
            ForeignKey::create()
                .from("renewals", "application_id")
                .to("applications", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn policy_walks() -> TableCreateStatement {
    Table::create()
        .table("policy_walks")
        .col(text("version").primary_key())
        .col(uuid_uniq("subject"))
        .col(uuid_null("behind"))
        .col(integer("told"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::create(manager, vec![renewals(), policy_walks()]).await?;
        // Which decisions are the newest, for whoever looks at what a version would change.
        let index = Index::create()
            .name("decisions_at")
            .table("decisions")
            .col("at")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("decisions_at")
            .table("decisions")
            .to_owned();
        manager.drop_index(index).await?;
        tables::drop(manager, &["policy_walks", "renewals"]).await
    }
}
