//! Decisions by officers. A pass is a proposal until a second person, a supervisor, confirms it, unless
//! that is configured otherwise; a refusal is for one officer to make, with the reason that the
//! applicant is told. The decision of the rules stays on file as it was.

use shared::application::{
    Correction, DisputeStep, EventKind, ObjectionStep, RulingOutcome, State,
};
use shared::problem::ProblemKind;
use shared::review::{CaseKind, CaseStanding, NewRuling, ProposalAnswer, RulingStep};
use shared::values::day_in_shanghai;
use shared::workdays::workdays_until;

use super::cases::step;
use super::corrections::{none, of_records};
use super::held::{Held, id_of};
use super::reading::given;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::officer::{CaseWorker, Supervisor};
use crate::service::authorities::checking::decide_authority;
use crate::service::certificate::issue;
use crate::service::disputes::{End, end_dispute};
use crate::service::holds::objecting::decide_hold_release;
use crate::service::limits::{Bucket, spend};
use crate::service::members::objecting::decide_objections;
use crate::service::moves::{Move, move_application};
use crate::store::applications::format_id;
use crate::store::audit::Actor;
use crate::store::disputes::FiledEnd;
use crate::store::objections::ObjectionEnd;
use crate::store::rulings::FiledRuling;
use crate::store::tallies::Counted;

/// Decides a case that one has claimed: refuses it, or passes it, which is a proposal where a second
/// person is asked for. A proposal gives the claim up.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, a proposal stands already, it is about
/// something else than was read, no reason is given, or what is corrected does not make sense.
pub async fn decide_case(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: NewRuling,
) -> Result<CaseStanding> {
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let reason = given(&input.reason, "/reason")?;
    // Before the transaction, which needs a connection of its own.
    let filed = app.store.newest_filed(id_of(id)?).await?;
    let held = Held::hold_claimed(app, who, id).await?;
    held.expect(input.version).await?;
    let kind = held.review.kind;
    // An objection comes before what was a case already, and gives way to it again.
    let is_other = input.kind.is_some_and(|read| read != kind);
    if is_other || held.review.is_proposed {
        return Err(ProblemKind::WrongState.into());
    }
    let corrections = match (kind, input.outcome) {
        (CaseKind::Dispute, RulingOutcome::Granted) => {
            let filed = filed.ok_or_else(|| Error::unexpected("a dispute of no decision"))?;
            let records = filed.grounds.house_records();
            of_records(
                &records,
                &input.corrections,
                (filed.grounds.on, day_in_shanghai(held.at)),
            )?
        }
        _ => none(&input.corrections)?,
    };
    let today = day_in_shanghai(held.at);
    // Who was given time to answer has it; what is granted needs no answer any more.
    let may_answer = held.review.answer_by.is_some_and(|last| today <= last);
    let mut held = held;
    if kind != CaseKind::Objection {
        if may_answer && input.outcome == RulingOutcome::Refused {
            return Err(ProblemKind::WrongState.into());
        }
        held.review.start_clock(today);
    }
    let step = match input.outcome {
        RulingOutcome::Refused => RulingStep::Refused,
        // What is given back to its owner can be asked for again: one officer is enough.
        RulingOutcome::Granted if kind == CaseKind::HoldRelease => RulingStep::Granted,
        RulingOutcome::Granted if app.config.officers.four_eyes => RulingStep::Proposed,
        RulingOutcome::Granted => RulingStep::Granted,
    };
    file(app, who, held, (step, reason, corrections)).await
}

/// Confirms a pass that somebody else has proposed: the application has passed.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, nothing is proposed, no reason is given, or
/// the officer has proposed it.
pub async fn confirm_ruling(
    app: &App,
    who: &Supervisor,
    id: &str,
    input: ProposalAnswer,
) -> Result<CaseStanding> {
    let who = who.worker();
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let reason = given(&input.reason, "/reason")?;
    let held = Held::hold_claimed(app, who, id).await?;
    held.expect(input.version).await?;
    let proposal = proposal(&held).await?;
    if proposal.officer == who.account() || proposal.person_index == who.person_index() {
        return Err(ProblemKind::SecondPersonNeeded.into());
    }
    let done = (RulingStep::Confirmed, reason, proposal.corrections);
    file(app, who, held, done).await
}

/// Returns a proposal: the case is open again.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, nothing is proposed, or no reason is given.
pub async fn return_ruling(
    app: &App,
    who: &Supervisor,
    id: &str,
    input: ProposalAnswer,
) -> Result<CaseStanding> {
    let who = who.worker();
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let reason = given(&input.reason, "/reason")?;
    let held = Held::hold_claimed(app, who, id).await?;
    held.expect(input.version).await?;
    proposal(&held).await?;
    file(app, who, held, (RulingStep::Returned, reason, Vec::new())).await
}

/// The proposal that stands. What the queue is filtered by can be changed by whoever writes to the
/// database; what was filed cannot.
async fn proposal(held: &Held) -> Result<FiledRuling> {
    let rulings = held.write.list_rulings(held.application.id).await?;
    let last = rulings.into_iter().next_back();
    let last = last.filter(|last| last.kind == held.review.kind);
    let stands = last.filter(|last| last.step == RulingStep::Proposed && held.review.is_proposed);
    Ok(stands.ok_or(ProblemKind::WrongState)?)
}

/// Files what an officer does and does what follows from it, in one transaction.
async fn file(
    app: &App,
    who: &CaseWorker,
    mut held: Held,
    (done, reason, corrections): (RulingStep, String, Vec<Correction>),
) -> Result<CaseStanding> {
    let filed = FiledRuling {
        step: done,
        kind: held.review.kind,
        officer: who.account(),
        person_index: who.person_index().to_vec(),
        name: who.name().to_owned(),
        reason,
        corrections,
        at: held.at,
    };
    let id = held.application.id;
    let filing = held.write.add_ruling(id, &filed).await?;
    let detail = format!("ruling {filing}");
    let step = match done.outcome() {
        Some(outcome) => {
            count(&held, outcome).await?;
            conclude(app, who, &mut held, (outcome, &filed), &detail).await?;
            None
        }
        None => {
            held.review.is_proposed = done == RulingStep::Proposed;
            held.review.lease = None;
            held.write.save_review(&held.review).await?;
            let action = if held.review.is_proposed {
                "propose_pass"
            } else {
                "return_proposal"
            };
            held.record(who, action, &detail).await?;
            Some(step(&held.review))
        }
    };
    held.write.commit().await?;
    app.work.notify_one();
    tracing::info!(application = %id, step = done.slug(), "an officer has ruled");
    Ok(CaseStanding {
        id: format_id(id),
        state: held.application.state,
        sub_state: held.application.sub_state,
        step,
    })
}

/// Counts a decision of an officer, with the working days since the case began.
async fn count(held: &Held, outcome: RulingOutcome) -> Result<()> {
    let review = &held.review;
    let today = day_in_shanghai(held.at);
    let begun = review.objected_at.unwrap_or(review.submitted_at);
    let ruled = Counted::Ruled {
        kind: review.kind,
        outcome,
        workdays: workdays_until(day_in_shanghai(begun), today),
    };
    held.write
        .count(today, held.application.module, ruled)
        .await
}

/// Moves the application to where the decision of a person leads.
async fn conclude(
    app: &App,
    who: &CaseWorker,
    held: &mut Held,
    (outcome, filed): (RulingOutcome, &FiledRuling),
    detail: &str,
) -> Result<()> {
    let actor = Actor::Officer(who.account());
    if held.review.kind == CaseKind::Dispute {
        let (step, event) = match outcome {
            RulingOutcome::Granted => (DisputeStep::Granted, EventKind::ReviewGranted),
            RulingOutcome::Refused => (DisputeStep::Refused, EventKind::ReviewRefused),
        };
        let end = End {
            filed: FiledEnd {
                step,
                at: held.at,
                reason: Some(filed.reason.clone()),
                corrections: filed.corrections.clone(),
            },
            event,
            actor,
            detail,
        };
        return end_dispute(app, &held.write, &mut held.application, end).await;
    }
    if held.review.kind == CaseKind::Objection {
        let end = ObjectionEnd {
            step: match outcome {
                RulingOutcome::Granted => ObjectionStep::Upheld,
                RulingOutcome::Refused => ObjectionStep::Dismissed,
            },
            at: held.at,
            reason: Some(filed.reason.clone()),
        };
        return decide_objections(
            app,
            &held.write,
            &mut held.application,
            (&end, actor, detail),
        )
        .await;
    }
    if held.review.kind == CaseKind::Authority {
        let ruled = (outcome, filed, actor, detail);
        return decide_authority(app, &held.write, &mut held.application, ruled).await;
    }
    if held.review.kind == CaseKind::HoldRelease {
        let ruled = (outcome, filed, actor, detail);
        return decide_hold_release(app, &held.write, &mut held.application, ruled).await;
    }
    let (state, event) = match outcome {
        RulingOutcome::Granted => (State::Passed, EventKind::ManuallyPassed),
        RulingOutcome::Refused => (State::Failed, EventKind::ManuallyFailed),
    };
    held.application.decided_at = Some(held.at);
    if state == State::Passed {
        held.application.certificate = Some(issue(app, held.at)?);
    }
    let decided = Move {
        state,
        sub_state: None,
        event,
        actor,
        action: "decide_case",
        detail,
    };
    move_application(app, &held.write, &mut held.application, decided, held.at).await
}
