//! Disputes of results (申请复核), what officers ask applicants for, and cases of two kinds with a clock that can stand still.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Sealed entries of an application, in their order.
fn entries(table: &'static str, sealed: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(uuid("application_id"))
        .col(integer("sequence"))
        .col(blob(sealed))
        .primary_key(Index::create().col("application_id").col("sequence"))
        .foreign_key(
            ForeignKey::create()
                .from(table, "application_id")
                .to("applications", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn columns() -> [ColumnDef; 4] {
    [
        text("kind").default("manual_review").to_owned(),
        date_null("clock_from").to_owned(),
        integer_null("days_left").to_owned(),
        date_null("answer_by").to_owned(),
    ]
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
                entries("disputes", "dispute_sealed"),
                entries("requests", "request_sealed"),
            ],
        )
        .await?;
        // SQLite adds one column at a time.
        for column in columns() {
            let alter = Table::alter()
                .table("reviews")
                .add_column(column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["answer_by", "days_left", "clock_from", "kind"] {
            let alter = Table::alter()
                .table("reviews")
                .drop_column(column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        tables::drop(manager, &["requests", "disputes"]).await
    }
}
