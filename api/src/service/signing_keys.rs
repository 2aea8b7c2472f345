//! The keys with which the platform signs: made when they are first needed, changed by an operator, and
//! published for as long as something that they signed may be looked at.

use std::sync::Arc;

use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::jws::{PublicKeys, Unverified};
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::signing::{Keyring, Purpose, SigningKey, has_signed, make_key};
use crate::store::audit::{Act, Actor};
use crate::store::signing_keys::{KeptKey, Standing, list_keys, open_key};
use crate::store::{Store, Write};

/// The chain of the audit log for what concerns the platform and no person.
const PLATFORM: Uuid = Uuid::nil();
/// How long a key has to have been published before it signs: longer than anybody keeps the set of keys.
const PUBLISHED_AHEAD: TimeDelta = TimeDelta::minutes(10);
/// How long a token's key is published after it has signed its last: longer than any token lives.
const TOKENS_LAST: TimeDelta = TimeDelta::days(1);
/// For how many days a certificate may be looked at once its validity is over: while a hold lasts that was
/// taken on its last day, and then some.
const AFTER_VALIDITY: i64 = 30;

/// Signs as a compact JWS with the current key of a purpose.
///
/// # Errors
/// The database does not answer, or the claims have no JSON.
pub async fn sign(
    app: &App,
    purpose: Purpose,
    typ: &str,
    claims: &impl Serialize,
) -> Result<String> {
    let keys = keyring(app, false).await?;
    let key = keys.current(purpose);
    let key = key.ok_or_else(|| Error::unexpected("there is no current key"))?;
    key.sign(typ, claims)
}

/// What a compact JWS says that the platform signed for a purpose; none where it did not, or it is of
/// another type or form. The claims themselves, times among them, are not looked at.
///
/// # Errors
/// The database does not answer.
pub async fn verify<C: DeserializeOwned>(
    app: &App,
    purpose: Purpose,
    typ: &str,
    token: &str,
) -> Result<Option<C>> {
    let Some(read) = Unverified::read(token, typ) else {
        return Ok(None);
    };
    let mut keys = keyring(app, false).await?;
    if keys.find(purpose, &read.kid).is_none() {
        keys = keyring(app, true).await?;
    }
    let holds = keys
        .find(purpose, &read.kid)
        .is_some_and(|key| has_signed(key, &read));
    Ok(holds.then(|| read.claims()).flatten())
}

/// The keys that are published: of each purpose the next, the current, and those that signed before.
///
/// # Errors
/// The database does not answer.
pub async fn list_public_keys(app: &App) -> Result<PublicKeys> {
    Ok(keyring(app, false).await?.set())
}

/// All keys there are, oldest first.
///
/// # Errors
/// The database does not answer, or its schema is not up to date.
pub async fn list_signing_keys(store: &Store) -> Result<Vec<KeptKey>> {
    list_keys(store).await
}

/// What became of a rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// The next key signs.
    Done,
    /// The next key is published for too short a while; it may sign in so many seconds.
    TooSoon(i64),
    /// Another rotation was faster.
    Overtaken,
}

/// Has the next key of a purpose sign from now on, and publishes another next one. The next key has to have
/// been published for so long that everybody knows it, unless it is `at_once`, as it has to be for a key
/// that got into other hands: nothing that such a key has signed is believed any more, once all instances
/// have read the keys again, within a minute.
///
/// # Errors
/// The database does not answer, or no randomness.
pub async fn rotate_signing_keys(
    store: &Store,
    purpose: Purpose,
    at_once: bool,
    now: Moment,
) -> Result<Rotation> {
    let write = store.begin().await?;
    complete(&write, now).await?;
    let keys = list_keys(&write).await?;
    let of = |standing| {
        let mut keys = keys.iter();
        keys.find(|key| key.purpose == purpose && key.standing == standing)
    };
    let (Some(current), Some(next)) = (of(Standing::Current), of(Standing::Next)) else {
        return Err(Error::unexpected("a key is missing that was just made"));
    };
    let left = PUBLISHED_AHEAD - (now - next.made_at);
    if !at_once && left > TimeDelta::zero() {
        return Ok(Rotation::TooSoon(left.num_seconds().saturating_add(1)));
    }
    if !write.rotate_keys(current, next, now).await? {
        return Ok(Rotation::Overtaken);
    }
    if at_once {
        write.delete_key(current).await?;
    }
    write.add_key(purpose, &make_key()?, false, now).await?;
    let detail = format!(
        "{} {} after {}",
        purpose.slug(),
        next.public.kid,
        current.public.kid
    );
    write
        .record_audit(Act {
            chain: PLATFORM,
            at: now,
            actor: Actor::System,
            action: "rotate_signing_keys",
            detail: &detail,
        })
        .await?;
    write.commit().await?;
    Ok(Rotation::Done)
}

/// The keys, from memory where they were read a short while ago.
async fn keyring(app: &App, is_missing: bool) -> Result<Arc<Keyring>> {
    if let Some(keys) = app.keyring.get(is_missing).await {
        return Ok(keys);
    }
    let now = app.now();
    let mut kept = list_keys(&app.store).await?;
    if !is_complete(&kept) {
        let write = app.store.begin().await?;
        complete(&write, now).await?;
        write.commit().await?;
        kept = list_keys(&app.store).await?;
    }
    let keys = Arc::new(read(app, &kept, now)?);
    app.keyring.put(Arc::clone(&keys)).await;
    Ok(keys)
}

fn is_complete(keys: &[KeptKey]) -> bool {
    Purpose::ALL.into_iter().all(|purpose| {
        [Standing::Current, Standing::Next]
            .into_iter()
            .all(|standing| {
                keys.iter()
                    .any(|key| key.purpose == purpose && key.standing == standing)
            })
    })
}

/// Makes the keys that are missing: all of them, at the first start.
async fn complete(write: &Write, now: Moment) -> Result<()> {
    let keys = list_keys(write).await?;
    for purpose in Purpose::ALL {
        for (standing, is_current) in [(Standing::Current, true), (Standing::Next, false)] {
            let has = |key: &KeptKey| key.purpose == purpose && key.standing == standing;
            if !keys.iter().any(has) {
                write
                    .add_key(purpose, &make_key()?, is_current, now)
                    .await?;
            }
        }
    }
    Ok(())
}

fn read(app: &App, kept: &[KeptKey], now: Moment) -> Result<Keyring> {
    let mut keys = Keyring {
        current: Vec::new(),
        published: Vec::new(),
    };
    for key in kept {
        if key.standing == Standing::Current
            && let Some(private) = open_key(&app.store, key)?
        {
            let kid = key.public.kid.clone();
            keys.current
                .push((key.purpose, SigningKey::new(kid, &private)));
        }
        if is_published(app, key, now) {
            keys.published.push((key.purpose, key.public.clone()));
        }
    }
    Ok(keys)
}

fn is_published(app: &App, key: &KeptKey, now: Moment) -> bool {
    let lasts = match key.purpose {
        Purpose::Token => TOKENS_LAST,
        Purpose::Certificate => {
            TimeDelta::days(i64::from(app.config.validity_days).saturating_add(AFTER_VALIDITY))
        }
    };
    match key.standing {
        Standing::Next | Standing::Current => true,
        Standing::Previous(since) => now - since < lasts,
    }
}
