//! What a client looks up of its own: holds and contracts.

use shared::hold::{Contract, Hold};
use shared::page::Page;
use shared::problem::ProblemKind;

use super::telling::{told, told_contract};
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Partner, ReadsContracts, ReadsHolds};
use crate::service::limits::{Bucket, spend};
use crate::service::paging::{self, PageInput};
use crate::store::ids::parse_named;
use crate::store::page::Order;

/// Holds of the client's, oldest first, so that those that are added come last.
///
/// # Errors
/// The cursor or the limit is not of its form, or lists were read too often.
pub async fn list_holds(
    app: &App,
    who: &Partner<ReadsHolds>,
    input: PageInput<'_>,
) -> Result<Page<Hold>> {
    spend(app, Bucket::ReadHolds, who.client().as_bytes())?;
    let wanted = paging::wanted("hold", Order::OldestFirst, input)?;
    let now = app.now();
    let found = app.store.list_holds_of(who.client(), wanted).await?;
    paging::told("hold", &found, |row| Ok(told(row, now)))
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
    input: PageInput<'_>,
) -> Result<Page<Contract>> {
    spend(app, Bucket::ReadHolds, who.client().as_bytes())?;
    let wanted = paging::wanted("contract", Order::OldestFirst, input)?;
    let found = app.store.list_contracts_of(who.client(), wanted).await?;
    paging::told("contract", &found, |row| Ok(told_contract(row)))
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
