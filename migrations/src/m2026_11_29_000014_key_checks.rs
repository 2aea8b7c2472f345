//! By what each key is known, and what vouches for a session. Sessions that nothing vouches for end.

use sea_orm_migration::{prelude::*, schema::*};

use crate::tables;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let checks = Table::create()
            .table("key_checks")
            .col(text("name").primary_key())
            .col(blob("value"))
            .to_owned();
        tables::create(manager, vec![checks]).await?;
        let sessions = Query::delete().from_table("sessions").to_owned();
        manager.execute(sessions).await?;
        let mut mac = blob("mac");
        mac.default(Vec::<u8>::new());
        let alter = Table::alter()
            .table("sessions")
            .add_column(&mut mac)
            .to_owned();
        manager.alter_table(alter).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sessions = Query::delete().from_table("sessions").to_owned();
        manager.execute(sessions).await?;
        let alter = Table::alter()
            .table("sessions")
            .drop_column("mac")
            .to_owned();
        manager.alter_table(alter).await?;
        tables::drop(manager, &["key_checks"]).await
    }
}
