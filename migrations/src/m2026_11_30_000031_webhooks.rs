//! Webhooks: where registered clients want to be told of what concerns them, what there is to tell, and
//! what became of it at each place. Addresses, secrets and what receivers answered are sealed.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

fn endpoints() -> TableCreateStatement {
    Table::create()
        .table("webhook_endpoints")
        .col(uuid("id").primary_key())
        .col(uuid("client_id"))
        .col(text("events"))
        .col(blob("settings_sealed"))
        .col(blob("keys_sealed"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(text_null("disabled_because"))
        // How its receiver is: all of it is forgotten with the first delivery that arrives.
        .col(integer("failures"))
        .col(timestamp_with_time_zone_null("failing_since"))
        .col(timestamp_with_time_zone_null("failed_at"))
        .col(timestamp_with_time_zone_null("rests_until"))
        .col(timestamp_with_time_zone_null("delivered_at"))
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("webhook_events")
        .col(uuid("id").primary_key())
        .col(uuid("client_id"))
        .col(text("kind"))
        .col(text("once"))
        .col(text("payload"))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

fn deliveries() -> TableCreateStatement {
    Table::create()
        .table("webhook_deliveries")
        .col(uuid("id").primary_key())
        .col(uuid("endpoint_id"))
        .col(uuid("event_id"))
        .col(text("state"))
        .col(integer("attempts"))
        .col(integer("round"))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone_null("next_at"))
        .foreign_key(
            ForeignKey::create()
                .from("webhook_deliveries", "endpoint_id")
                .to("webhook_endpoints", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("webhook_deliveries", "event_id")
                .to("webhook_events", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn attempts() -> TableCreateStatement {
    Table::create()
        .table("webhook_attempts")
        .col(uuid("delivery_id"))
        .col(integer("attempt"))
        .col(timestamp_with_time_zone("at"))
        .col(integer("took_ms"))
        .col(integer_null("status"))
        .col(text_null("error"))
        .col(blob("answer_sealed"))
        .primary_key(Index::create().col("delivery_id").col("attempt"))
        .foreign_key(
            ForeignKey::create()
                .from("webhook_attempts", "delivery_id")
                .to("webhook_deliveries", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn index(
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let all = vec![endpoints(), events(), deliveries(), attempts()];
        tables::create(manager, all).await?;
        // A client is told the same thing once.
        let mut once = index(
            "webhook_events",
            "webhook_events_once",
            &["client_id", "once"],
        );
        manager.create_index(once.unique().to_owned()).await?;
        let mut each = index(
            "webhook_deliveries",
            "webhook_deliveries_event",
            &["endpoint_id", "event_id"],
        );
        manager.create_index(each.unique().to_owned()).await?;
        for plain in [
            index(
                "webhook_endpoints",
                "webhook_endpoints_client",
                &["client_id"],
            ),
            index("webhook_events", "webhook_events_at", &["at"]),
            index(
                "webhook_deliveries",
                "webhook_deliveries_next",
                &["endpoint_id", "next_at"],
            ),
            // Where its event is removed, each is looked for.
            index(
                "webhook_deliveries",
                "webhook_deliveries_of_event",
                &["event_id"],
            ),
        ] {
            manager.create_index(plain).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(
            manager,
            &[
                "webhook_attempts",
                "webhook_deliveries",
                "webhook_events",
                "webhook_endpoints",
            ],
        )
        .await
    }
}
