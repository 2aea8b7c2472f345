//! A case as the queue shows it.

use shared::document::mask_name;
use shared::officer::CaseClaim;
use shared::policy::ReasonCode;
use shared::review::{CaseKind, QueueEntry, ReviewStep};
use shared::values::{Moment, day_in_shanghai};
use shared::workdays::is_known;

use crate::app::App;
use crate::service::access::officer::CaseWorker;
use crate::service::members::telling::objection_clock;
use crate::store::applications::{Application, format_id};
use crate::store::reviews::{Clock, Review};

/// A case with what has been looked up of it.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    /// The case.
    pub(super) review: &'a Review,
    /// Its application.
    pub(super) application: &'a Application,
    /// Why a person has to decide.
    pub(super) reason: Option<ReasonCode>,
    /// Who works on it now.
    pub(super) claim: Option<CaseClaim>,
}

impl Shown<'_> {
    /// The case as an officer sees it in the queue.
    pub(super) fn entry(self, app: &App, who: &CaseWorker, now: Moment) -> QueueEntry {
        let Shown {
            review,
            application,
            reason,
            claim,
        } = self;
        let answers = application.answers.effective(application.module);
        // Only what waits behind an objection can stand still.
        let answer_by = review.answer_by.filter(|_| review.objected_at.is_none());
        let due_on = clock(app, review)
            .filter(|_| answer_by.is_none())
            .map(Clock::ends);
        let lease = review.lease_at(now);
        QueueEntry {
            id: format_id(application.id),
            number: application.number.clone(),
            kind: review.kind,
            module: application.module,
            category: answers.category,
            applicant: answers.applicant.person.name.as_deref().map(mask_name),
            reason: reason.filter(|_| review.objected_at.is_none()),
            step: step(review),
            submitted_at: review.objected_at.unwrap_or(review.submitted_at),
            opened_at: review.objected_at.unwrap_or(review.opened_at),
            due_on,
            answer_by,
            is_due_estimated: due_on.is_some_and(|due| !is_known(due)),
            is_overdue: due_on.is_some_and(|due| day_in_shanghai(now) > due),
            claim,
            is_mine: lease.is_some_and(|lease| lease.officer == who.account()),
        }
    }
}

/// The working days that the office has for a case. For what the rules leave open they are what the
/// operator promises today, until the clock is stopped for the first time.
pub(super) fn clock(app: &App, review: &Review) -> Option<Clock> {
    if let Some(at) = review.objected_at {
        return Some(objection_clock(app, at));
    }
    let promised = match review.kind {
        CaseKind::ManualReview => app.config.operator.manual_review_days,
        CaseKind::Dispute | CaseKind::Objection | CaseKind::Authority | CaseKind::HoldRelease => {
            None
        }
    };
    let promised = promised.map(|days| Clock {
        from: day_in_shanghai(review.submitted_at),
        days: days.into(),
    });
    review.clock.or(promised)
}

/// How far a case is.
pub(super) fn step(review: &Review) -> ReviewStep {
    if review.is_proposed {
        ReviewStep::Proposed
    } else {
        ReviewStep::Open
    }
}
