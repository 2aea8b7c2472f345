//! The one place that moves an application from state to state. A move writes everything that
//! belongs to it in the caller's transaction: the state, the entry of the time line, the audit
//! record, and the end of what the new state no longer needs.

use shared::application::{EventKind, HoldObjectionEnd, ObjectionStep, State, SubState};
use shared::hold::HoldState;
use shared::message::MessageKind;
use shared::review::CaseKind;
use shared::values::{Moment, day_in_shanghai};

use super::estimates;
use super::holds::telling::tell_client;
use super::messages::events::{listeners, promise_of_event};
use super::messages::promising::{Promise, promise};
use super::referrals::reporting::report_outcome;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};
use crate::store::jobs::kind::JobKind;
use crate::store::objections::ObjectionEnd;
use crate::store::reviews::{Clock, NewReview};
use uuid::Uuid;

/// Where an application goes, why, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    /// The new state.
    pub state: State,
    /// What the state alone does not tell.
    pub sub_state: Option<SubState>,
    /// What the time line says.
    pub event: EventKind,
    /// Who moves it.
    pub actor: Actor,
    /// What the audit log says, as verb_noun.
    pub action: &'static str,
    /// Codes and ids that explain it in the audit log; nothing personal.
    pub detail: &'a str,
}

/// Moves an application that is held, together with whatever else the caller has changed in it. Who
/// makes it live has locked its people before.
///
/// # Errors
/// The table of moves does not allow it, which is a fault of ours and changes nothing; or the
/// database does not answer.
pub async fn move_application(
    app: &App,
    write: &Write,
    application: &mut Application,
    to: Move<'_>,
    at: Moment,
) -> Result<()> {
    if !is_allowed(application, to) {
        let from = (application.state, application.sub_state);
        let to = (to.state, to.sub_state);
        return Err(Error::unexpected(format!(
            "an application cannot move from {from:?} to {to:?}"
        )));
    }
    let was_draft = application.state == State::Draft;
    let was_renewing = application.is_renewing();
    let was_held = application.state == State::Signing;
    put(application, to.state, to.sub_state, at);
    write.save_application(application).await?;
    if was_renewing && !application.is_renewing() {
        write.overtake_renewal(application.id, at).await?;
    }
    if was_held && application.state != State::Signing {
        end_hold(app, write, application.id, (to.event, at)).await?;
    }
    // A case is there as long as an application waits for a person.
    let waits = application.sub_state;
    if waits.is_some_and(SubState::waits_for_person) {
        let case = case(app, application, to.event, at);
        write.open_review(application, case, at).await?;
    } else if !was_draft {
        // Of a draft there is no case.
        write.leave_objection(application.id).await?;
    }
    if !application.is_live() {
        write.unlock_people(application.id).await?;
        write.overtake_authority(application.id, at).await?;
        overtake_objections(app, write, application, at).await?;
    }
    if !application.is_open() {
        write.cancel_job(JobKind::Verify, application.id).await?;
    }
    tell(app, write, application, to.event, at).await?;
    if (to.state, to.sub_state) == (State::Failed, None) {
        estimates::tell_of_later(app, write, application, at).await?;
    }
    write
        .record_audit(Act {
            chain: application.id,
            at,
            actor: to.actor,
            action: to.action,
            detail: &recorded(to.detail, application),
        })
        .await?;
    if report_outcome(app, write, application, at).await? {
        tell(app, write, application, EventKind::OutcomeReported, at).await?;
    }
    Ok(())
}

/// Ends the hold of an application that is signed no more, unless who moved it has ended it, with what
/// was asked of an officer; its client is told.
async fn end_hold(
    app: &App,
    write: &Write,
    application: Uuid,
    (event, at): (EventKind, Moment),
) -> Result<()> {
    let Some(mut hold) = write.find_live_hold(application).await? else {
        return Ok(());
    };
    let releases = [EventKind::HoldReleased, EventKind::HoldObjectionGranted];
    hold.state = if releases.contains(&event) {
        HoldState::Released
    } else if event == EventKind::HoldExpired {
        HoldState::Expired
    } else {
        HoldState::Voided
    };
    hold.filed.ended_at = Some(at);
    write.save_hold(&hold).await?;
    overtake_hold_objection(write, hold.id, application, at).await?;
    tell_client(app, write, &hold, at).await
}

/// Ends what the applicant asked of an officer about a hold that has ended.
///
/// # Errors
/// The database does not answer.
pub(super) async fn overtake_hold_objection(
    write: &Write,
    hold: Uuid,
    application: Uuid,
    at: Moment,
) -> Result<()> {
    let objection = write.find_hold_objection(hold).await?;
    let Some(mut open) = objection.filter(|objection| objection.end.is_none()) else {
        return Ok(());
    };
    open.end = Some(HoldObjectionEnd {
        is_granted: false,
        reason: None,
        at,
    });
    write.save_hold_objection((hold, application), &open).await
}

/// Adds an entry to the time line of an application, which is held, and promises to tell those whom it
/// concerns.
///
/// # Errors
/// The database does not answer.
pub(super) async fn tell(
    app: &App,
    write: &Write,
    application: &Application,
    event: EventKind,
    at: Moment,
) -> Result<()> {
    let id = app.new_id();
    write.add_event(id, application.id, event, None, at).await?;
    promise_of_event(app, write, application, (event, id), at).await
}

/// Ends the objections that are open to an application that keeps nobody any more.
async fn overtake_objections(
    app: &App,
    write: &Write,
    application: &Application,
    at: Moment,
) -> Result<()> {
    let overtaken = ObjectionEnd {
        step: ObjectionStep::Overtaken,
        at,
        reason: None,
    };
    let ended = write
        .end_objections(application.id, None, &overtaken)
        .await?;
    let kind = MessageKind::MyObjectionOvertaken;
    tell_objectors(app, write, application.id, (kind, &ended.accounts), at).await?;
    write.close_review(application.id).await
}

/// Promises to tell those whose objections have ended.
///
/// # Errors
/// The database does not answer.
pub(super) async fn tell_objectors(
    app: &App,
    write: &Write,
    application: Uuid,
    (kind, accounts): (MessageKind, &[Uuid]),
    at: Moment,
) -> Result<()> {
    let told = accounts.iter().map(|account| Promise {
        account: *account,
        kind,
        application: Some(application),
        day: None,
        days: None,
        // One can object again after it was dismissed or taken back.
        once: format!("{}/{}/{at}", kind.slug(), application.simple()),
    });
    let told: Vec<Promise> = told.collect();
    promise(app, write, &told, at).await?;
    Ok(())
}

/// What an application waits for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Waits {
    /// Registries that do not answer.
    ForRegistries,
    /// A month of insurance that is not posted yet.
    ForPosting,
}

/// Notes that an application, which is held, waits: for registries, or for a month that one of them
/// has yet to post. What is awaited has its own entries in the time line; noting it twice changes
/// nothing.
///
/// # Errors
/// The machine has nothing to decide on it, which is a fault of ours and changes nothing; or the
/// database does not answer.
pub(super) async fn let_wait(
    app: &App,
    write: &Write,
    application: &mut Application,
    waits: Waits,
    at: Moment,
) -> Result<()> {
    if !application.is_open() {
        return Err(Error::unexpected(
            "an application that is not open waits for nobody",
        ));
    }
    // While everything is checked again, the result of before stands.
    if application.is_under_review() || application.is_renewing() {
        return Ok(());
    }
    let waits = Some(match waits {
        Waits::ForRegistries => SubState::AwaitingRegistries,
        Waits::ForPosting => SubState::AwaitingPosting,
    });
    if application.sub_state == waits {
        return Ok(());
    }
    put(application, State::Pending, waits, at);
    write.save_application(application).await?;
    // Registries are mostly back within minutes: whom they keep waiting for long is told later.
    if waits == Some(SubState::AwaitingPosting) {
        let kind = MessageKind::AwaitingPosting;
        let accounts = listeners(write, application).await?.all(true);
        let told = accounts.into_iter().map(|account| Promise {
            account,
            kind,
            application: Some(application.id),
            day: None,
            days: None,
            once: format!("{}/{}", kind.slug(), application.id.simple()),
        });
        promise(app, write, &told.collect::<Vec<_>>(), at).await?;
    }
    Ok(())
}

/// What the audit log says of an act: what explains it, and how the application stands after it, so
/// that a row that was changed behind the platform's back shows.
pub(super) fn recorded(detail: &str, application: &Application) -> String {
    let standing = application.standing();
    if detail.is_empty() {
        return standing;
    }
    format!("{detail} | {standing}")
}

/// The case that a move opens.
fn case(app: &App, application: &Application, event: EventKind, at: Moment) -> NewReview {
    if event == EventKind::ReviewRequested {
        return NewReview {
            kind: CaseKind::Dispute,
            submitted_at: at,
            clock: Some(Clock {
                from: day_in_shanghai(at),
                days: app.config.operator.review_periods.to_decide.into(),
            }),
        };
    }
    // After a dispute it is the check from then on that waits.
    let submitted_at = application
        .submitted_at
        .filter(|_| !application.is_under_review());
    NewReview {
        kind: CaseKind::ManualReview,
        submitted_at: submitted_at.unwrap_or(at),
        clock: None,
    }
}

fn put(application: &mut Application, state: State, sub_state: Option<SubState>, at: Moment) {
    application.state = state;
    application.sub_state = sub_state;
    application.updated_at = at;
}

/// Whether the table of moves has it. An application that the machine cannot decide stays in its
/// state and goes to a person; one that has failed moves only as long as it is disputed.
fn is_allowed(application: &Application, to: Move<'_>) -> bool {
    use SubState as L;
    let label = application.sub_state;
    let moves = match (application.state, to.state) {
        (State::Pending, State::Pending) => {
            let decides = application.is_open() && to.sub_state == Some(L::ManualReview);
            // The authority stands: only now does anybody check it.
            let begins = label == Some(L::AwaitingAuthority) && to.sub_state.is_none();
            decides || begins
        }
        (State::Pending, state) if label == Some(L::AwaitingAuthority) => state == State::Void,
        (State::Failed, State::Failed) => matches!(
            (label, to.sub_state),
            (None, Some(L::UnderReview))
                | (Some(L::UnderReview), None | Some(L::Rechecking))
                | (Some(L::Rechecking), None | Some(L::UnderReview))
        ),
        (State::Passed, State::Passed) => matches!(
            (label, to.sub_state),
            (None | Some(L::Unconfirmed), Some(L::Renewing))
                | (Some(L::Renewing), None | Some(L::Unconfirmed))
                | (None, Some(L::Unconfirmed))
        ),
        (State::Failed, state) => label.is_some() && State::Failed.may_become(state),
        (state, next) => state.may_become(next),
    };
    // Only what has passed is renewed.
    let begins_renewal = to.sub_state == Some(L::Renewing);
    moves
        && to.sub_state.is_none_or(|label| label.state() == to.state)
        && (!begins_renewal || application.state == State::Passed)
}
