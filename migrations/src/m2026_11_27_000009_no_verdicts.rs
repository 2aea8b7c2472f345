//! What the rules said of a household stands in the sealed decision alone.
//!
//! It contracts at once, without a release between: no instance of an earlier release runs anywhere.
//! The way back brings the columns, not what stood in them; nor does it bring back the subjects of
//! accounts, which the program hashes.

use sea_orm_migration::{prelude::*, schema::*};

/// Drops what lay in clear.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["reason", "may_ask_review", "may_get_help"] {
            let alter = Table::alter()
                .table("applications")
                .drop_column(column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (mut review, mut help) = (boolean("may_ask_review"), boolean("may_get_help"));
        review.default(false);
        help.default(false);
        for mut column in [text_null("reason"), review, help] {
            let alter = Table::alter()
                .table("applications")
                .add_column(&mut column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
