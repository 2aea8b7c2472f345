//! What people are told: messages, what became of each by e-mail and SMS, and what somebody wants to
//! be told there. No words and no addresses; where a message went is a keyed hash.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Without a foreign key to the account: that would keep the account from whoever holds it, and he who
/// holds an account may go on to hold the application from within which a message is written.
fn messages() -> TableCreateStatement {
    Table::create()
        .table("messages")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(uuid_null("application_id"))
        .col(text("kind"))
        .col(date_null("day"))
        .col(integer_null("days"))
        .col(text("once"))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone_null("read_at"))
        .foreign_key(
            ForeignKey::create()
                .from("messages", "application_id")
                .to("applications", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn deliveries() -> TableCreateStatement {
    Table::create()
        .table("deliveries")
        .col(uuid("id").primary_key())
        .col(uuid("message_id"))
        .col(text("channel"))
        .col(text("state"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone_null("not_before"))
        .col(text_null("error"))
        .col(blob_null("address_index"))
        .foreign_key(
            ForeignKey::create()
                .from("deliveries", "message_id")
                .to("messages", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn notice_settings() -> TableCreateStatement {
    Table::create()
        .table("notice_settings")
        .col(uuid("account_id").primary_key())
        .col(integer("version"))
        .col(text("language"))
        .col(text("off"))
        .col(integer_null("quiet_from"))
        .col(integer_null("quiet_to"))
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
        tables::create(manager, vec![messages(), deliveries(), notice_settings()]).await?;
        // The same thing is told to the same person once.
        let once = index("messages", "messages_once", &["account_id", "once"]);
        let once = once.clone().unique().to_owned();
        manager.create_index(once).await?;
        for plain in [
            index("messages", "messages_account", &["account_id", "id"]),
            index("messages", "messages_unread", &["account_id", "read_at"]),
            index("messages", "messages_application", &["application_id"]),
            index("deliveries", "deliveries_address", &["address_index", "at"]),
        ] {
            manager.create_index(plain).await?;
        }
        let channel = index(
            "deliveries",
            "deliveries_message",
            &["message_id", "channel"],
        );
        let channel = channel.clone().unique().to_owned();
        manager.create_index(channel).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::drop(manager, &["notice_settings", "deliveries", "messages"]).await
    }
}
