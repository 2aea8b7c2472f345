//! What the desk of officers counts and keeps: tallies of cases and decisions, saved views of the
//! queue, who has ever signed in as an officer, how far the audit log is verified, and by whom a
//! look was.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Of no application and nobody: so many of a kind on a day. The key begins with the day, by which
/// tallies are read.
fn tallies() -> TableCreateStatement {
    const KEY: [&str; 7] = [
        "act",
        "module",
        "case_kind",
        "policy",
        "outcome",
        "reason",
        "workdays",
    ];
    let mut table = Table::create().table("tallies").col(date("day")).to_owned();
    for column in KEY {
        table.col(if column == "workdays" {
            integer(column)
        } else {
            text(column)
        });
    }
    let mut key = Index::create().col("day").to_owned();
    for column in KEY {
        key.col(column);
    }
    table.col(integer("tally")).primary_key(&mut key).to_owned()
}

fn of_account(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "account_id")
        .to("accounts", "id")
        .to_owned()
}

fn views() -> TableCreateStatement {
    Table::create()
        .table("views")
        .col(uuid("account_id"))
        .col(uuid("id"))
        .col(blob("view_sealed"))
        .primary_key(Index::create().col("account_id").col("id"))
        .foreign_key(&mut of_account("views"))
        .to_owned()
}

fn officers() -> TableCreateStatement {
    Table::create()
        .table("officers")
        .col(uuid("account_id").primary_key())
        .col(text("roles"))
        .col(timestamp_with_time_zone("signed_in_at"))
        .foreign_key(&mut of_account("officers"))
        .to_owned()
}

fn audit_rounds() -> TableCreateStatement {
    Table::create()
        .table("audit_rounds")
        .col(integer("id").primary_key())
        .col(integer("version"))
        .col(blob("rounds_sealed"))
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
            vec![tallies(), views(), officers(), audit_rounds()],
        )
        .await?;
        let alter = Table::alter()
            .table("looks")
            .add_column(uuid_null("officer_id"))
            .to_owned();
        manager.alter_table(alter).await?;
        let index = Index::create()
            .name("looks_officer")
            .table("looks")
            .col("officer_id")
            .col("id")
            .to_owned();
        manager.create_index(index).await?;
        // Who is signed in now has signed in.
        manager
            .get_connection()
            .execute_unprepared(
                "INSERT INTO officers (account_id, roles, signed_in_at) \
                 SELECT account_id, MAX(roles), MAX(created_at) FROM officer_sessions \
                 GROUP BY account_id",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("looks_officer")
            .table("looks")
            .to_owned();
        manager.drop_index(index).await?;
        let alter = Table::alter()
            .table("looks")
            .drop_column("officer_id")
            .to_owned();
        manager.alter_table(alter).await?;
        tables::drop(manager, &["audit_rounds", "officers", "views", "tallies"]).await
    }
}
