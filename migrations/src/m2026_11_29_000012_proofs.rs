//! The counter by which an instance proves that the database keeps what is written, and indexes for
//! what is looked for by time or by browser.
//!
//! Limits are counted in memory now (`limits` is not written any more); the release after this one
//! drops that table.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Name, table and column.
const INDEXES: [(&str, &str, &str); 5] = [
    ("sign_ins_expired", "sign_ins", "expires_at"),
    ("sign_ins_of_browser", "sign_ins", "browser_hash"),
    ("sessions_ended", "sessions", "ends_at"),
    ("sessions_idle", "sessions", "last_seen_at"),
    ("binding_tries_over", "binding_tries", "until"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let proofs = Table::create()
            .table("proofs")
            .col(integer("id").primary_key())
            .col(big_integer("count"))
            .to_owned();
        tables::create(manager, vec![proofs]).await?;
        for (name, table, column) in INDEXES {
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
        for (name, table, _) in INDEXES {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        tables::drop(manager, &["proofs"]).await
    }
}
