//! Applications from draft to end: answers, locks on people, registries' replies, decisions, events.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

fn of_application(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "application_id")
        .to("applications", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

fn applications() -> TableCreateStatement {
    Table::create()
        .table("applications")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(text("module"))
        .col(text("state"))
        .col(text_null("sub_state"))
        .col(text("resume_at"))
        .col(integer("version"))
        .col(blob("answers_sealed"))
        .col(text_null("number").unique_key())
        .col(text_null("policy"))
        .col(text_null("reason"))
        .col(boolean("may_ask_review").default(false))
        .col(boolean("may_get_help").default(false))
        .col(text_null("certificate").unique_key())
        .col(date_null("valid_from"))
        .col(date_null("valid_until"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .foreign_key(
            ForeignKey::create()
                .from("applications", "account_id")
                .to("accounts", "id"),
        )
        .to_owned()
}

/// One live application per person and module: the primary key is the rule.
fn locks() -> TableCreateStatement {
    Table::create()
        .table("locks")
        .col(blob("person_index"))
        .col(text("module"))
        .col(uuid("application_id"))
        .primary_key(Index::create().col("person_index").col("module"))
        .foreign_key(&mut of_application("locks"))
        .to_owned()
}

fn replies() -> TableCreateStatement {
    Table::create()
        .table("replies")
        .col(uuid("application_id"))
        .col(text("registry"))
        .col(text("member"))
        .col(blob("reply_sealed"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(
            Index::create()
                .col("application_id")
                .col("registry")
                .col("member"),
        )
        .foreign_key(&mut of_application("replies"))
        .to_owned()
}

fn checks() -> TableCreateStatement {
    Table::create()
        .table("checks")
        .col(uuid("application_id"))
        .col(text("registry"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone_null("next_attempt_at"))
        .primary_key(Index::create().col("application_id").col("registry"))
        .foreign_key(&mut of_application("checks"))
        .to_owned()
}

fn decisions() -> TableCreateStatement {
    Table::create()
        .table("decisions")
        .col(uuid("application_id"))
        .col(integer("sequence"))
        .col(text("policy"))
        .col(blob("facts_sealed"))
        .col(blob("decision_sealed"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("application_id").col("sequence"))
        .foreign_key(&mut of_application("decisions"))
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        .col(uuid("id").primary_key())
        .col(uuid("application_id"))
        .col(text("kind"))
        .col(text_null("registry"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut of_application("events"))
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
                applications(),
                locks(),
                replies(),
                checks(),
                decisions(),
                events(),
            ],
        )
        .await?;
        for (name, table, columns) in [
            (
                "applications_of_account",
                "applications",
                vec!["account_id", "module", "state"],
            ),
            (
                "applications_expiring",
                "applications",
                vec!["state", "valid_until"],
            ),
            ("locks_of_application", "locks", vec!["application_id"]),
            (
                "events_of_application",
                "events",
                vec!["application_id", "at"],
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "events",
            "decisions",
            "checks",
            "replies",
            "locks",
            "applications",
        ];
        tables::drop(manager, &tables).await
    }
}
