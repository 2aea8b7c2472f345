//! The keys with which the platform signs, shared by all its instances, and the place of each certificate
//! in the published status lists.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn signing_keys() -> TableCreateStatement {
    Table::create()
        .table("signing_keys")
        .col(text("kid").primary_key())
        .col(text("purpose"))
        // `next` or `current`; none once it is retired.
        .col(text_null("slot"))
        .col(text("public_key"))
        .col(blob_null("private_sealed"))
        .col(timestamp_with_time_zone("made_at"))
        .col(timestamp_with_time_zone_null("active_from"))
        .col(timestamp_with_time_zone_null("retired_at"))
        .to_owned()
}

fn certificate_statuses() -> TableCreateStatement {
    Table::create()
        .table("certificate_statuses")
        .col(text("number").primary_key())
        .col(uuid("application_id"))
        .col(integer("list"))
        .col(integer("place"))
        .foreign_key(
            ForeignKey::create()
                .from("certificate_statuses", "application_id")
                .to("applications", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::create(manager, vec![signing_keys(), certificate_statuses()]).await?;
        // One next and one current key for each purpose; of retired ones there are many.
        let slot = Index::create()
            .name("signing_keys_slot")
            .table("signing_keys")
            .col("purpose")
            .col("slot")
            .unique()
            .to_owned();
        manager.create_index(slot).await?;
        let place = Index::create()
            .name("certificate_statuses_place")
            .table("certificate_statuses")
            .col("list")
            .col("place")
            .unique()
            .to_owned();
        manager.create_index(place).await?;
        let application = Index::create()
            .name("certificate_statuses_application")
            .table("certificate_statuses")
            .col("application_id")
            .to_owned();
        manager.create_index(application).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["certificate_statuses", "signing_keys"]).await
    }
}
