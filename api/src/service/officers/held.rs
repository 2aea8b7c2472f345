//! A case that is held for an officer who does something in it.

use shared::application::EventKind;
use shared::authority::AuthorityState;
use shared::officer::CaseClaim;
use shared::problem::ProblemKind;
use shared::review::CaseKind;
use shared::values::Moment;
use uuid::Uuid;

use super::exclusion::Excluded;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::officer::CaseWorker;
use crate::store::Write;
use crate::store::accounts::AccountRow;
use crate::store::applications::{Application, parse_id};
use crate::store::audit::{Act, Actor};
use crate::store::reviews::{Lease, Review};

/// What makes an application a case.
pub(super) const OPENS: [EventKind; 5] = [
    EventKind::HoldObjected,
    EventKind::ManualReview,
    EventKind::ReviewRequested,
    EventKind::ObjectionRaised,
    EventKind::AuthorityCheckRequested,
];

/// A case with its application, which others cannot change until the transaction ends.
#[derive(Debug)]
pub(super) struct Held {
    /// The transaction.
    pub(super) write: Write,
    /// The application.
    pub(super) application: Application,
    /// The case.
    pub(super) review: Review,
    /// When it was held.
    pub(super) at: Moment,
}

impl Held {
    /// Holds a case.
    ///
    /// # Errors
    /// There is no such case, the officer may not work on it, or it has been decided or withdrawn.
    pub(super) async fn hold(app: &App, who: &CaseWorker, id: &str) -> Result<Self> {
        let id = id_of(id)?;
        // Before the transaction, which needs a connection of its own.
        let excluded = Excluded::of(app, who).await?;
        let write = app.store.begin().await?;
        let application = write.hold_application(id).await?;
        let application = application
            .filter(|application| !excluded.covers(app, application))
            .ok_or(ProblemKind::NotFound)?;
        let Some(review) = write.find_review(id).await? else {
            drop(write);
            return Err(gone(app, id).await?);
        };
        // What the queue is filtered by can be changed by whoever writes to the database; disputes,
        // objections and authorities stand sealed.
        let dispute = write.find_dispute(id).await?;
        let is_disputed = dispute.is_some_and(|dispute| dispute.end.is_none());
        if is_disputed != (review.beneath == Some(CaseKind::Dispute)) {
            return Err(Error::unexpected("a case is not of its kind"));
        }
        let objections = write.list_objections(id).await?;
        let is_objected = objections.iter().any(|objection| objection.end.is_none());
        if is_objected != (review.kind == CaseKind::Objection) {
            return Err(Error::unexpected("a case is not of its kind"));
        }
        let authority = write.find_authority(id).await?;
        let is_checked = authority.is_some_and(|one| one.state == AuthorityState::UnderCheck);
        if is_checked != (review.beneath == Some(CaseKind::Authority)) {
            return Err(Error::unexpected("a case is not of its kind"));
        }
        let live = write.find_live_hold(id).await?;
        let asked = match live {
            Some(live) => write.find_hold_objection(live.id).await?,
            None => None,
        };
        let is_asked = asked.is_some_and(|objection| objection.end.is_none());
        if is_asked != (review.beneath == Some(CaseKind::HoldRelease)) {
            return Err(Error::unexpected("a case is not of its kind"));
        }
        Ok(Self {
            write,
            application,
            review,
            at: app.now(),
        })
    }

    /// The same, where the officer has claimed it.
    ///
    /// # Errors
    /// As above, or the officer has not claimed it, or somebody else has.
    pub(super) async fn hold_claimed(app: &App, who: &CaseWorker, id: &str) -> Result<Self> {
        let held = Self::hold(app, who, id).await?;
        match held.review.lease_at(held.at) {
            Some(lease) if lease.officer == who.account() => Ok(held),
            Some(lease) => Err(held.refuse_claimed(app, lease).await?),
            None => Err(ProblemKind::CaseNotClaimed.into()),
        }
    }

    /// The version of the case: how much has happened in it.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub(super) async fn version(&self) -> Result<u32> {
        let id = self.application.id;
        let rulings = self.write.list_rulings(id).await?.len();
        let events = self.write.count_events(id).await?;
        let rulings = u64::try_from(rulings).unwrap_or(u64::MAX);
        Ok(u32::try_from(events.saturating_add(rulings)).unwrap_or(u32::MAX))
    }

    /// The case has to be as the officer has read it, where the officer says so.
    ///
    /// # Errors
    /// More has happened since, or the database does not answer.
    pub(super) async fn expect(&self, version: Option<u32>) -> Result<()> {
        match version {
            Some(version) if version != self.version().await? => {
                Err(ProblemKind::WrongState.into())
            }
            Some(_) | None => Ok(()),
        }
    }

    /// What an officer is told while somebody else works on the case.
    pub(super) async fn refuse_claimed(self, app: &App, lease: Lease) -> Result<Error> {
        drop(self.write);
        Ok(Error::Claimed(Box::new(claim(app, lease).await?)))
    }

    /// Writes down what an officer does, in the chain of the application.
    pub(super) async fn record(
        &self,
        who: &CaseWorker,
        action: &'static str,
        detail: &str,
    ) -> Result<()> {
        let act = Act {
            chain: self.application.id,
            at: self.at,
            actor: Actor::Officer(who.account()),
            action,
            detail,
        };
        self.write.record_audit(act).await
    }
}

/// The application of an id.
pub(super) fn id_of(id: &str) -> Result<Uuid> {
    Ok(parse_id(id).ok_or(ProblemKind::NotFound)?)
}

/// A claim as officers see it.
pub(super) async fn claim(app: &App, lease: Lease) -> Result<CaseClaim> {
    let account = app.store.find_account(lease.officer).await?;
    told_claim(lease, account)
}

/// A claim by an account as it is told.
pub(super) fn told_claim(lease: Lease, account: Option<AccountRow>) -> Result<CaseClaim> {
    let account = account.ok_or_else(|| Error::unexpected("a claim without an account"))?;
    Ok(CaseClaim {
        officer: account.profile.name,
        since: lease.since,
        until: lease.until,
    })
}

/// What is told of an application that is no case: that it is none any more, where it has been one.
async fn gone(app: &App, id: Uuid) -> Result<Error> {
    let events = app.store.list_events(id).await?;
    let was = events.iter().any(|event| OPENS.contains(&event.kind));
    let kind = if was {
        ProblemKind::WrongState
    } else {
        ProblemKind::NotFound
    };
    Ok(kind.into())
}
