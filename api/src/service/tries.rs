//! Tries to pass for somebody, or to learn of somebody or something: binding a document that is not
//! one's own, naming people who are not on record as the form says, having units looked up. A few
//! lock for a while.

pub(super) mod certificates;

use chrono::TimeDelta;
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::access::later;
use super::limits::network;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::tries::Tries;

/// How many wrong tries lock.
const MOST_TRIES: u32 = 5;
/// How long they lock.
pub(super) const LOCK: TimeDelta = TimeDelta::minutes(30);

/// Refuses as long as one of the counts locks. Whose it is makes no difference to what is told.
///
/// # Errors
/// `kind`, with the time that is left.
pub(super) fn refuse_locked(tries: &[Tries], kind: ProblemKind, now: Moment) -> Result<()> {
    refuse_more(tries, MOST_TRIES, kind, now)
}

/// Refuses as long as one of the counts has reached so many.
fn refuse_more(tries: &[Tries], most: u32, kind: ProblemKind, now: Moment) -> Result<()> {
    let locking = tries.iter().filter(|tries| tries.counting(now) >= most);
    let Some(until) = locking.map(|tries| tries.until).max() else {
        return Ok(());
    };
    let left = until.signed_duration_since(now).num_milliseconds();
    let seconds = u64::try_from(left).unwrap_or_default().div_ceil(1000);
    Err(Error::retry_after(kind, seconds))
}

/// Under what an account's applications are counted that named people who are not on record so.
pub(super) fn naming(app: &App, account: Uuid) -> [Vec<u8>; 1] {
    let key = [b"naming/", account.as_bytes().as_slice()].concat();
    [app.sealer.index(&key)]
}

/// Refuses a submission of an account that has named too many people who are not on record so, by what is
/// counted under [`naming`].
///
/// # Errors
/// [`ProblemKind::SubmissionLocked`].
pub(super) fn refuse_naming(tries: &[Tries], now: Moment) -> Result<()> {
    refuse_locked(tries, ProblemKind::SubmissionLocked, now)
}

/// The same within a transaction, until whose end none is counted.
///
/// # Errors
/// [`ProblemKind::SubmissionLocked`], or the database does not answer.
pub(super) async fn refuse_held_naming(
    app: &App,
    write: &Write,
    account: Uuid,
    now: Moment,
) -> Result<()> {
    let tries = write.hold_tries(&naming(app, account), now).await?;
    refuse_locked(&tries, ProblemKind::SubmissionLocked, now)
}

/// Counts an application that named people who are not on record so.
///
/// # Errors
/// The database does not answer.
pub(super) async fn count_naming(
    app: &App,
    write: &Write,
    account: Uuid,
    now: Moment,
) -> Result<()> {
    let keys = naming(app, account);
    write.hold_tries(&keys, now).await?;
    write.count_tries(&keys, now, later(now, LOCK)).await?;
    Ok(())
}

/// Under what an account's codes of authorities are counted that led to none.
fn codes(app: &App, account: Uuid) -> [Vec<u8>; 1] {
    let key = [b"authority/", account.as_bytes().as_slice()].concat();
    [app.sealer.index(&key)]
}

/// Refuses a code of an authority to an account that has shown too many that led to none; otherwise no
/// other one of the account is looked up until the transaction ends.
///
/// # Errors
/// [`ProblemKind::AuthorityLocked`], or the database does not answer.
pub(super) async fn refuse_codes(
    app: &App,
    write: &Write,
    account: Uuid,
    now: Moment,
) -> Result<()> {
    let tries = write.hold_tries(&codes(app, account), now).await?;
    refuse_locked(&tries, ProblemKind::AuthorityLocked, now)
}

/// Counts a code that led to no authority.
///
/// # Errors
/// The database does not answer.
pub(super) async fn count_code(app: &App, write: &Write, account: Uuid, now: Moment) -> Result<()> {
    let until = later(now, LOCK);
    write.count_tries(&codes(app, account), now, until).await?;
    Ok(())
}

/// Under what an account's looks at units are counted.
fn units(app: &App, account: Uuid) -> [Vec<u8>; 1] {
    let key = [b"units/", account.as_bytes().as_slice()].concat();
    [app.sealer.index(&key)]
}

/// Refuses a submission for which the registry would look a unit up, to an account that has made
/// many, and counts it otherwise, whether or not it is withdrawn before anything is asked: whoever knows numbers of certificates must not read the registry with them.
///
/// # Errors
/// [`ProblemKind::UnitLookupLocked`], or the database does not answer.
pub(super) async fn count_unit(app: &App, write: &Write, account: Uuid, now: Moment) -> Result<()> {
    let keys = units(app, account);
    let tries = write.hold_tries(&keys, now).await?;
    refuse_locked(&tries, ProblemKind::UnitLookupLocked, now)?;
    write.count_tries(&keys, now, later(now, LOCK)).await?;
    Ok(())
}

/// How many proofs of one client may fail from one network, and of all clients from there: one that is
/// set up wrongly hammers, and secrets of 256 bits are not guessed. Nobody can lock a client elsewhere.
const MOST_PROOFS: [u32; 2] = [10, 50];
/// How long failed proofs count.
const PROOFS_COUNT: TimeDelta = TimeDelta::minutes(10);

/// Under what failed proofs are counted: the client as it calls itself with its network, and the network.
fn proofs(app: &App, tried: &[u8], address: &str) -> [Vec<u8>; 2] {
    let network = network(address);
    let of_network = [b"proofs/", network.as_bytes()].concat();
    let of_client = [&of_network, b"/".as_slice(), tried].concat();
    [app.sealer.index(&of_client), app.sealer.index(&of_network)]
}

/// Refuses a proof of a client that has failed too often.
///
/// # Errors
/// [`ProblemKind::TooManyRequests`], or the database does not answer.
pub(super) async fn refuse_proofs(
    app: &App,
    tried: &[u8],
    address: &str,
    now: Moment,
) -> Result<()> {
    let keys = proofs(app, tried, address);
    for (key, most) in keys.into_iter().zip(MOST_PROOFS) {
        let tries = app.store.list_tries(&[key]).await?;
        refuse_more(&tries, most, ProblemKind::TooManyRequests, now)?;
    }
    Ok(())
}

/// Counts a proof that failed.
///
/// # Errors
/// The database does not answer.
pub(super) async fn count_proof(app: &App, tried: &[u8], address: &str, now: Moment) -> Result<()> {
    let keys = proofs(app, tried, address);
    let write = app.store.begin().await?;
    write.hold_tries(&keys, now).await?;
    write
        .count_tries(&keys, now, later(now, PROOFS_COUNT))
        .await?;
    write.commit().await
}

/// How many codes of links from one network may be none: they are 128 random bits and are not guessed.
const MOST_LINKS: u32 = 30;

/// Under what codes of links are counted that were never given out: the network.
fn links(app: &App, address: &str) -> [Vec<u8>; 1] {
    let key = [b"referral-links/", network(address).as_bytes()].concat();
    [app.sealer.index(&key)]
}

/// Refuses codes of links from a network that has shown too many that were none.
///
/// # Errors
/// [`ProblemKind::TooManyRequests`], or the database does not answer.
pub(super) async fn refuse_links(app: &App, address: &str, now: Moment) -> Result<()> {
    let tries = app.store.list_tries(&links(app, address)).await?;
    refuse_more(&tries, MOST_LINKS, ProblemKind::TooManyRequests, now)
}

/// Counts a code of a link that was none.
///
/// # Errors
/// The database does not answer.
pub(super) async fn count_link(app: &App, address: &str, now: Moment) -> Result<()> {
    let keys = links(app, address);
    let write = app.store.begin().await?;
    write.hold_tries(&keys, now).await?;
    write.count_tries(&keys, now, later(now, LOCK)).await?;
    write.commit().await
}
