//! Asking an applicant for a paper or a correction.

use shared::application::{CaseRequest, EventKind};
use shared::problem::ProblemKind;
use shared::review::{CaseKind, NewRequest, QueueEntry};
use shared::values::day_in_shanghai;
use shared::workdays::last_workday;

use super::cases::{Shown, clock};
use super::held::{Held, claim};
use super::reading::given;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::limits::{Bucket, spend};
use crate::service::requests::{Noted, note};
use crate::store::audit::Actor;

/// Asks the applicant of a case that one has claimed for something. The clock stands still until the
/// answer, or until the time for one is over.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, a pass is proposed, something is asked for
/// already, a member's objection comes first, or it is not said what.
pub async fn ask_applicant(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: NewRequest,
) -> Result<QueueEntry> {
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let what = given(&input.what, "/what")?;
    let mut held = Held::hold_claimed(app, who, id).await?;
    // Nobody is kept waiting for a paper while a third party holds the pass.
    let others = [CaseKind::Objection, CaseKind::HoldRelease];
    if others.contains(&held.review.kind)
        || held.review.is_proposed
        || held.review.answer_by.is_some()
    {
        return Err(ProblemKind::WrongState.into());
    }
    let today = day_in_shanghai(held.at);
    let days = app.config.operator.review_periods.to_answer;
    let answer_by = last_workday(today, days.into());
    let request = CaseRequest {
        what,
        at: held.at,
        answer_by,
        answer: None,
        evidence: Vec::new(),
        answered_at: None,
    };
    held.write
        .add_request(held.application.id, &request)
        .await?;
    let clock = clock(app, &held.review);
    held.review.stop_clock(clock, today, answer_by);
    held.write.save_review(&held.review).await?;
    let noted = Noted {
        event: EventKind::AnswerRequested,
        actor: Actor::Officer(who.account()),
        action: "ask_applicant",
        at: held.at,
    };
    note(app, &held.write, &held.application, noted).await?;
    held.write.commit().await?;
    let now = held.at;
    let claimed = match held.review.lease_at(now) {
        Some(lease) => Some(claim(app, lease).await?),
        None => None,
    };
    let shown = Shown {
        review: &held.review,
        application: &held.application,
        reason: None,
        claim: claimed,
    };
    Ok(shown.entry(app, who, now))
}
