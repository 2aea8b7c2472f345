//! What a client looks up of its own referrals.

use shared::page::Page;
use shared::problem::ProblemKind;
use shared::referral::Referral;

use super::telling::told;
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Partner, ReadsReferrals};
use crate::service::limits::{Bucket, spend};
use crate::service::paging::{self, PageInput};
use crate::store::ids::parse_named;
use crate::store::page::Order;

/// Referrals of the client's, oldest first.
///
/// # Errors
/// The cursor or the limit is not of its form, or they were read too often.
pub async fn list_referrals(
    app: &App,
    who: &Partner<ReadsReferrals>,
    input: PageInput<'_>,
) -> Result<Page<Referral>> {
    spend(app, Bucket::ReadReferrals, who.client().as_bytes())?;
    let wanted = paging::wanted("ref", Order::OldestFirst, input)?;
    let now = app.now();
    let found = app.store.list_referrals(who.client(), wanted).await?;
    paging::told("ref", &found, |row| Ok(told(row, now)))
}

/// A referral of the client's.
///
/// # Errors
/// There is none, or they were read too often.
pub async fn get_referral(app: &App, who: &Partner<ReadsReferrals>, id: &str) -> Result<Referral> {
    spend(app, Bucket::ReadReferrals, who.client().as_bytes())?;
    let id = parse_named("ref", id).ok_or(ProblemKind::NotFound)?;
    let row = app.store.find_referral(who.client(), id).await?;
    Ok(told(&row.ok_or(ProblemKind::NotFound)?, app.now()))
}
