//! That officers handed cases over to others, with a line for whoever goes on, sealed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use shared::review::HandOver;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hand_overs")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub hand_over_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const HAND_OVER: &str = "hand_overs.hand_over";

impl Write {
    /// Files a hand-over behind those that are there; gives its number. The application has to be
    /// held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_hand_over(&self, application: Uuid, hand_over: &HandOver) -> Result<i32> {
        let last = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_desc(row::COLUMN.sequence)
            .one(self.db())
            .await?;
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        let key = key(application, sequence);
        let row = row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            hand_over_sealed: Set(self.sealer().seal(place(&key), hand_over)?),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(sequence)
    }
}

impl Store {
    /// The hand-overs of a case, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_hand_overs(&self, application: Uuid) -> Result<Vec<HandOver>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.eq(application))
            .order_by_asc(row::COLUMN.sequence)
            .all(self.db())
            .await?;
        let open = |row: &row::Model| {
            let key = key(row.application_id, row.sequence);
            self.sealer().open(place(&key), &row.hand_over_sealed)
        };
        rows.iter().map(open).collect()
    }
}

/// The row of a hand-over, to which its seal is bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: HAND_OVER,
        row,
    }
}
