//! Whom a new version of the policy may help: when one comes into force, everybody whose last result is
//! a refusal is looked at with the facts on which that rests, and told once where it would be better now
//! and was not the day before. Who is refused later, by the rules of an earlier day, is looked at then.
//! It is an estimate, of which nothing follows: no result changes, and nothing is counted.

use shared::application::State;
use shared::message::MessageKind;
use shared::policy::{Decision, Facts, Outcome, Policies, VersionId, evaluate_under};
use shared::purchase::Module;
use shared::values::{Day, Moment, day_in_shanghai};
use shared::webhook::{WebhookEventData, WebhookEventType};
use uuid::Uuid;

use super::messages::events::bound_owner;
use super::messages::promising::{Promise, promise};
use super::webhooks::promising::promise_to_all;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::decisions::Filed;
use crate::store::jobs::Job;
use crate::store::jobs::kind::JobKind;

/// How many applications are looked at in one transaction; a process that dies looks at these again.
const BATCH: u64 = 50;

/// Begins a walk for each version that has come into force since the platform has been there. Several
/// instances may do it at once: each version has one walk.
///
/// # Errors
/// The database does not answer.
pub async fn begin_walks(app: &App) -> Result<()> {
    let now = app.now();
    let begun = app.store.list_policy_walks().await?;
    for version in app.store.list_later_versions().await? {
        if begun.iter().any(|walk| walk.version == version) {
            continue;
        }
        let write = app.store.begin().await?;
        let subject = app.new_id();
        if write.add_policy_walk(&version, subject).await? {
            write
                .enqueue_job(app.new_id(), JobKind::Estimate, subject, now)
                .await?;
            let published = WebhookEventData {
                id: version.clone(),
                hold: None,
            };
            let kind = WebhookEventType::PolicyPublished;
            promise_to_all(app, &write, kind, published, now).await?;
            write.commit().await?;
            app.work.notify_one();
        }
    }
    Ok(())
}

/// Looks at some more of those who were refused, and puts the job off until the next ones, or ends it.
///
/// # Errors
/// The database does not answer, or the lease on the job was lost; nobody is told then.
pub async fn walk(app: &App, job: &Job) -> Result<()> {
    let now = app.now();
    let today = day_in_shanghai(now);
    let found = app.store.find_policy_walk(job.subject).await?;
    let begun = found.and_then(|walk| {
        let version: VersionId = walk.version.parse().ok()?;
        Some((walk, version.from))
    });
    let Some((mut walk, from)) = begun else {
        let write = app.store.begin().await?;
        write.finish_job(job).await?;
        return write.commit().await;
    };
    let batch = app.store.list_refused(walk.behind, BATCH).await?;
    let mut helped = Vec::new();
    for id in &batch {
        match is_helped(app, *id, from, today).await {
            Ok(Some(application)) => helped.push(application),
            Ok(None) => {}
            // One that cannot be read must not keep all others from hearing of it.
            Err(error) => tracing::error!(application = %id, %error, "nothing can be estimated"),
        }
    }
    let write = app.store.begin().await?;
    for application in &helped {
        if tell(app, &write, application, from, now).await? {
            walk.told = walk.told.saturating_add(1);
        }
    }
    walk.behind = batch.last().copied().or(walk.behind);
    let is_over = batch.is_empty();
    walk.ended_at = is_over.then_some(now);
    write.save_policy_walk(&walk).await?;
    if is_over {
        write.finish_job(job).await?;
    } else {
        write.postpone_job(job, now).await?;
    }
    write.commit().await?;
    app.work.notify_one();
    if is_over {
        tracing::info!(
            version = walk.version,
            told = walk.told,
            "a policy may help people"
        );
    }
    Ok(())
}

/// Tells the owner of an application that the rules of an earlier day have just refused, or whose refusal
/// stands after a dispute, where a version that has come into force since may help. The walk over those
/// who were refused by then did not find it.
///
/// # Errors
/// The database does not answer.
pub(super) async fn tell_of_later(
    app: &App,
    write: &Write,
    application: &Application,
    at: Moment,
) -> Result<()> {
    let (module, today) = (application.module, day_in_shanghai(at));
    let in_force = app.policies.in_force(module, today);
    let in_force = in_force.map(|rules| rules.policy.to_string());
    if application.policy == in_force || write.has_later(application).await? {
        return Ok(());
    }
    let Some(filed) = write.newest_filed(application.id).await? else {
        return Ok(());
    };
    let Some(facts) = refused(&filed)? else {
        return Ok(());
    };
    let on = filed.grounds.on;
    // A version can be there since the same day, and not when that one was submitted.
    let pinned: Option<VersionId> = filed.policy.parse().ok();
    let since = pinned.map_or(on, |pinned| pinned.from);
    let rules = app.policies.rules(module).iter();
    let days = rules.map(|rules| rules.policy.from);
    let mut later = days.filter(|from| since < *from && *from <= today);
    let helping = later.find(|from| helps(&app.policies, &facts, on, (*from, today)));
    if let Some(from) = helping {
        tell(app, write, application, from, at).await?;
    }
    Ok(())
}

/// The application, where its refusal is the last result of its owner, and a version of that first day
/// may help.
async fn is_helped(app: &App, id: Uuid, from: Day, today: Day) -> Result<Option<Application>> {
    let found = app.store.find_application(id).await?;
    let Some(application) = found.filter(|one| one.state == State::Failed) else {
        return Ok(None);
    };
    if !begins(&app.policies, application.module, from)
        || application.is_under_review()
        || app.store.has_later(&application).await?
    {
        return Ok(None);
    }
    let Some(filed) = app.store.newest_filed(id).await? else {
        return Ok(None);
    };
    let Some(facts) = refused(&filed)? else {
        return Ok(None);
    };
    let is_helped = helps(&app.policies, &facts, filed.grounds.on, (from, today));
    Ok(is_helped.then_some(application))
}

/// Whether a version of a module begins on a day.
fn begins(policies: &Policies, module: Module, from: Day) -> bool {
    let mut rules = policies.rules(module).iter();
    rules.any(|rules| rules.policy.from == from)
}

/// What a refusal by the rules rests on; none where they did not refuse. What cannot be told, or what a
/// person refused, is no reason to hope.
fn refused(filed: &Filed) -> Result<Option<Facts>> {
    let decision: Decision = serde_json::from_str(&filed.decision)?;
    let is_refused = decision.outcome == Outcome::Ineligible;
    Ok(is_refused.then(|| filed.grounds.facts()))
}

/// Whether the rules that begin on a day say something better of the same facts, a yes or that nothing
/// has to be checked, than those of the day before, and it is still so today.
fn helps(policies: &Policies, facts: &Facts, on: Day, (from, today): (Day, Day)) -> bool {
    let passes = |rules_of: Day| match evaluate_under(facts, policies, on, rules_of).outcome {
        Outcome::Eligible | Outcome::NotChecked => true,
        Outcome::Ineligible | Outcome::ManualReview | Outcome::CannotTell => false,
    };
    let before = from.pred_opt();
    before.is_some_and(|before| !passes(before)) && passes(from) && passes(today)
}

/// Tells the owner, once for each day on which rules of the module begin; tells whether that had not been
/// done before.
async fn tell(
    app: &App,
    write: &Write,
    application: &Application,
    from: Day,
    at: Moment,
) -> Result<bool> {
    // As long as nobody is known to own it, nobody is told.
    let Some(owner) = bound_owner(app, write, application).await? else {
        return Ok(false);
    };
    let kind = MessageKind::PolicyMayHelp;
    let message = Promise {
        account: owner,
        kind,
        application: Some(application.id),
        day: None,
        days: None,
        once: format!("{}/{}/{from}", kind.slug(), application.module.slug()),
    };
    Ok(promise(app, write, &[message], at).await? > 0)
}
