//! What a client looks up of its own: holds and contracts.

use shared::hold::{Contract, ContractPage, Hold, HoldPage};
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::telling::{told, told_contract};
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Partner, ReadsContracts, ReadsHolds};
use crate::service::limits::{Bucket, spend};
use crate::store::holds::contracts::format_contract;
use crate::store::holds::{Page, format_hold, parse_named};

/// How many a page has by default.
pub const PAGE: u32 = 20;
/// The most that one page can have.
pub const LARGEST_PAGE: u32 = 100;

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListInput<'a> {
    /// What the page before gave as `next_cursor`.
    pub cursor: Option<&'a str>,
    /// Made later than this.
    pub created_after: Option<Moment>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// Holds of the client's, oldest first, so that those that are added come last.
///
/// # Errors
/// The cursor or the limit is not of its form, or lists were read too often.
pub async fn list_holds(
    app: &App,
    who: &Partner<ReadsHolds>,
    input: ListInput<'_>,
) -> Result<HoldPage> {
    spend(app, Bucket::ReadHolds, who.client().as_bytes())?;
    let (page, most) = page("hold", input)?;
    let now = app.now();
    let rows = app.store.list_holds_of(who.client(), page).await?;
    let ids = rows.iter().map(|row| row.id);
    Ok(HoldPage {
        next_cursor: next(ids, most).map(format_hold),
        items: rows.iter().take(most).map(|row| told(row, now)).collect(),
    })
}

/// A hold of the client's.
///
/// # Errors
/// There is none, or they were read too often.
pub async fn get_hold(app: &App, who: &Partner<ReadsHolds>, id: &str) -> Result<Hold> {
    spend(app, Bucket::ReadHolds, who.client().as_bytes())?;
    let id = parse_named("hold", id).ok_or(ProblemKind::NotFound)?;
    let row = app.store.find_hold(who.client(), id).await?;
    Ok(told(&row.ok_or(ProblemKind::NotFound)?, app.now()))
}

/// Contracts of the client's, oldest first.
///
/// # Errors
/// The cursor or the limit is not of its form, or lists were read too often.
pub async fn list_contracts(
    app: &App,
    who: &Partner<ReadsContracts>,
    input: ListInput<'_>,
) -> Result<ContractPage> {
    spend(app, Bucket::ReadHolds, who.client().as_bytes())?;
    let (page, most) = page("contract", input)?;
    let rows = app.store.list_contracts_of(who.client(), page).await?;
    let ids = rows.iter().map(|row| row.id);
    Ok(ContractPage {
        next_cursor: next(ids, most).map(format_contract),
        items: rows.iter().take(most).map(told_contract).collect(),
    })
}

/// A contract of the client's.
///
/// # Errors
/// There is none, or they were read too often.
pub async fn get_contract(app: &App, who: &Partner<ReadsContracts>, id: &str) -> Result<Contract> {
    spend(app, Bucket::ReadHolds, who.client().as_bytes())?;
    let id = parse_named("contract", id).ok_or(ProblemKind::NotFound)?;
    let row = app.store.find_contract(who.client(), id).await?;
    Ok(told_contract(&row.ok_or(ProblemKind::NotFound)?))
}

/// What to read for a page, one more than it has; and how many it has.
fn page(name: &str, input: ListInput<'_>) -> Result<(Page, usize)> {
    let limit = input.limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(ProblemKind::MalformedRequest.into());
    }
    let behind = match input.cursor {
        None => None,
        Some(cursor) => Some(parse_named(name, cursor).ok_or(ProblemKind::MalformedRequest)?),
    };
    let page = Page {
        behind,
        after: input.created_after,
        most: u64::from(limit).saturating_add(1),
    };
    Ok((page, usize::try_from(limit).unwrap_or(usize::MAX)))
}

/// The last one of a page behind which there are more.
fn next(ids: impl ExactSizeIterator<Item = Uuid>, most: usize) -> Option<Uuid> {
    let mut ids = ids;
    let has_more = ids.len() > most;
    let last = most.checked_sub(1).and_then(|last| ids.nth(last));
    last.filter(|_| has_more)
}
