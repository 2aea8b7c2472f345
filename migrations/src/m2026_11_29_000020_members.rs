//! Whom applications have ever kept, what members of households hold against them, and the contact of
//! applicants since they submitted.

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

fn members() -> TableCreateStatement {
    Table::create()
        .table("members")
        .col(blob("person_index"))
        .col(uuid("application_id"))
        .primary_key(Index::create().col("person_index").col("application_id"))
        .foreign_key(&mut of_application("members"))
        .to_owned()
}

/// Sealed entries of an application, in their order.
fn entries(table: &'static str, sealed: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(uuid("application_id"))
        .col(integer("sequence"))
        .col(blob(sealed))
        .primary_key(Index::create().col("application_id").col("sequence"))
        .foreign_key(&mut of_application(table))
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
                members(),
                entries("objections", "objection_sealed"),
                entries("contacts", "contact_sealed"),
            ],
        )
        .await?;
        let index = Index::create()
            .name("members_application")
            .table("members")
            .col("application_id")
            .to_owned();
        manager.create_index(index).await?;
        let alter = Table::alter()
            .table("reviews")
            .add_column(timestamp_with_time_zone_null("objected_at"))
            .to_owned();
        manager.alter_table(alter).await?;
        // Who is kept now is known already; of those who were freed before this step nothing is.
        manager
            .get_connection()
            .execute_unprepared(
                "INSERT INTO members (person_index, application_id) \
                 SELECT DISTINCT person_index, application_id FROM locks",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter()
            .table("reviews")
            .drop_column("objected_at")
            .to_owned();
        manager.alter_table(alter).await?;
        tables::drop(manager, &["contacts", "objections", "members"]).await
    }
}
