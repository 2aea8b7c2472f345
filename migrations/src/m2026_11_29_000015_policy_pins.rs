//! A version of the policy is known by what decides in it, no longer by its whole file. The hashes
//! of the files are dropped; the program writes the new ones down as it starts.
//!
//! It contracts at once, without a release between: no instance of an earlier release runs anywhere.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        forget(manager).await
    }

    /// The release before writes its own hashes down.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        forget(manager).await
    }
}

async fn forget(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let all = Query::delete().from_table("policy_versions").to_owned();
    manager.execute(all).await
}
