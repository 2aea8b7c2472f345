//! Waiting for a month of insurance that decides and is not posted yet: the application says so, and
//! the registry is asked for the months anew each day until it tells.

use chrono::TimeDelta;
use shared::application::{Event, EventKind, SubState};
use shared::policy::{Decision, Outcome, ReasonCode, evaluate};
use shared::registry::Registry;

use super::grounds::grounds_after;
use crate::app::App;
use crate::error::Result;
use crate::service::moves::{Waits, let_wait};
use crate::store::applications::Application;
use crate::store::jobs::Job;
use crate::store::rulings::FiledRuling;

/// The registry whose months are posted later than they are paid.
const REGISTRY: Registry = Registry::SocialInsurance;

/// Whether a decision waits for nothing but a month that is not posted yet.
pub(super) fn is_awaited(decision: &Decision) -> bool {
    let unposted = ReasonCode::NewestMonthNotPosted;
    (decision.outcome, decision.reason) == (Outcome::CannotTell, unposted)
}

/// Forgets what was said of the months, so that they are asked for anew, where a month was awaited.
///
/// # Errors
/// The database does not answer.
pub(super) async fn ask_anew(app: &App, application: &Application) -> Result<()> {
    if !waits(application) {
        return Ok(());
    }
    let write = app.store.begin().await?;
    let held = write.hold_application(application.id).await?;
    if held.is_some_and(|application| waits(&application)) {
        write.forget_replies(application.id, REGISTRY).await?;
    }
    write.commit().await
}

fn waits(application: &Application) -> bool {
    application.is_open() && application.sub_state == Some(SubState::AwaitingPosting)
}

/// What happened since everything is checked: for the first time, again after a dispute, or for a
/// renewal.
pub(super) fn of_this_check(mut events: Vec<Event>) -> Vec<Event> {
    let again = [EventKind::ReviewGranted, EventKind::RenewalRequested];
    let begins = |event: &Event| again.contains(&event.kind);
    if let Some(last) = events.iter().rposition(begins) {
        events.drain(..=last);
    }
    events
}

/// Leaves the application waiting and says so.
pub(super) async fn wait(app: &App, job: &Job) -> Result<()> {
    let now = app.now();
    let known = of_this_check(app.store.list_events(job.subject).await?);
    let write = app.store.begin().await?;
    let held = write.hold_application(job.subject).await?;
    let Some(mut application) = held.filter(Application::is_open) else {
        // Whoever ended it has taken the job back.
        write.cancel_job(job.kind, job.subject).await?;
        return write.commit().await;
    };
    let again = now.checked_add_signed(TimeDelta::days(1)).unwrap_or(now);
    write.await_check(application.id, REGISTRY, again).await?;
    let kind = EventKind::MonthAwaited;
    if !known.iter().any(|event| event.kind == kind) {
        write
            .add_event(app.new_id(), application.id, kind, Some(REGISTRY), now)
            .await?;
    }
    if application.is_under_review() || application.is_renewing() {
        // Its label does not say for what it waits.
        write.forget_replies(application.id, REGISTRY).await?;
    }
    let_wait(app, &write, &mut application, Waits::ForPosting, now).await?;
    write.postpone_job(job, again).await?;
    write.commit().await?;
    tracing::info!(application = %application.id, "a month is awaited that is not posted yet");
    Ok(())
}

/// What the rules say of an application that waits for a month to be posted, after what officers did;
/// none where it does not wait.
///
/// # Errors
/// The database does not answer.
pub(crate) async fn said_so_far(
    app: &App,
    application: &Application,
    rulings: &[FiledRuling],
) -> Result<Option<Decision>> {
    if !waits(application) {
        return Ok(None);
    }
    let grounds = grounds_after(app, application, rulings).await?;
    let facts = grounds.facts();
    let decision = evaluate(&facts, &app.policies, grounds.on);
    // While the months are being asked for anew, there is nothing to say.
    Ok(Some(decision).filter(is_awaited))
}
