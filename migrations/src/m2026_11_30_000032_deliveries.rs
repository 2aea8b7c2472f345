//! A way out of the platform knows how often the mailbox itself was why nothing was taken, and whether it
//! leads to the address that was replaced: of one channel there may then be two.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "deliveries";
const INDEX: &str = "deliveries_message";

fn of_message(columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(INDEX).table(TABLE).to_owned();
    for column in columns {
        index.col(*column);
    }
    index.unique().to_owned()
}

fn no_index() -> IndexDropStatement {
    Index::drop().name(INDEX).table(TABLE).to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            integer("mailbox_refusals").default(0),
            boolean("to_former").default(false),
        ] {
            let added = Table::alter().table(TABLE).add_column(column).to_owned();
            manager.alter_table(added).await?;
        }
        manager.drop_index(no_index()).await?;
        let ways = ["message_id", "channel", "to_former"];
        manager.create_index(of_message(&ways)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let former = Query::delete()
            .from_table(TABLE)
            .and_where(Expr::col("to_former").eq(true))
            .to_owned();
        manager.execute(former).await?;
        manager.drop_index(no_index()).await?;
        for column in ["mailbox_refusals", "to_former"] {
            let dropped = Table::alter().table(TABLE).drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        manager
            .create_index(of_message(&["message_id", "channel"]))
            .await
    }
}
