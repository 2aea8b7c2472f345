//! The queue of cases that wait for a person.

use std::collections::HashMap;

use shared::officer::CaseClaim;
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::review::{CaseKind, QueueEntry, QueuePage, ReviewStep};
use shared::values::Moment;
use uuid::Uuid;

use super::cases::Shown;
use super::exclusion::Excluded;
use super::held::told_claim;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::applications::{LARGEST_PAGE, PAGE};
use crate::service::limits::{Bucket, spend};
use crate::store::applications::Application;
use crate::store::reviews::{Filter, Lease, Review};

/// Which part of the queue is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct QueueInput<'a> {
    /// Of this module only.
    pub module: Option<Module>,
    /// Of this kind only.
    pub kind: Option<CaseKind>,
    /// Only those that are that far.
    pub step: Option<ReviewStep>,
    /// Only those that the officer has claimed.
    pub only_mine: bool,
    /// What the page before gave as `next_cursor`.
    pub cursor: Option<&'a str>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// The cases, those that were submitted first, and whose deadline is nearest, at the head. Cases
/// that the officer may not work on are left out.
///
/// # Errors
/// The cursor or the limit is not of its form, or the queue was read too often.
pub async fn list_cases(app: &App, who: &CaseWorker, input: QueueInput<'_>) -> Result<QueuePage> {
    spend(app, Bucket::ReadQueue, who.account().as_bytes())?;
    let limit = input.limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(ProblemKind::MalformedRequest.into());
    }
    let after = match input.cursor {
        None => None,
        Some(cursor) => Some(parse_cursor(cursor).ok_or(ProblemKind::MalformedRequest)?),
    };
    let now = app.now();
    let filter = Filter {
        claimed_by: input.only_mine.then(|| (who.account(), now)),
        module: input.module,
        kind: input.kind,
        is_proposed: input.step.map(|step| step == ReviewStep::Proposed),
        after,
    };
    // One more than asked for tells whether there is a next page.
    let more = u64::from(limit).saturating_add(1);
    let mut reviews = app.store.list_reviews(filter, more).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = reviews.len() > most;
    reviews.truncate(most);
    let last = reviews.last().filter(|_| has_more);
    let next_cursor = last.map(|last| format_cursor(last.submitted_at, last.application));
    Ok(QueuePage {
        items: entries(app, who, &reviews, now).await?,
        next_cursor,
        now,
    })
}

async fn entries(
    app: &App,
    who: &CaseWorker,
    reviews: &[Review],
    now: Moment,
) -> Result<Vec<QueueEntry>> {
    let excluded = Excluded::of(app, who).await?;
    let ids: Vec<Uuid> = reviews.iter().map(|review| review.application).collect();
    let found = app.store.find_applications(&ids).await?;
    let found = found
        .into_iter()
        .filter(|application| !excluded.covers(app, application));
    let applications: HashMap<Uuid, Application> = found.map(|found| (found.id, found)).collect();
    let decisions = app.store.newest_decisions(&ids).await?;
    let claims = claims(app, reviews, now).await?;
    let mut entries = Vec::new();
    for review in reviews {
        let Some(application) = applications.get(&review.application) else {
            continue;
        };
        let decision = decisions.get(&review.application);
        let shown = Shown {
            review,
            application,
            reason: decision.and_then(|made| made.as_ref().ok().map(|made| made.reason)),
            claim: claims.get(&review.application).cloned(),
        };
        entries.push(shown.entry(app, who, now));
    }
    Ok(entries)
}

/// Who works on which case.
async fn claims(app: &App, reviews: &[Review], now: Moment) -> Result<HashMap<Uuid, CaseClaim>> {
    let leases = reviews.iter().filter_map(|review| {
        let lease = review.lease_at(now)?;
        Some((review.application, lease))
    });
    let leases: Vec<(Uuid, Lease)> = leases.collect();
    let mut officers: Vec<Uuid> = leases.iter().map(|(_, lease)| lease.officer).collect();
    officers.sort_unstable();
    officers.dedup();
    let mut accounts = HashMap::new();
    for (id, account) in app.store.find_accounts(&officers).await? {
        accounts.insert(id, account?);
    }
    let claims = leases.into_iter().map(|(application, lease)| {
        let account = accounts.get(&lease.officer).cloned();
        Ok((application, told_claim(lease, account)?))
    });
    claims.collect()
}

fn format_cursor(submitted_at: Moment, application: Uuid) -> String {
    format!(
        "{}-{}",
        submitted_at.timestamp_micros(),
        application.simple()
    )
}

fn parse_cursor(text: &str) -> Option<(Moment, Uuid)> {
    let (micros, id) = text.split_once('-')?;
    let at = Moment::from_timestamp_micros(micros.parse().ok()?)?;
    let id = Uuid::try_parse(id).ok()?;
    // A place can be written in several ways, a cursor in one.
    (format_cursor(at, id) == text).then_some((at, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_written_in_one_way() {
        let cursor = "1795946400123456-019d0000000070008000000000000001";
        let (at, id) = parse_cursor(cursor).unwrap();
        assert_eq!(format_cursor(at, id), cursor);
        for wrong in [
            "",
            "-",
            "1-",
            "x-019d0000000070008000000000000001",
            "01-019d0000000070008000000000000001",
            "1-019D0000000070008000000000000001",
            "1-019d0000-0000-7000-8000-000000000001",
        ] {
            assert_eq!(parse_cursor(wrong), None, "{wrong}");
        }
    }
}
