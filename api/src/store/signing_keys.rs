//! The keys with which the platform signs: of each purpose one current, one next, and those that have
//! signed before, of which only the public half is kept.

use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use shared::jws::PublicKey;
use shared::values::Moment;

use super::{Ask, Write};
use crate::error::{Error, Result};
use crate::seal::Place;
use crate::signing::{NewKey, Purpose};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signing_keys")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub kid: String,
        pub purpose: String,
        pub slot: Option<String>,
        pub public_key: String,
        pub private_sealed: Option<Vec<u8>>,
        pub made_at: ChronoDateTimeUtc,
        pub active_from: Option<ChronoDateTimeUtc>,
        pub retired_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is published, and signs nothing yet.
    Next,
    /// It signs.
    Current,
    /// It has signed, until then.
    Previous(Moment),
}

/// A key as it is kept.
#[derive(Debug, Clone)]
pub struct KeptKey {
    /// What it signs.
    pub purpose: Purpose,
    /// How it stands.
    pub standing: Standing,
    /// The half for everybody.
    pub public: PublicKey,
    /// Since when it is published.
    pub made_at: Moment,
    /// Since when it signs.
    pub active_from: Option<Moment>,
    private_sealed: Option<Vec<u8>>,
}

const NEXT: &str = "next";
const CURRENT: &str = "current";

impl Write {
    /// Adds a key that is to sign next, or from now on where there is none. Where there is one
    /// already, nothing is added.
    ///
    /// # Errors
    /// The database does not answer, or no randomness.
    pub async fn add_key(
        &self,
        purpose: Purpose,
        key: &NewKey,
        is_current: bool,
        at: Moment,
    ) -> Result<()> {
        let sealed = self
            .sealer()
            .seal_bytes(place(&key.public.kid), &key.private)?;
        let new = row::ActiveModel {
            kid: Set(key.public.kid.clone()),
            purpose: Set(purpose.slug().to_owned()),
            slot: Set(Some(if is_current { CURRENT } else { NEXT }.to_owned())),
            public_key: Set(serde_json::to_string(&key.public)?),
            private_sealed: Set(Some(sealed)),
            made_at: Set(at),
            active_from: Set(is_current.then_some(at)),
            retired_at: Set(None),
        };
        // Another instance may make one at this moment; the first one counts for both.
        let first = OnConflict::columns([row::Column::Purpose, row::Column::Slot])
            .do_nothing()
            .to_owned();
        row::Entity::insert(new)
            .on_conflict(first)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Forgets a key: what it has signed is believed no more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_key(&self, key: &KeptKey) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.kid.eq(key.public.kid.as_str()))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Retires the current key and has the next one sign. The private half of what is retired is gone.
    /// False where another rotation was faster.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn rotate_keys(&self, current: &KeptKey, next: &KeptKey, at: Moment) -> Result<bool> {
        let retired = row::ActiveModel {
            slot: Set(None),
            private_sealed: Set(None),
            retired_at: Set(Some(at)),
            ..Default::default()
        };
        let active = row::ActiveModel {
            slot: Set(Some(CURRENT.to_owned())),
            active_from: Set(Some(at)),
            ..Default::default()
        };
        for (key, slot, change) in [(current, CURRENT, retired), (next, NEXT, active)] {
            let changed = row::Entity::update_many()
                .set(change)
                .filter(row::COLUMN.kid.eq(key.public.kid.as_str()))
                .filter(row::COLUMN.slot.eq(slot))
                .exec(self.db())
                .await?;
            if changed.rows_affected != 1 {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// All keys, the newest last.
///
/// # Errors
/// The database does not answer, or a row is not readable.
pub(crate) async fn list_keys(ask: &impl Ask) -> Result<Vec<KeptKey>> {
    let rows = row::Entity::find()
        .order_by_asc(row::COLUMN.made_at)
        .order_by_asc(row::COLUMN.kid)
        .all(ask.db())
        .await?;
    // A purpose that only a later release knows is none of ours.
    rows.into_iter().filter_map(read).collect()
}

/// The private half of a key, as PKCS #8; none of one that is retired.
///
/// # Errors
/// It does not open.
pub(crate) fn open_key(ask: &impl Ask, key: &KeptKey) -> Result<Option<Vec<u8>>> {
    let Some(sealed) = &key.private_sealed else {
        return Ok(None);
    };
    let private = ask.sealer().open_bytes(place(&key.public.kid), sealed)?;
    Ok(Some(private))
}

fn read(row: row::Model) -> Option<Result<KeptKey>> {
    let purpose = Purpose::from_slug(&row.purpose)?;
    let standing = match (row.slot.as_deref(), row.retired_at) {
        (Some(NEXT), _) => Standing::Next,
        (Some(CURRENT), _) => Standing::Current,
        (_, Some(at)) => Standing::Previous(at),
        (_, None) => {
            let error = format!("the signing key {} stands nowhere", row.kid);
            return Some(Err(Error::unexpected(error)));
        }
    };
    let public = serde_json::from_str(&row.public_key).map_err(Error::from);
    Some(public.map(|public| KeptKey {
        purpose,
        standing,
        public,
        made_at: row.made_at,
        active_from: row.active_from,
        private_sealed: row.private_sealed,
    }))
}

fn place(kid: &str) -> Place<'_> {
    Place {
        column: "signing_keys.private",
        row: kid.as_bytes(),
    }
}
