//! What officers ask applicants for: the applicant's answer, and the end of the time for one.

use shared::application::{CaseAnswer, Detail, DisputeStep, EventKind};
use shared::problem::ProblemKind;
use shared::review::CaseKind;
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use super::access::BoundUser;
use super::applications::show_application;
use super::disputes::{End, end_dispute, ended_by_itself, stated};
use super::limits::{Bucket, spend};
use super::moves::{recorded, tell};
use super::uploads::handing_in::hand_in;
use super::whose::hold_own;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};

/// How many cases are read at a time.
const BATCH: u64 = 100;

/// Answers what an officer asked for, with evidence that was uploaded since: the clock goes on.
///
/// # Errors
/// It is somebody else's, nothing is asked for, it is too late, nothing is said, or a paper is still
/// being checked.
pub async fn answer_request(
    app: &App,
    who: &BoundUser,
    id: &str,
    input: CaseAnswer,
) -> Result<Detail> {
    let statement =
        stated(&input.statement).map_err(|issue| Error::invalid_answers(vec![issue]))?;
    spend(app, Bucket::Answer, who.account().as_bytes())?;
    let now = app.now();
    let today = day_in_shanghai(now);
    let write = app.store.begin().await?;
    let application = hold_own(&write, who.user(), id).await?;
    let review = write.find_review(application.id).await?;
    let request = write.find_request(application.id).await?;
    let waits = review.filter(|review| review.answer_by.is_some_and(|last| today <= last));
    let (Some(mut review), Some(mut request)) = (waits, request) else {
        return Err(ProblemKind::WrongState.into());
    };
    let actor = Actor::Account(who.account());
    request.answer = Some(statement);
    request.answered_at = Some(now);
    request.evidence = hand_in(&write, application.id, &input.evidence, actor, now).await?;
    write.save_request(application.id, &request).await?;
    review.start_clock(today);
    write.save_review(&review).await?;
    let noted = Noted {
        event: EventKind::AnswerGiven,
        actor,
        action: "answer_request",
        at: now,
    };
    note(app, &write, &application, noted).await?;
    write.commit().await?;
    show_application(app, who.user(), id).await
}

/// Goes on with every case whose applicant has not answered in time: a dispute ends, what the rules
/// leave open is decided without the answer. Tells how many. Several instances may do it at once: each
/// goes on once.
///
/// # Errors
/// The database does not answer; what has gone on until then has gone on.
pub async fn close_unanswered(app: &App) -> Result<u64> {
    let today = app.today();
    let mut all = 0_u64;
    let mut last = None;
    loop {
        let batch = app.store.list_unanswered(today, last, BATCH).await?;
        if batch.is_empty() {
            return Ok(all);
        }
        last = batch.last().copied();
        for id in batch {
            match close_one(app, id, today).await {
                Ok(true) => all = all.saturating_add(1),
                Ok(false) => {}
                // One that cannot be read must not keep all others waiting.
                Err(error) => tracing::error!(application = %id, %error, "a case did not go on"),
            }
        }
    }
}

async fn close_one(app: &App, id: Uuid, today: Day) -> Result<bool> {
    let now = app.now();
    let write = app.store.begin().await?;
    let Some(mut application) = write.hold_application(id).await? else {
        return Ok(false);
    };
    let review = write.find_review(id).await?;
    let late = review.filter(|review| review.answer_by.is_some_and(|last| last < today));
    let Some(mut review) = late else {
        return Ok(false);
    };
    // An objection before it changes nothing about the time for an answer.
    match review.beneath {
        Some(CaseKind::Dispute) => {
            let end = End {
                filed: ended_by_itself(DisputeStep::Lapsed, now),
                event: EventKind::ReviewLapsed,
                actor: Actor::System,
                detail: "not answered in time",
            };
            end_dispute(app, &write, &mut application, end).await?;
        }
        Some(
            CaseKind::ManualReview
            | CaseKind::Authority
            | CaseKind::Objection
            | CaseKind::HoldRelease,
        )
        | None => {
            review.start_clock(today);
            write.save_review(&review).await?;
            let noted = Noted {
                event: EventKind::AnswerMissed,
                actor: Actor::System,
                action: "miss_answer",
                at: now,
            };
            note(app, &write, &application, noted).await?;
        }
    }
    write.commit().await?;
    tracing::info!(application = %id, "an applicant did not answer in time");
    Ok(true)
}

/// What is noted of an application that stays where it is.
pub(super) struct Noted {
    /// What the time line says.
    pub(super) event: EventKind,
    /// Who did it.
    pub(super) actor: Actor,
    /// What the audit log says.
    pub(super) action: &'static str,
    /// When.
    pub(super) at: Moment,
}

/// Notes what happened with an application, which is held, in its time line and in the audit log.
///
/// # Errors
/// The database does not answer.
pub(super) async fn note(
    app: &App,
    write: &Write,
    application: &Application,
    noted: Noted,
) -> Result<()> {
    let (id, at) = (application.id, noted.at);
    tell(app, write, application, noted.event, at).await?;
    let act = Act {
        chain: id,
        at,
        actor: noted.actor,
        action: noted.action,
        detail: &recorded("", application),
    };
    write.record_audit(act).await
}
