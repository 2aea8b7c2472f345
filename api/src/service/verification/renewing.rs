//! The end of a renewal (续期), in one transaction: a new decision with a new certificate, or what the
//! rules say now, filed beside the pass, which stands to its own last day.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use shared::application::{EventKind, RenewalStep, State, SubState};
use shared::policy::{Decision, Outcome, evaluate};
use shared::values::{Moment, day_in_shanghai};

use super::locking::{Locking, lock_household};
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

/// How soon it is looked at again where something has to end before.
const SOON: TimeDelta = TimeDelta::minutes(10);

/// Decides on a renewal, unless the pass has ended meanwhile. Only a plain yes renews it: what the rules
/// leave to a person is for a new application. As long as a member objects nothing is decided.
pub(super) async fn decide(
    app: &App,
    job: &Job,
    found: &Application,
    grounds: Grounds,
) -> Result<()> {
    let decision = evaluate(&grounds.facts(), &app.policies, grounds.on);
    if posting::is_awaited(&decision) {
        return posting::wait(app, job).await;
    }
    // Of a pass that an officer gave, not everybody was known to be on record: they are by now.
    let locking = match decision.outcome {
        Outcome::Eligible => lock_household(app, found, &BTreeSet::new()).await?,
        Outcome::Ineligible | Outcome::ManualReview | Outcome::CannotTell | Outcome::NotChecked => {
            Locking::Locked
        }
    };
    let now = app.now();
    let write = app.store.begin().await?;
    let held = write.hold_application(job.subject).await?;
    let Some((mut application, renewal)) = under_way(&write, held).await? else {
        // Whoever ended the pass has taken the job back.
        write.cancel_job(job.kind, job.subject).await?;
        return write.commit().await;
    };
    let objections = write.list_objections(application.id).await?;
    if is_over(&application, now) || objections.iter().any(|one| one.end.is_none()) {
        // What ends the pass ends its renewal, and who decides on an objection asks again.
        let again = now.checked_add_signed(SOON).unwrap_or(now);
        write.postpone_job(job, again).await?;
        return write.commit().await;
    }
    app.pin_policies(&write).await?;
    check_version(&renewal, &decision)?;
    if locking != Locking::Elsewhere {
        let made = Counted::Decided {
            policy: &renewal.policy,
            outcome: decision.outcome,
            reason: decision.reason,
            workdays: None,
        };
        let today = day_in_shanghai(now);
        write.count(today, application.module, made).await?;
    }
    // Before the move, which takes back the promise of a job that nobody needs any more.
    write.finish_job(job).await?;
    let outcome = decision.outcome;
    let made = (&grounds, &decision);
    let (event, action, detail) = if locking == Locking::Elsewhere {
        let filed = leave(&write, &application, renewal, now).await?;
        (EventKind::RenewalRefused, "leave_renewal", filed)
    } else if outcome == Outcome::Eligible {
        let filed = renew(app, &write, &mut application, renewal, made, now).await?;
        (EventKind::Renewed, "renew_certificate", filed)
    } else {
        let filed = refuse(&write, &application, renewal, made, now).await?;
        (EventKind::RenewalRefused, "refuse_renewal", filed)
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

/// The application with its renewal, where one is under way.
async fn under_way(
    write: &Write,
    held: Option<Application>,
) -> Result<Option<(Application, FiledRenewal)>> {
    let Some(application) = held.filter(Application::is_renewing) else {
        return Ok(None);
    };
    let (_, renewal) = write.find_renewal(application.id).await?;
    let renewal = renewal.filter(|renewal| renewal.end.is_none());
    Ok(renewal.map(|renewal| (application, renewal)))
}

/// Whether the last day of the pass is over, though nobody has ended it yet.
fn is_over(application: &Application, now: Moment) -> bool {
    let last = application
        .certificate
        .as_ref()
        .map(|held| held.valid_until);
    last.is_none_or(|last| last < day_in_shanghai(now))
}

/// Files that somebody of the household is in another live application, whatever the rules say; gives
/// what the audit log says.
async fn leave(
    write: &Write,
    application: &Application,
    mut renewal: FiledRenewal,
    now: Moment,
) -> Result<String> {
    renewal.end = Some(RenewalEnd {
        step: RenewalStep::MemberElsewhere,
        at: now,
        refusal: None,
    });
    let place = write.save_renewal(application.id, &renewal).await?;
    Ok(format!("policy {} renewal {place}", renewal.policy))
}

/// Files the decision as the one that holds, with a certificate whose validity begins today; gives what
/// the audit log says.
async fn renew(
    app: &App,
    write: &Write,
    application: &mut Application,
    mut renewal: FiledRenewal,
    (grounds, decision): (&Grounds, &Decision),
    now: Moment,
) -> Result<String> {
    let policy = renewal.policy.clone();
    let filing = write
        .add_decision(application.id, &policy, grounds, decision, now)
        .await?;
    application.decided_at = Some(now);
    application.certificate = Some(issue(app, write, application.id, now).await?);
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
    (grounds, decision): (&Grounds, &Decision),
    now: Moment,
) -> Result<String> {
    renewal.end = Some(RenewalEnd {
        step: RenewalStep::Refused,
        at: now,
        refusal: Some(Refusal {
            grounds: grounds.clone(),
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
