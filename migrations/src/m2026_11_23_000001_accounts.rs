//! Accounts of the identity platform, bound documents, sign-ins under way, sessions.

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
        let accounts = Table::create()
            .table("accounts")
            .col(uuid("id").primary_key())
            .col(text("issuer"))
            .col(text("subject"))
            .col(blob("claims_sealed"))
            .col(integer("wrong_tries").default(0))
            .col(timestamp_with_time_zone_null("locked_until"))
            .col(timestamp_with_time_zone("created_at"))
            .index(
                Index::create()
                    .name("accounts_issuer_subject")
                    .col("issuer")
                    .col("subject")
                    .unique(),
            )
            .to_owned();
        // One document, one account: the unique index is the rule.
        let bindings = Table::create()
            .table("bindings")
            .col(uuid("account_id").primary_key())
            .col(blob("person_index").unique_key())
            .col(blob("identity_sealed"))
            .col(timestamp_with_time_zone("bound_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("bindings", "account_id")
                    .to("accounts", "id"),
            )
            .to_owned();
        let sign_ins = Table::create()
            .table("sign_ins")
            .col(blob("state_hash").primary_key())
            .col(blob("secrets_sealed"))
            .col(timestamp_with_time_zone("expires_at"))
            .to_owned();
        let sessions = Table::create()
            .table("sessions")
            .col(blob("token_hash").primary_key())
            .col(uuid("account_id"))
            .col(blob("id_token_sealed"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("last_seen_at"))
            .col(timestamp_with_time_zone("ends_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("sessions", "account_id")
                    .to("accounts", "id"),
            )
            .to_owned();
        tables::create(manager, vec![accounts, bindings, sign_ins, sessions]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["sessions", "sign_ins", "bindings", "accounts"]).await
    }
}
