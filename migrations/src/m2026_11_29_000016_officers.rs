//! Officers: their sessions, the cases that wait for a person, what was decided in them, and who
//! looked. Applications that wait for a person already become cases.

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

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("officer_sessions")
        .col(blob("token_hash").primary_key())
        .col(uuid("account_id"))
        .col(text("roles"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("last_seen_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(blob("mac"))
        .foreign_key(
            ForeignKey::create()
                .from("officer_sessions", "account_id")
                .to("accounts", "id"),
        )
        .to_owned()
}

fn reviews() -> TableCreateStatement {
    Table::create()
        .table("reviews")
        .col(uuid("application_id").primary_key())
        .col(text("module"))
        .col(timestamp_with_time_zone("submitted_at"))
        .col(timestamp_with_time_zone("opened_at"))
        .col(boolean("is_proposed").default(false))
        .col(uuid_null("claimed_by"))
        .col(timestamp_with_time_zone_null("claimed_at"))
        .col(timestamp_with_time_zone_null("lease_until"))
        .foreign_key(&mut of_application("reviews"))
        .to_owned()
}

fn rulings() -> TableCreateStatement {
    Table::create()
        .table("rulings")
        .col(uuid("application_id"))
        .col(integer("sequence"))
        .col(blob("ruling_sealed"))
        .primary_key(Index::create().col("application_id").col("sequence"))
        .foreign_key(&mut of_application("rulings"))
        .to_owned()
}

fn looks() -> TableCreateStatement {
    Table::create()
        .table("looks")
        .col(uuid("id").primary_key())
        .col(uuid("application_id"))
        .col(blob("look_sealed"))
        .foreign_key(&mut of_application("looks"))
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::create(manager, vec![sessions(), reviews(), rulings(), looks()]).await?;
        for (name, table, columns) in [
            (
                "reviews_submitted_at",
                "reviews",
                ["submitted_at", "application_id"],
            ),
            ("looks_application", "looks", ["application_id", "id"]),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        let waiting = Query::select()
            .columns(["id", "module", "submitted_at", "updated_at"])
            .from("applications")
            .and_where(Expr::col("state").eq("pending"))
            .and_where(Expr::col("sub_state").eq("manual_review"))
            .and_where(Expr::col("submitted_at").is_not_null())
            .to_owned();
        let cases = Query::insert()
            .into_table("reviews")
            .columns(["application_id", "module", "submitted_at", "opened_at"])
            .select_from(waiting)
            .map_err(|error| DbErr::Custom(error.to_string()))?
            .to_owned();
        manager.execute(cases).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(
            manager,
            &["looks", "rulings", "reviews", "officer_sessions"],
        )
        .await
    }
}
