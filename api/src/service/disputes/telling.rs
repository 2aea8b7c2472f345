//! House records and disputes as they are told, and until when a refusal may be disputed.

use shared::application::{Correction, Dispute, DisputeStep, HouseRecord, State};
use shared::household::Who;
use shared::policy::Decision;
use shared::values::{Day, day_in_shanghai};
use shared::workdays::last_workday;

use crate::app::App;
use crate::store::applications::Application;
use crate::store::decisions::Filed;
use crate::store::disputes::FiledDispute;
use crate::store::dossier::Dossier;
use crate::store::reviews::Review;

/// To whom something is told.
#[derive(Debug, Clone, Copy)]
pub(in crate::service) enum Listener {
    /// One of the couple.
    Owner(Who),
    /// An officer, who has to tell one record from another.
    Officer,
}

/// Until when a refusal may be disputed; none where it may not.
#[must_use]
pub(in crate::service) fn may_dispute_until(
    app: &App,
    application: &Application,
    decision: &Decision,
) -> Option<Day> {
    let begins = day_in_shanghai(application.decided_at?);
    let failed = application.state == State::Failed && application.sub_state.is_none();
    let days = app.config.operator.review_periods.to_ask;
    (failed && decision.may_ask_review()).then(|| last_workday(begins, days.into()))
}

/// The house records on which a refusal for house records rests; `filed` is it with what it rests on.
#[must_use]
pub(in crate::service) fn house_records(
    decision: Option<&Decision>,
    filed: Option<&Filed>,
    to: Listener,
) -> Vec<HouseRecord> {
    let is_for_records = decision.is_some_and(Decision::may_ask_review);
    let filed = filed.filter(|_| is_for_records);
    let records = filed.map(|filed| filed.grounds.house_records());
    told(records.unwrap_or_default(), to)
}

/// The disputes of an application, oldest first.
#[must_use]
pub(in crate::service) fn disputes(
    application: &Application,
    dossier: &Dossier,
    to: Listener,
) -> Vec<Dispute> {
    let filed = &dossier.disputes;
    let all = (1..).zip(filed.iter().cloned());
    all.map(|(nth, one)| {
        // The last one alone can be under way.
        let is_rechecked = nth == filed.len() && application.is_open();
        dispute(one, is_rechecked, dossier.review.as_ref(), to)
    })
    .collect()
}

fn dispute(
    filed: FiledDispute,
    is_rechecked: bool,
    review: Option<&Review>,
    to: Listener,
) -> Dispute {
    let step = match filed.end.as_ref().map(|end| end.step) {
        Some(DisputeStep::Granted) if is_rechecked => DisputeStep::Rechecking,
        Some(step) => step,
        None if review.is_some_and(|review| review.answer_by.is_some()) => {
            DisputeStep::AnswerAwaited
        }
        None => DisputeStep::UnderReview,
    };
    let due_on = review
        .and_then(|review| review.clock)
        .filter(|_| step == DisputeStep::UnderReview);
    let ended_at = filed.end.as_ref().map(|end| end.at);
    let (reason, corrections) = match filed.end {
        Some(end) => (end.reason, end.corrections),
        None => (None, Vec::new()),
    };
    let corrections = corrections.into_iter().map(|correction| Correction {
        record: told_one(correction.record, to),
        to: correction.to,
    });
    Dispute {
        step,
        records: told(filed.records, to),
        corrections: corrections.collect(),
        reason,
        ground: filed.ground,
        statement: filed.statement,
        evidence: filed.evidence,
        opened_at: filed.at,
        due_on: due_on.map(|clock| clock.ends()),
        ended_at,
    }
}

fn told(records: Vec<HouseRecord>, to: Listener) -> Vec<HouseRecord> {
    let records = records.into_iter();
    records.map(|record| told_one(record, to)).collect()
}

fn told_one(record: HouseRecord, to: Listener) -> HouseRecord {
    match to {
        Listener::Officer => record,
        Listener::Owner(who) => record.told_to(who),
    }
}
