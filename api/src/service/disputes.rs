//! 申请复核: an applicant disputes house records on which a refusal rests, and can take that back. While a dispute is under way the household is locked as before.

pub(in crate::service) mod telling;

use std::collections::BTreeSet;

use shared::application::{
    Detail, DisputeStep, EventKind, HouseRecord, LONGEST_STATEMENT, NewDispute, State, SubState,
};
use shared::form::given_lines;
use shared::issue::{Issue, IssueCode};
use shared::policy::Decision;
use shared::problem::ProblemKind;
use shared::registry::Registry;
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use super::access::BoundUser;
use super::applications::show_application;
use super::limits::{Bucket, spend};
use super::moves::{Move, move_application};
use super::uploads::handing_in::hand_in;
use super::whose::{find_own, hold_own};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;
use crate::store::disputes::{FiledDispute, FiledEnd};
use crate::store::jobs::kind::JobKind;
use telling::may_dispute_until;

/// Disputes a refusal, with evidence that was uploaded.
///
/// # Errors
/// It is somebody else's, it did not fail on house records, a dispute is under way, the period is
/// over, somebody of the household is in another live application by now, what is said is not
/// complete, or a paper is still being checked.
pub async fn dispute_result(
    app: &App,
    who: &BoundUser,
    id: &str,
    input: NewDispute,
) -> Result<Detail> {
    spend(app, Bucket::Dispute, who.account().as_bytes())?;
    let found = find_own(app, who.user(), id).await?;
    let filed = app.store.newest_filed(found.id).await?;
    let filed = filed.ok_or(ProblemKind::WrongState)?;
    let decision: Decision = serde_json::from_str(&filed.decision)?;
    let answers = &found.answers;
    let decision = decision.told_to(answers.proved(), answers.is_married());
    let now = app.now();
    let last = may_dispute_until(app, &found, &decision).ok_or(ProblemKind::WrongState)?;
    if day_in_shanghai(now) > last {
        return Err(ProblemKind::ReviewPeriodOver.into());
    }
    let statement = stated(&input.statement);
    let records = chosen(&filed.grounds.house_records(), &input.records);
    let (statement, records) = match (statement, records) {
        (Ok(statement), Ok(records)) => (statement, records),
        (statement, records) => {
            let mut issues = records.err().unwrap_or_default();
            issues.extend(statement.err());
            return Err(Error::invalid_answers(issues));
        }
    };
    let write = app.store.begin().await?;
    let mut application = hold_own(&write, who.user(), id).await?;
    // A dispute of another tab, or a decision that came meanwhile.
    if (application.state, application.sub_state) != (State::Failed, None)
        || application.decided_at != found.decided_at
    {
        return Err(ProblemKind::WrongState.into());
    }
    lock_again(app, &write, &application, now).await?;
    let actor = Actor::Account(who.account());
    let dispute = FiledDispute {
        decision: filed.sequence,
        records,
        ground: input.ground,
        statement,
        evidence: hand_in(&write, application.id, &input.evidence, actor, now).await?,
        at: now,
        end: None,
    };
    write.add_dispute(application.id, &dispute).await?;
    let opened = Move {
        state: State::Failed,
        sub_state: Some(SubState::UnderReview),
        event: EventKind::ReviewRequested,
        actor,
        action: "dispute_result",
        detail: "",
    };
    move_application(app, &write, &mut application, opened, now).await?;
    write.commit().await?;
    show_application(app, who.user(), id).await
}

/// Takes a dispute back: the result stands, and the household is free. What is being checked again
/// after a grant is not waited for any more.
///
/// # Errors
/// It is somebody else's, or no dispute is under way.
pub async fn withdraw_dispute(app: &App, who: &BoundUser, id: &str) -> Result<Detail> {
    let now = app.now();
    let write = app.store.begin().await?;
    let mut application = hold_own(&write, who.user(), id).await?;
    let dispute = write.find_dispute(application.id).await?;
    let is_granted = dispute.is_some_and(|dispute| dispute.end.is_some());
    if application.is_under_review() && is_granted {
        let stopped = Move {
            state: State::Failed,
            sub_state: None,
            event: EventKind::ReviewWithdrawn,
            actor: Actor::Account(who.account()),
            action: "stop_recheck",
            detail: "",
        };
        move_application(app, &write, &mut application, stopped, now).await?;
    } else {
        let end = End {
            filed: ended_by_itself(DisputeStep::Withdrawn, now),
            event: EventKind::ReviewWithdrawn,
            actor: Actor::Account(who.account()),
            detail: "",
        };
        end_dispute(app, &write, &mut application, end).await?;
    }
    write.commit().await?;
    show_application(app, who.user(), id).await
}

/// The end of a dispute that no officer decides.
pub(super) fn ended_by_itself(step: DisputeStep, at: Moment) -> FiledEnd {
    FiledEnd {
        step,
        at,
        reason: None,
        corrections: Vec::new(),
    }
}

/// Ends the dispute that is open, if one is, of an application that has ended otherwise.
///
/// # Errors
/// The database does not answer.
pub(super) async fn close_dispute(write: &Write, application: Uuid, at: Moment) -> Result<()> {
    let dispute = write.find_dispute(application).await?;
    if let Some(mut dispute) = dispute.filter(|dispute| dispute.end.is_none()) {
        dispute.end = Some(ended_by_itself(DisputeStep::Withdrawn, at));
        write.save_dispute(application, &dispute).await?;
    }
    Ok(())
}

/// How a dispute ends.
#[derive(Debug)]
pub(super) struct End<'a> {
    /// What is filed.
    pub(super) filed: FiledEnd,
    /// What the time line says.
    pub(super) event: EventKind,
    /// Who ends it.
    pub(super) actor: Actor,
    /// What the audit log says of why.
    pub(super) detail: &'a str,
}

/// Ends the dispute that is under way: the result stands, unless it is granted, when everything is
/// checked again.
///
/// # Errors
/// None is under way (what is checked again after one can go to a person, too), or the database does
/// not answer.
pub(super) async fn end_dispute(
    app: &App,
    write: &Write,
    application: &mut Application,
    end: End<'_>,
) -> Result<()> {
    let dispute = write.find_dispute(application.id).await?;
    let dispute = dispute.filter(|dispute| dispute.end.is_none());
    let waits = application.sub_state == Some(SubState::UnderReview);
    let Some(mut dispute) = dispute.filter(|_| waits) else {
        return Err(ProblemKind::WrongState.into());
    };
    let at = end.filed.at;
    let is_granted = end.filed.step == DisputeStep::Granted;
    dispute.end = Some(end.filed);
    write.save_dispute(application.id, &dispute).await?;
    let ended = Move {
        state: State::Failed,
        sub_state: is_granted.then_some(SubState::Rechecking),
        event: end.event,
        actor: end.actor,
        action: "end_dispute",
        detail: end.detail,
    };
    move_application(app, write, application, ended, at).await?;
    if is_granted {
        // What was said then may have changed: everybody is asked anew.
        for registry in Registry::ALL {
            write.forget_replies(application.id, registry).await?;
        }
        write.forget_checks(application.id).await?;
        write
            .enqueue_job(app.new_id(), JobKind::Verify, application.id, at)
            .await?;
    }
    Ok(())
}

/// Locks the household again. All of them are known: the application failed on house records, which
/// are asked for only then.
async fn lock_again(
    app: &App,
    write: &Write,
    application: &Application,
    now: Moment,
) -> Result<()> {
    let (id, module) = (application.id, application.module);
    let documents = application.answers.effective(module);
    let documents = documents.documents();
    let people = documents
        .into_iter()
        .map(|(_, document)| app.sealer.person_index(&document))
        .collect();
    let locked = write.lock_people(id, module, people, now).await;
    locked.map_err(|error| {
        if error.kind() == ProblemKind::HouseholdMemberLocked {
            ProblemKind::MemberInLiveApplication.into()
        } else {
            error
        }
    })
}

/// A statement as it is kept.
pub(super) fn stated(text: &str) -> std::result::Result<String, Issue> {
    given_lines(text, LONGEST_STATEMENT).map_err(|code| Issue {
        pointer: "/statement".to_owned(),
        // Says how long it may be.
        code: if code == IssueCode::TooLong {
            IssueCode::StatementTooLong
        } else {
            code
        },
    })
}

/// The records of some places.
fn chosen(
    records: &[HouseRecord],
    places: &[u8],
) -> std::result::Result<Vec<HouseRecord>, Vec<Issue>> {
    if places.is_empty() {
        return Err(vec![Issue {
            pointer: "/records".to_owned(),
            code: IssueCode::AddOne,
        }]);
    }
    let known: BTreeSet<u8> = records.iter().map(|record| record.place).collect();
    let unknown = places.iter().enumerate();
    let unknown = unknown.filter(|(_, place)| !known.contains(place));
    let issues: Vec<Issue> = unknown
        .map(|(index, _)| Issue {
            pointer: format!("/records/{index}"),
            code: IssueCode::NotAValue,
        })
        .collect();
    if !issues.is_empty() {
        return Err(issues);
    }
    let wanted: BTreeSet<u8> = places.iter().copied().collect();
    let chosen = records.iter().filter(|r| wanted.contains(&r.place));
    Ok(chosen.cloned().collect())
}
