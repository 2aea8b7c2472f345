//! From replies to a result, in one transaction: the decision with everything it rests on, the
//! state, the certificate, the locks, the time line, the audit record, and the end of the job.

use shared::application::{EventKind, State, SubState};
use shared::policy::{Decision, Outcome, ReasonCode, evaluate};
use shared::values::day_in_shanghai;
use shared::workdays::workdays_until;

use super::posting;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::certificate::issue;
use crate::service::moves::{Move, move_application};
use crate::service::tries::count_naming;
use crate::store::applications::Application;
use crate::store::audit::Actor;
use crate::store::decisions::Grounds;
use crate::store::jobs::Job;
use crate::store::tallies::Counted;

/// Decides, unless somebody withdrew meanwhile.
pub(super) async fn decide(app: &App, job: &Job, grounds: Grounds) -> Result<()> {
    let facts = grounds.facts();
    let decision = evaluate(&facts, &app.policies, grounds.on);
    if posting::is_awaited(&decision) {
        return posting::wait(app, job).await;
    }
    let now = app.now();
    let write = app.store.begin().await?;
    let held = write.hold_application(job.subject).await?;
    let Some(mut application) = held.filter(Application::is_open) else {
        // Whoever ended it has taken the job back.
        write.cancel_job(job.kind, job.subject).await?;
        return write.commit().await;
    };
    app.pin_policies(&write).await?;
    let policy = pinned(&application, &decision)?;
    let filing = write
        .add_decision(application.id, &policy, &grounds, &decision, now)
        .await?;
    let answers = &application.answers;
    let told = decision
        .clone()
        .told_to(answers.proved(), answers.is_married());
    // Nobody is named anew where everything is checked again.
    let is_first = application.state == State::Pending;
    if is_first && told.failures().contains(&ReasonCode::MemberNotAsOnRecord) {
        count_naming(app, &write, application.account, now).await?;
        // Of what an agent filed both have said it: one wrote it, the other confirmed it.
        let filed = write.find_authority(application.id).await?;
        let agent = filed.map(|filed| filed.agent_account);
        if let Some(agent) = agent.filter(|agent| *agent != application.account) {
            count_naming(app, &write, agent, now).await?;
        }
    }
    let (state, sub_state, event) = destination(decision.outcome, application.state);
    if event != EventKind::ManualReview {
        application.decided_at = Some(now);
    }
    if state == State::Passed {
        application.certificate = Some(issue(app, &write, application.id, now).await?);
    }
    let today = day_in_shanghai(now);
    let submitted = application.submitted_at.map(day_in_shanghai);
    let made = Counted::Decided {
        policy: &policy,
        outcome: decision.outcome,
        reason: decision.reason,
        workdays: submitted
            .filter(|_| is_first)
            .map(|submitted| workdays_until(submitted, today)),
    };
    write.count(today, application.module, made).await?;
    // Before the move, which takes back the promise of a job that nobody needs any more.
    write.finish_job(job).await?;
    let decided = Move {
        state,
        sub_state,
        event,
        actor: Actor::System,
        action: "decide_application",
        // What was decided stands in the sealed decision; the log proves which one that is.
        detail: &format!(
            "policy {policy} decision {} {}",
            filing.sequence, filing.fingerprint
        ),
    };
    move_application(app, &write, &mut application, decided, now).await?;
    write.commit().await?;
    tracing::info!(
        application = %application.id,
        outcome = decision.outcome.slug(),
        "an application is decided"
    );
    Ok(())
}

/// The version that was pinned at submission has to be the one that decided: a version that was
/// published must not change what was promised before.
fn pinned(application: &Application, decision: &Decision) -> Result<String> {
    let used = decision.policy.map(|policy| policy.to_string());
    match (&application.policy, used) {
        (Some(pinned), Some(used)) if *pinned == used => Ok(used),
        _ => Err(Error::unexpected(
            "the rules are not those pinned at submission",
        )),
    }
}

/// Where an outcome leads. Nothing is missing when this is asked: if the rules cannot tell even
/// so, waiting would never end, and a person decides.
fn destination(outcome: Outcome, from: State) -> (State, Option<SubState>, EventKind) {
    match outcome {
        Outcome::Eligible => (State::Passed, None, EventKind::Passed),
        Outcome::Ineligible => (State::Failed, None, EventKind::Failed),
        Outcome::NotChecked => (
            State::Void,
            Some(SubState::NotChecked),
            EventKind::NotChecked,
        ),
        Outcome::ManualReview | Outcome::CannotTell => {
            // After a dispute the result of before stands until somebody has decided.
            let (state, label) = if from == State::Failed {
                (State::Failed, SubState::UnderReview)
            } else {
                (State::Pending, SubState::ManualReview)
            };
            (state, Some(label), EventKind::ManualReview)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_leads_to_a_state_that_may_follow() {
        for outcome in [
            Outcome::Eligible,
            Outcome::Ineligible,
            Outcome::ManualReview,
            Outcome::NotChecked,
            Outcome::CannotTell,
        ] {
            for from in [State::Pending, State::Failed] {
                let (state, sub_state, event) = destination(outcome, from);
                assert!(state == from || from.may_become(state));
                let labelled = event == EventKind::ManualReview || state == State::Void;
                assert_eq!(sub_state.is_some(), labelled, "{outcome:?} {from:?}");
            }
        }
    }
}
