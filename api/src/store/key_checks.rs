//! By what each key is known with which this database was filled. With another one, or without one
//! of them, nothing would open, nobody would be found again, and every chain of the audit log would
//! look as if it had been tampered with: so nothing starts.

use std::collections::BTreeMap;
use std::fmt;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::error::{Error, Result};
use crate::seal::Sealer;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_checks")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub value: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Why the keys cannot be used with this database, as one sentence for the operator.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WrongKeys {
    /// One with which it was filled is not there.
    Missing(String),
    /// One is another than that with which it was filled.
    Other(String),
    /// It was filled before check values were kept, and not with these.
    NotThese,
}

impl fmt::Display for WrongKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(
                f,
                "the {name}, with which this database was filled, is missing"
            ),
            Self::Other(name) => write!(
                f,
                "the {name} is not the one with which this database was filled"
            ),
            Self::NotThese => {
                f.write_str("the keys are not those with which this database was filled")
            }
        }
    }
}

impl std::error::Error for WrongKeys {}

impl From<WrongKeys> for Error {
    fn from(wrong: WrongKeys) -> Self {
        Self::Unexpected(Box::new(wrong))
    }
}

/// The check values that are written down; none before the first start.
pub(super) async fn read(db: &impl ConnectionTrait) -> Result<BTreeMap<String, Vec<u8>>> {
    let rows = row::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.name, row.value)).collect())
}

/// Whether the keys are those that are written down; a new seal key may be beside them.
///
/// # Errors
/// One is missing or another.
pub(super) fn compare(
    known: &BTreeMap<String, Vec<u8>>,
    sealer: &Sealer,
) -> std::result::Result<(), WrongKeys> {
    let ours = sealer.check_values();
    for (name, value) in known {
        match ours.get(name) {
            None => return Err(WrongKeys::Missing(name.clone())),
            Some(ours) if ours != value => return Err(WrongKeys::Other(name.clone())),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Writes down the check values that are not yet.
pub(super) async fn add_new(
    db: &impl ConnectionTrait,
    known: &BTreeMap<String, Vec<u8>>,
    sealer: &Sealer,
) -> Result<()> {
    for (name, value) in sealer.check_values() {
        if !known.contains_key(name) {
            let new = row::ActiveModel {
                name: Set(name.clone()),
                value: Set(value.clone()),
            };
            row::Entity::insert(new).exec_without_returning(db).await?;
        }
    }
    Ok(())
}
