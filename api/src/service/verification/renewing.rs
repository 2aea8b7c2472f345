//! The end of a renewal (续期), in one transaction: a new decision with a new certificate, or what the
//! rules say now, filed beside the pass, which stands to its own last day.

use shared::application::{EventKind, RenewalStep, State, SubState};
use shared::policy::{Decision, Outcome, evaluate};
use shared::values::{Moment, day_in_shanghai};

use super::posting;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::certificate::issue;
use crate::service::moves::{Move, move_application};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;
use crate::store::decisions::Grounds;
use crate::store::jobs::Job;
use crate::store::renewals::{FiledRenewal, Refusal, RenewalEnd};
use crate::store::tallies::Counted;

/// Decides on a renewal, unless the pass has ended meanwhile. Only a plain yes renews it: what the rules
/// leave to a person is for a new application.
pub(super) async fn decide(app: &App, job: &Job, grounds: Grounds) -> Result<()> {
    let decision = evaluate(&grounds.facts(), &app.policies, grounds.on);
    if posting::is_awaited(&decision) {
        return posting::wait(app, job).await;
    }
    let now = app.now();
    let write = app.store.begin().await?;
    let held = write.hold_application(job.subject).await?;
    let under_way = match held.filter(Application::is_renewing) {
        Some(application) => {
            let (_, renewal) = write.find_renewal(application.id).await?;
            renewal
                .filter(|renewal| renewal.end.is_none())
                .map(|renewal| (application, renewal))
        }
        None => None,
    };
    let Some((mut application, renewal)) = under_way else {
        // Whoever ended the pass has taken the job back.
        write.cancel_job(job.kind, job.subject).await?;
        return write.commit().await;
    };
    app.pin_policies(&write).await?;
    check_version(&renewal, &decision)?;
    let made = Counted::Decided {
        policy: &renewal.policy,
        outcome: decision.outcome,
        reason: decision.reason,
        workdays: None,
    };
    write
        .count(day_in_shanghai(now), application.module, made)
        .await?;
    // Before the move, which takes back the promise of a job that nobody needs any more.
    write.finish_job(job).await?;
    let outcome = decision.outcome;
    let (event, action, detail) = if outcome == Outcome::Eligible {
        let filed = renew(
            app,
            &write,
            &mut application,
            renewal,
            &grounds,
            &decision,
            now,
        );
        (EventKind::Renewed, "renew_certificate", filed.await?)
    } else {
        let filed = refuse(&write, &application, renewal, grounds, &decision, now);
        (EventKind::RenewalRefused, "refuse_renewal", filed.await?)
    };
    // A renewal that is refused confirms nothing.
    let is_unconfirmed = write.find_recheck(application.id).await?.is_some();
    let ended = Move {
        state: State::Passed,
        sub_state: is_unconfirmed.then_some(SubState::Unconfirmed),
        event,
        actor: Actor::System,
        action,
        detail: &detail,
    };
    move_application(app, &write, &mut application, ended, now).await?;
    write.commit().await?;
    tracing::info!(
        application = %application.id,
        outcome = outcome.slug(),
        "a renewal is decided"
    );
    Ok(())
}

/// Files the decision as the one that holds, with a certificate whose validity begins today; gives what
/// the audit log says.
async fn renew(
    app: &App,
    write: &Write,
    application: &mut Application,
    mut renewal: FiledRenewal,
    grounds: &Grounds,
    decision: &Decision,
    now: Moment,
) -> Result<String> {
    let policy = renewal.policy.clone();
    let filing = write
        .add_decision(application.id, &policy, grounds, decision, now)
        .await?;
    application.decided_at = Some(now);
    application.certificate = Some(issue(app, now)?);
    application.policy = Some(policy.clone());
    renewal.end = Some(RenewalEnd {
        step: RenewalStep::Renewed,
        at: now,
        refusal: None,
    });
    write.delete_recheck(application.id).await?;
    let place = write.save_renewal(application.id, &renewal).await?;
    Ok(format!(
        "policy {policy} decision {} {} renewal {place}",
        filing.sequence, filing.fingerprint
    ))
}

/// Files the decision with the renewal that it refuses; gives what the audit log says.
async fn refuse(
    write: &Write,
    application: &Application,
    mut renewal: FiledRenewal,
    grounds: Grounds,
    decision: &Decision,
    now: Moment,
) -> Result<String> {
    renewal.end = Some(RenewalEnd {
        step: RenewalStep::Refused,
        at: now,
        refusal: Some(Refusal {
            grounds,
            decision: serde_json::to_string(decision)?,
        }),
    });
    let place = write.save_renewal(application.id, &renewal).await?;
    Ok(format!("policy {} renewal {place}", renewal.policy))
}

/// The version that was pinned when the renewal began has to be the one that decided.
fn check_version(renewal: &FiledRenewal, decision: &Decision) -> Result<()> {
    let used = decision.policy.map(|policy| policy.to_string());
    if used.is_some_and(|used| used == renewal.policy) {
        return Ok(());
    }
    Err(Error::unexpected(
        "the rules are not those pinned for the renewal",
    ))
}
