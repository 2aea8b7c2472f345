//! Contracts that were signed under holds, sealed but for whose they are.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::hold::HeldUnit;
use shared::purchase::Module;
use shared::values::{Moment, Zone};

use super::Page;
use crate::error::Result;
use crate::seal::{Place, Sealer};
use crate::store::{Ask, Store, Write};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contracts")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub client_id: Uuid,
        #[sea_orm(unique)]
        pub hold_id: Uuid,
        #[sea_orm(unique)]
        pub application_id: Uuid,
        pub signed_at: ChronoDateTimeUtc,
        pub contract_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const CONTRACT: &str = "contracts.contract";

/// A contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    /// The id.
    pub id: Uuid,
    /// Whose it is.
    pub client: Uuid,
    /// The hold under which it was signed.
    pub hold: Uuid,
    /// The application whose pass it uses up.
    pub application: Uuid,
    /// When it was signed here.
    pub signed_at: Moment,
    /// What else there is to know of it.
    pub filed: FiledContract,
}

/// What is sealed of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledContract {
    /// The number by which its parties know it.
    pub number: String,
    /// The number on the certificate.
    pub certificate: String,
    /// Which module.
    pub module: Module,
    /// Where a home lies.
    pub zone: Option<Zone>,
    /// What is bought.
    pub unit: HeldUnit,
    /// The seller who signed on the page; none where the client's program did.
    #[serde(default)]
    pub signed_by: Option<String>,
}

impl Write {
    /// Adds a contract. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer, or the pass was used up before.
    pub async fn add_contract(&self, contract: &ContractRow) -> Result<()> {
        let key = key(contract.id, contract.client, contract.hold);
        let place = place(&key);
        let row = row::ActiveModel {
            id: Set(contract.id),
            client_id: Set(contract.client),
            hold_id: Set(contract.hold),
            application_id: Set(contract.application),
            signed_at: Set(contract.signed_at),
            contract_sealed: Set(self.sealer().seal(place, &contract.filed)?),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// A contract of a client's.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_contract(&self, client: Uuid, id: Uuid) -> Result<Option<ContractRow>> {
        let row = row::Entity::find_by_id(id)
            .filter(row::COLUMN.client_id.eq(client))
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// Contracts of a client's, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_contracts_of(&self, client: Uuid, page: Page) -> Result<Vec<ContractRow>> {
        let mut query = row::Entity::find().filter(row::COLUMN.client_id.eq(client));
        if let Some(behind) = page.behind {
            query = query.filter(row::COLUMN.id.gt(behind));
        }
        if let Some(after) = page.after {
            query = query.filter(row::COLUMN.signed_at.gt(after));
        }
        let rows = query
            .order_by_asc(row::COLUMN.id)
            .limit(page.most)
            .all(self.db())
            .await?;
        let rows = rows.into_iter();
        rows.map(|row| read(self.sealer(), row)).collect()
    }
}

fn read(sealer: &Sealer, row: row::Model) -> Result<ContractRow> {
    let key = key(row.id, row.client_id, row.hold_id);
    Ok(ContractRow {
        id: row.id,
        client: row.client_id,
        hold: row.hold_id,
        application: row.application_id,
        signed_at: row.signed_at,
        filed: sealer.open(place(&key), &row.contract_sealed)?,
    })
}

/// The row of a contract, to which its seal is bound.
fn key(id: Uuid, client: Uuid, hold: Uuid) -> Vec<u8> {
    format!("{}/{}/{}", id.simple(), client.simple(), hold.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: CONTRACT,
        row,
    }
}

/// A contract's id as callers see it.
#[must_use]
pub fn format_contract(id: Uuid) -> String {
    format!("contract_{}", id.simple())
}
