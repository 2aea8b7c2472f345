//! The signed lists of what has become of certificates, for everybody.
//!
//! They say what stands in the database in clear beside the sealed answers: opening all applications of a
//! list would cost too much. Who can write to the database without the keys could have one say something
//! else, until the application is opened, or `api audit verify` names it; a check by a seller opens it.

use std::sync::Arc;

use shared::certificate::{LIST_TYPE, LISTS_PATH, StatusList, StatusListClaims};
use shared::problem::ProblemKind;
use shared::values::day_in_shanghai;
use uuid::Uuid;

use super::pass::status;
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::issuer;
use crate::service::signing_keys::sign;
use crate::signing::Purpose;

/// For how many seconds a list is given out before it is made anew.
const KEEP: u64 = 60;
/// For how many seconds it can be believed by whoever cannot ask again.
const BELIEVED: i64 = 24 * 60 * 60;
/// What tells the turns of lists from those of accounts, whose ids are random.
const STATUS_LISTS: u64 = 1;

/// A list as it was signed a minute ago at the most, and for how many seconds more it may be kept: what
/// browsers and proxies keep is no older than what is given out.
///
/// # Errors
/// There is no list of that number.
pub async fn read_status_list(app: &App, list: u32) -> Result<(Arc<str>, u64)> {
    let now = app.now();
    if let Some(kept) = app.status_lists.get(list, now, KEEP) {
        return Ok(kept);
    }
    // Of all who ask meanwhile one makes it.
    let _turn = app
        .turns
        .wait(Uuid::from_u64_pair(STATUS_LISTS, list.into()))
        .await;
    if let Some(kept) = app.status_lists.get(list, now, KEEP) {
        return Ok(kept);
    }
    let listed = app.store.read_status_list(list).await?;
    if listed.is_empty() {
        return Err(ProblemKind::NotFound.into());
    }
    let today = day_in_shanghai(now);
    let entries = listed.iter().map(|one| {
        let status = status(one.state, one.is_doubted, one.valid_until, today);
        (one.place, status)
    });
    let claims = StatusListClaims {
        sub: format!("{}{LISTS_PATH}/{list}", issuer(app)),
        iat: now.timestamp(),
        exp: now.timestamp().saturating_add(BELIEVED),
        ttl: KEEP,
        status_list: StatusList::of(entries),
    };
    let token: Arc<str> = sign(app, Purpose::Certificate, LIST_TYPE, &claims)
        .await?
        .into();
    app.status_lists.put(list, now, Arc::clone(&token));
    Ok((token, KEEP))
}
