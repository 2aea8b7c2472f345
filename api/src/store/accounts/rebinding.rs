//! What releases before this one kept of accounts, brought into the form of today.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QuerySelect};
use shared::account::Identity;

use super::{
    CLAIMS, HASHED, IDENTITY, Profile, binding, claims_row, hashed, identity_row, place, row,
};
use crate::error::Result;
use crate::seal::Sealer;
use crate::store::{Ask, Write};

/// Hashes the subjects that the release before kept in clear, of those as well who never come back.
pub(in crate::store) async fn hash_subjects(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
) -> Result<()> {
    let clear: Vec<(Uuid, String, String)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Id, row::Column::Issuer, row::Column::Subject])
        .filter(row::COLUMN.subject.not_like(format!("{HASHED}%")))
        .into_tuple()
        .all(db)
        .await?;
    for (id, issuer, subject) in clear {
        let changed = row::ActiveModel {
            id: Set(id),
            subject: Set(hashed(sealer, &issuer, &subject)),
            ..Default::default()
        };
        row::Entity::update(changed).exec(db).await?;
    }
    Ok(())
}

/// Binds seals of the release before, which knew the account alone, to subject and person as well.
/// Whether the keys are those with which they were made: some open, and some people are found.
pub(in crate::store) async fn rebind(write: &Write) -> Result<bool> {
    let (db, sealer) = (write.db(), write.sealer());
    let accounts = row::Entity::find().all(db).await?;
    let mut opened = accounts.is_empty();
    for row in accounts {
        let old = place(CLAIMS, row.id.as_bytes());
        let Ok(profile) = sealer.open::<Profile>(old, &row.claims_sealed) else {
            tracing::error!(account = %row.id, "an account does not open");
            continue;
        };
        opened = true;
        let key = claims_row(row.id, &row.subject);
        let changed = row::ActiveModel {
            id: Set(row.id),
            claims_sealed: Set(sealer.seal(place(CLAIMS, &key), &profile)?),
            ..Default::default()
        };
        row::Entity::update(changed).exec(db).await?;
    }
    // Whether people are found again: one of them is enough, for how a number is written down may
    // have changed since.
    let (mut bound, mut found): (u64, u64) = (0, 0);
    for row in binding::Entity::find().all(db).await? {
        let old = place(IDENTITY, row.account_id.as_bytes());
        let Ok(identity) = sealer.open::<Identity>(old, &row.identity_sealed) else {
            tracing::error!(account = %row.account_id, "a bound document does not open");
            continue;
        };
        bound = bound.saturating_add(1);
        let is_found = sealer.person_index(&identity.person()) == row.person_index;
        found = found.saturating_add(u64::from(is_found));
        let key = identity_row(row.account_id, &row.person_index);
        let changed = binding::ActiveModel {
            account_id: Set(row.account_id),
            identity_sealed: Set(sealer.seal(place(IDENTITY, &key), &identity)?),
            ..Default::default()
        };
        binding::Entity::update(changed).exec(db).await?;
    }
    Ok(opened && (bound == 0 || found > 0))
}
