//! Referrals: links by which third parties' programs send people to apply. What they are about is sealed;
//! of a link there is a keyed hash.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// A link leads to one application: nulls are distinct, so that any number are not used yet. Nobody
/// removes an application without having set its link free.
fn referrals() -> TableCreateStatement {
    Table::create()
        .table("referrals")
        .col(uuid("id").primary_key())
        .col(uuid("client_id"))
        .col(ColumnDef::new("code_index").blob().not_null().unique_key())
        .col(ColumnDef::new("application_id").uuid().unique_key())
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(blob("referral_sealed"))
        .foreign_key(
            ForeignKey::create()
                .from("referrals", "application_id")
                .to("applications", "id"),
        )
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::create(manager, vec![referrals()]).await?;
        let of_client = Index::create()
            .name("referrals_client")
            .table("referrals")
            .col("client_id")
            .col("id")
            .to_owned();
        manager.create_index(of_client).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["referrals"]).await
    }
}
