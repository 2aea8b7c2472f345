//! Submission (提交申请) and withdrawal (撤销).

use shared::application::{Detail, EventKind, State, SubState};
use shared::form::{Answers, FilledBy, all_issues};
use shared::issue::{Issue, IssueCode};
use shared::problem::ProblemKind;
use shared::values::Lang;

use super::access::BoundUser;
use super::applications::{show_application, show_part};
use super::authorities::filing::{agent_in_household, file_authority, missing_papers};
use super::codes::application_number;
use super::limits::{Bucket, spend};
use super::messages::settings::learns;
use super::moves::{Move, move_application};
use super::tries::{count_unit, naming, refuse_naming};
use super::uploads::discard;
use super::uploads::handing_in::drop_agent_papers;
use super::whose::{Part, find_part, hold_part};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::audit::Actor;
use crate::store::jobs::kind::JobKind;

/// Submits a draft: freezes the answers, pins the policy of the day, locks the person who is signed
/// in and asks for verification, all or nothing. What an agent submits waits for the authority first. The others are locked once they are known to be who
/// the form says, so that nobody can probe or lock out strangers. Submitting again gives the same
/// application. What is told of it comes in the caller's language.
///
/// # Errors
/// It was changed elsewhere since the `expected` versions, answers are missing or wrong, the person
/// who is signed in is not who the form says or in another live application, too many were
/// submitted, too many named people who were not on record so, or too many had units looked up; of an
/// agent, papers are missing or not clean yet, or too many wait for their authority.
pub async fn submit_application(
    app: &App,
    who: &BoundUser,
    id: &str,
    expected: &[u32],
    language: Lang,
) -> Result<Detail> {
    spend(app, Bucket::Submit, who.account().as_bytes())?;
    let (application, _) = find_part(app, who.user(), id).await?;
    if application.state != State::Draft {
        return show_application(app, who.user(), id).await;
    }
    if !expected.contains(&application.version) {
        return Err(ProblemKind::DraftChanged.into());
    }
    let now = app.now();
    let today = shared::values::day_in_shanghai(now);
    let rules = app.policies.in_force(application.module, today);
    let answers = application.answers.frozen(application.module, rules);
    let mut issues: Vec<Issue> = all_issues(application.module, &answers, today, &app.policies)
        .into_iter()
        .flat_map(|(_, issues)| issues)
        .collect();
    issues.extend(not_self(&answers, who));
    if answers.is_by_agent() {
        let uploads = app.store.list_uploads(application.id).await?;
        issues.extend(agent_in_household(&answers, who));
        issues.extend(missing_papers(&uploads));
    }
    if !issues.is_empty() {
        return Err(Error::invalid_answers(issues));
    }
    let policy = rules
        .ok_or_else(|| Error::unexpected("no policy is in force today"))?
        .policy;

    // Nobody waits for the checks above: what they were about is held only now, if it is still that.
    let write = app.store.begin().await?;
    if answers.is_by_agent() {
        // One after the other, so that two at once do not both find room.
        write.hold_account(who.account()).await?;
    }
    let checked = application.version;
    let (mut application, _) = hold_part(&write, who.user(), id).await?;
    if application.state != State::Draft {
        drop(write);
        return show_application(app, who.user(), id).await;
    }
    if application.version != checked {
        return Err(ProblemKind::DraftChanged.into());
    }
    let known = write
        .read_at_submission(application.id, who.account(), &naming(app, who.account()))
        .await?;
    if answers.names_others() {
        refuse_naming(&known.tries, now)?;
    }
    if learns(&known.settings, language) {
        write.remember_language(who.account(), language).await?;
    }
    if answers.unit.certificate_number().is_some() {
        count_unit(app, &write, who.account(), now).await?;
    }
    application.answers = answers;
    application.version = application.version.saturating_add(1);
    application.number = Some(application_number(application.module, today)?);
    application.policy = Some(policy.to_string());
    application.submitted_at = Some(now);
    let by_agent = application.is_by_agent();
    let mut dropped = Vec::new();
    let part = if by_agent {
        // Nobody is kept and no registry asked before the authority stands.
        Part::Agent(file_authority(app, &write, who, &application, now).await?)
    } else {
        dropped = drop_agent_papers(&write, &known.uploads, now).await?;
        let applicant = vec![who.person_index().to_vec()];
        write
            .lock_first(application.id, application.module, applicant, now)
            .await?;
        Part::Own
    };
    let submitted = Move {
        state: State::Pending,
        sub_state: by_agent.then_some(SubState::AwaitingAuthority),
        event: EventKind::Submitted,
        actor: Actor::Account(who.account()),
        action: "submit_application",
        detail: &format!("policy {policy}"),
    };
    move_application(app, &write, &mut application, submitted, now).await?;
    if !by_agent {
        write
            .enqueue_job(app.new_id(), JobKind::Verify, application.id, now)
            .await?;
    }
    write.commit().await?;
    app.work.notify_one();
    discard(app, &dropped).await;
    show_part(app, who.user(), application, part).await
}

/// Withdraws an application that is being checked or has passed; an agent can, too, as long as the
/// authority is not revoked. Withdrawing again changes nothing.
///
/// # Errors
/// Its state does not allow it, or it is somebody else's.
pub async fn withdraw_application(app: &App, who: &BoundUser, id: &str) -> Result<Detail> {
    let write = app.store.begin().await?;
    let (mut application, _) = hold_part(&write, who.user(), id).await?;
    let withdrawn =
        application.state == State::Void && application.sub_state == Some(SubState::Withdrawn);
    if !withdrawn {
        if !application.state.may_withdraw() {
            return Err(ProblemKind::WrongState.into());
        }
        let withdrawn = Move {
            state: State::Void,
            sub_state: Some(SubState::Withdrawn),
            event: EventKind::Withdrawn,
            actor: Actor::Account(who.account()),
            action: "withdraw_application",
            detail: "",
        };
        move_application(app, &write, &mut application, withdrawn, app.now()).await?;
        write.commit().await?;
    } else {
        drop(write);
    }
    show_application(app, who.user(), id).await
}

/// The person who is signed in must be who the form says, under whichever document: the applicant,
/// or the applicant's spouse where a family member fills in.
fn not_self(answers: &Answers, who: &BoundUser) -> Option<Issue> {
    let (person, at) = match answers.filler.who {
        Some(FilledBy::FamilyMember) => (&answers.spouse, "/spouse"),
        Some(FilledBy::Applicant) => (&answers.applicant.person, "/applicant"),
        // Nobody yet is refused by the form's own rules; an agent is nobody of the household.
        Some(FilledBy::Agent) | None => return None,
    };
    let told = person.document().map(|document| document.normalized());
    (told != Some(who.identity().person())).then(|| Issue {
        pointer: person.number_field().within(at),
        code: IssueCode::NotSelf,
    })
}
