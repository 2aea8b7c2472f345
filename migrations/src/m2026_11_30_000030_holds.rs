//! Holds of certificates and what was signed under them, checks made anew for them, requests for their
//! release, and the requests of third parties by their idempotency keys.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn of_application(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "application_id")
        .to("applications", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// `live_application` is there as long as a hold lives: nulls are distinct, so that an application has
/// one live hold and any number that have ended.
fn holds() -> TableCreateStatement {
    Table::create()
        .table("holds")
        .col(uuid("id").primary_key())
        .col(uuid("client_id"))
        .col(uuid("application_id"))
        .col(ColumnDef::new("live_application").uuid().unique_key())
        .col(text("state"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(blob("hold_sealed"))
        .foreign_key(&mut of_application("holds"))
        .to_owned()
}

/// A pass is used up once.
fn contracts() -> TableCreateStatement {
    Table::create()
        .table("contracts")
        .col(uuid("id").primary_key())
        .col(uuid("client_id"))
        .col(uuid_uniq("hold_id"))
        .col(uuid_uniq("application_id"))
        .col(timestamp_with_time_zone("signed_at"))
        .col(blob("contract_sealed"))
        .foreign_key(&mut of_application("contracts"))
        .to_owned()
}

fn hold_objections() -> TableCreateStatement {
    Table::create()
        .table("hold_objections")
        .col(uuid("hold_id").primary_key())
        .col(uuid("application_id"))
        .col(blob("objection_sealed"))
        .foreign_key(&mut of_application("hold_objections"))
        .to_owned()
}

fn rechecks() -> TableCreateStatement {
    Table::create()
        .table("rechecks")
        .col(uuid("application_id").primary_key())
        .col(blob("recheck_sealed"))
        .foreign_key(&mut of_application("rechecks"))
        .to_owned()
}

fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(uuid("client_id"))
        .col(blob("key_index"))
        .col(blob("request_index"))
        .col(uuid("attempt"))
        .col(timestamp_with_time_zone("begun_at"))
        .col(timestamp_with_time_zone("until"))
        .col(ColumnDef::new("answer_sealed").blob())
        .primary_key(Index::create().col("client_id").col("key_index"))
        .to_owned()
}

fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("holds_client", "holds", &["client_id", "id"]),
        index("holds_application", "holds", &["application_id"]),
        index("holds_expires", "holds", &["expires_at"]),
        index("contracts_client", "contracts", &["client_id", "id"]),
        index(
            "hold_objections_application",
            "hold_objections",
            &["application_id"],
        ),
        index("idempotency_keys_until", "idempotency_keys", &["until"]),
        // A third party knows a pass by the number on its certificate.
        index("applications_certificate", "applications", &["certificate"]),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let all = vec![
            holds(),
            contracts(),
            hold_objections(),
            rechecks(),
            idempotency_keys(),
        ];
        tables::create(manager, all).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("applications_certificate")
            .table("applications")
            .to_owned();
        manager.drop_index(index).await?;
        let all = [
            "idempotency_keys",
            "rechecks",
            "hold_objections",
            "contracts",
            "holds",
        ];
        tables::drop(manager, &all).await
    }
}
