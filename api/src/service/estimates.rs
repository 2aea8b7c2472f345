//! Whom a new version of the policy may help: when one comes into force, everybody whose last result is
//! a refusal is looked at with the facts on which that rests, and told once where it would be better now.
//! It is an estimate, of which nothing follows: no result changes, and nothing is counted.

use shared::application::State;
use shared::message::MessageKind;
use shared::policy::{Decision, Outcome, evaluate_under};
use shared::values::{Day, day_in_shanghai};
use shared::webhook::{WebhookEventData, WebhookEventType};
use uuid::Uuid;

use super::messages::events::listeners;
use super::messages::promising::{Promise, promise};
use super::webhooks::promising::promise_to_all;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::jobs::Job;
use crate::store::jobs::kind::JobKind;
use crate::store::policy_walks::PolicyWalk;

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
    let Some(mut walk) = found.filter(|walk| is_newest(app, walk, today)) else {
        // A later version has a walk of its own, which says what holds by now.
        let write = app.store.begin().await?;
        write.finish_job(job).await?;
        return write.commit().await;
    };
    let batch = app.store.list_refused(walk.behind, BATCH).await?;
    let mut helped = Vec::new();
    for id in &batch {
        match is_helped(app, *id, today).await {
            Ok(Some(application)) => helped.push(application),
            Ok(None) => {}
            // One that cannot be read must not keep all others from hearing of it.
            Err(error) => tracing::error!(application = %id, %error, "nothing can be estimated"),
        }
    }
    let write = app.store.begin().await?;
    for application in &helped {
        if tell(app, &write, application, &walk.version).await? {
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

/// Whether no later version has come into force by that day.
fn is_newest(app: &App, walk: &PolicyWalk, today: Day) -> bool {
    let versions = app.policies.versions().iter().map(|version| version.id);
    let begun = versions.filter(|id| id.from <= today);
    let newest = begun.map(|id| (id.from, id)).max();
    newest.is_some_and(|(from, _)| walk.version.ends_with(&from.to_string()))
}

/// The application, where its refusal is the last result of its owner and the rules of a day would say
/// something better of the same facts: a yes, or that nothing has to be checked. What cannot be told, or
/// what a person refused, is no reason to hope.
async fn is_helped(app: &App, id: Uuid, today: Day) -> Result<Option<Application>> {
    let found = app.store.find_application(id).await?;
    let Some(application) = found.filter(|one| one.state == State::Failed) else {
        return Ok(None);
    };
    if application.is_under_review() || app.store.has_later(&application).await? {
        return Ok(None);
    }
    let Some(filed) = app.store.newest_filed(id).await? else {
        return Ok(None);
    };
    let refused: Decision = serde_json::from_str(&filed.decision)?;
    if refused.outcome != Outcome::Ineligible {
        return Ok(None);
    }
    let facts = filed.grounds.facts();
    let estimate = evaluate_under(&facts, &app.policies, filed.grounds.on, today);
    Ok(match estimate.outcome {
        Outcome::Eligible | Outcome::NotChecked => Some(application),
        Outcome::Ineligible | Outcome::ManualReview | Outcome::CannotTell => None,
    })
}

/// Tells the owner, once for each version; tells whether that had not been done before.
async fn tell(app: &App, write: &Write, application: &Application, version: &str) -> Result<bool> {
    // As long as nobody is known to own it, nobody is told.
    let Some(owner) = listeners(write, application).await?.owner else {
        return Ok(false);
    };
    let message = Promise {
        account: owner,
        kind: MessageKind::PolicyMayHelp,
        application: Some(application.id),
        day: None,
        days: None,
        once: format!("{}/{version}", MessageKind::PolicyMayHelp.slug()),
    };
    Ok(promise(app, write, &[message], app.now()).await? > 0)
}
