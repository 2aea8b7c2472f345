//! Deaths of the process that worked on a job are counted beside its failures, and jobs are found
//! by their kind. Jobs that the release before laid aside stay where they are: they are claimed
//! again.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let deaths = Table::alter()
            .table("jobs")
            .add_column(integer("deaths").default(0))
            .to_owned();
        manager.alter_table(deaths).await?;
        let due = Index::create()
            .name("jobs_kind_due")
            .table("jobs")
            .col("kind")
            .col("run_at")
            .to_owned();
        manager.create_index(due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let due = Index::drop().name("jobs_kind_due").table("jobs").to_owned();
        manager.drop_index(due).await?;
        let deaths = Table::alter()
            .table("jobs")
            .drop_column("deaths")
            .to_owned();
        manager.alter_table(deaths).await
    }
}
