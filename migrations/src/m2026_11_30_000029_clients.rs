//! Clients: third parties' programs that call the API, what they prove themselves with, which signed
//! assertions were used, and how much each has asked for in a minute. Of a secret nothing is kept but
//! a hash; whom to turn to about a client is sealed.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn of_client(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "client_id")
        .to("clients", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

fn clients() -> TableCreateStatement {
    Table::create()
        .table("clients")
        .col(uuid("id").primary_key())
        .col(text("name"))
        .col(integer("version"))
        .col(text("scopes"))
        .col(text_null("proposed_scopes"))
        .col(uuid_null("proposed_by"))
        .col(text("networks"))
        .col(blob("contacts_sealed"))
        .col(timestamp_with_time_zone("registered_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(timestamp_with_time_zone_null("last_used_at"))
        .to_owned()
}

/// A client has two at the most, so that one can take the place of the other.
fn credentials() -> TableCreateStatement {
    Table::create()
        .table("client_credentials")
        .col(uuid("id").primary_key())
        .col(uuid("client_id"))
        .col(integer("slot"))
        .col(blob_null("secret_hash"))
        .col(text_null("public_key"))
        .col(uuid_null("proposed_by"))
        .col(timestamp_with_time_zone("added_at"))
        .col(timestamp_with_time_zone_null("last_used_at"))
        .foreign_key(&mut of_client("client_credentials"))
        .to_owned()
}

/// An assertion can be used once: its row is the proof that it was.
fn assertion_uses() -> TableCreateStatement {
    Table::create()
        .table("assertion_uses")
        .col(uuid("client_id"))
        .col(blob("jti_hash"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("client_id").col("jti_hash"))
        .foreign_key(&mut of_client("assertion_uses"))
        .to_owned()
}

/// `minute` counts from 1970.
fn client_requests() -> TableCreateStatement {
    Table::create()
        .table("client_requests")
        .col(uuid("client_id"))
        .col(big_integer("minute"))
        .col(integer("count"))
        .primary_key(Index::create().col("client_id").col("minute"))
        .foreign_key(&mut of_client("client_requests"))
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::create(
            manager,
            vec![
                clients(),
                credentials(),
                assertion_uses(),
                client_requests(),
            ],
        )
        .await?;
        let slot = Index::create()
            .name("client_credentials_slot")
            .table("client_credentials")
            .col("client_id")
            .col("slot")
            .unique()
            .to_owned();
        manager.create_index(slot).await?;
        for (name, table, column) in [
            ("assertion_uses_expires_at", "assertion_uses", "expires_at"),
            ("client_requests_minute", "client_requests", "minute"),
        ] {
            let index = Index::create()
                .name(name)
                .table(table)
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(
            manager,
            &[
                "client_requests",
                "assertion_uses",
                "client_credentials",
                "clients",
            ],
        )
        .await
    }
}
