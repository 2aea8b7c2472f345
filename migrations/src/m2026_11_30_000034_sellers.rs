//! Sellers: a client may name the organisation whose users sign in for it, and these have sessions in a
//! table of their own. Clients that are not disabled have no organisation in common.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const CLIENTS: &str = "clients";
const LIVE: &str = "clients_live_organization";
const SESSIONS: &str = "seller_sessions";

fn seller_sessions() -> TableCreateStatement {
    let refers = |column: &'static str, table: &'static str| {
        ForeignKey::create()
            .from(SESSIONS, column)
            .to(table, "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned()
    };
    Table::create()
        .table(SESSIONS)
        .col(blob("token_hash").primary_key())
        .col(uuid("account_id"))
        .col(uuid("client_id"))
        .col(text("organization_code"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("last_seen_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(blob("mac"))
        .foreign_key(&mut refers("account_id", "accounts"))
        .foreign_key(&mut refers("client_id", CLIENTS))
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["organization_code", "live_organization"] {
            let added = Table::alter()
                .table(CLIENTS)
                .add_column(text_null(column))
                .to_owned();
            manager.alter_table(added).await?;
        }
        let live = Index::create()
            .name(LIVE)
            .table(CLIENTS)
            .col("live_organization")
            .unique()
            .to_owned();
        manager.create_index(live).await?;
        let known = Index::create()
            .name("clients_organization_code")
            .table(CLIENTS)
            .col("organization_code")
            .to_owned();
        manager.create_index(known).await?;
        tables::create(manager, vec![seller_sessions()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &[SESSIONS]).await?;
        for name in [LIVE, "clients_organization_code"] {
            let dropped = Index::drop().name(name).table(CLIENTS).to_owned();
            manager.drop_index(dropped).await?;
        }
        for column in ["organization_code", "live_organization"] {
            let dropped = Table::alter().table(CLIENTS).drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}
