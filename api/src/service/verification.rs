//! Verification of a submitted application: ask the registries what is not known yet, and once
//! everything is known that may be asked, decide. Every step stands on the database, so that a
//! killed process goes on where it was, asks nothing twice and decides once.

mod asking;
mod deciding;
mod grounds;
mod locking;
mod posting;
pub(in crate::service) mod questions;
mod renewing;

use chrono::TimeDelta;
use shared::application::EventKind;
use shared::policy::evaluate;
use shared::problem::ProblemKind;
use shared::registry::Registry;
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::pause::{jittered, next_pause};
use crate::service::moves::{Waits, let_wait};
use crate::store::applications::Application;
use crate::store::jobs::Job;
use asking::{Awaited, Round};
use grounds::{day_of_check, grounds};
pub(super) use posting::said_so_far;

/// Brings an application as far as it gets today: to its result, or to waiting for the registries
/// that are silent. Ends or puts off the job in the same transaction.
///
/// # Errors
/// The database does not answer, or the lease on the job was lost; nothing is decided then.
pub async fn verify(app: &App, job: &Job) -> Result<()> {
    let found = app.store.find_application(job.subject).await?;
    let Some(application) = found.filter(Application::is_open) else {
        return nothing_to_do(app, job).await;
    };
    let on = day_of_check(app, &application).await?;
    posting::ask_anew(app, &application).await?;
    let inquiries = questions::inquiries(&application, &app.policies, on);
    match asking::ask(app, &application, on, &inquiries).await? {
        Round::Complete => {
            let grounds = grounds(app, &application).await?;
            if application.is_renewing() {
                renewing::decide(app, job, grounds).await
            } else {
                deciding::decide(app, job, grounds).await
            }
        }
        // The job went with it.
        Round::Ended => Ok(()),
        Round::Awaiting(awaited) => wait(app, job, &awaited).await,
    }
}

/// Makes every decision again from what it rests on, those among them that refused a renewal; tells
/// whether each comes out the same, byte for byte.
///
/// # Errors
/// There is no decision, or the database does not answer.
pub async fn replay(app: &App, application: Uuid) -> Result<bool> {
    let filed = app.store.list_filed(application).await?;
    if filed.is_empty() {
        return Err(ProblemKind::NotFound.into());
    }
    let renewals = app.store.list_renewals(application).await?;
    let refusals = renewals.into_iter().filter_map(|renewal| {
        let refusal = renewal.end?.refusal?;
        Some((refusal.grounds, refusal.decision))
    });
    let held = filed
        .into_iter()
        .map(|filed| (filed.grounds, filed.decision));
    for (grounds, decision) in held.chain(refusals) {
        let again = evaluate(&grounds.facts(), &app.policies, grounds.on);
        if serde_json::to_string(&again)? != decision {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn nothing_to_do(app: &App, job: &Job) -> Result<()> {
    let write = app.store.begin().await?;
    write.cancel_job(job.kind, job.subject).await?;
    write.commit().await
}

/// Leaves the application waiting and says so: which registries, and when they are asked again.
async fn wait(app: &App, job: &Job, awaited: &Awaited) -> Result<()> {
    let now = app.now();
    let known = posting::of_this_check(app.store.list_events(job.subject).await?);
    let write = app.store.begin().await?;
    let held = write.hold_application(job.subject).await?;
    let Some(mut application) = held.filter(Application::is_open) else {
        // Whoever ended it has taken the job back.
        write.cancel_job(job.kind, job.subject).await?;
        return write.commit().await;
    };
    let again = next_attempt(awaited, now);
    for &registry in &awaited.registries {
        write.await_check(application.id, registry, again).await?;
        let told = known
            .iter()
            .any(|e| e.kind == EventKind::RegistryAwaited && e.registry == Some(registry));
        if !told {
            let kind = EventKind::RegistryAwaited;
            write
                .add_event(app.new_id(), application.id, kind, Some(registry), now)
                .await?;
        }
    }
    let_wait(app, &write, &mut application, Waits::ForRegistries, now).await?;
    write.postpone_job(job, again).await?;
    write.commit().await?;
    let registries: Vec<_> = awaited
        .registries
        .iter()
        .map(|r| Registry::slug(*r))
        .collect();
    tracing::info!(application = %application.id, ?registries, "registries are awaited");
    Ok(())
}

/// The more rounds, the later; but where nobody was asked because all are left alone, as soon as
/// the first of them may be asked.
fn next_attempt(awaited: &Awaited, now: Moment) -> Moment {
    let pause = awaited.rest.unwrap_or_else(|| next_pause(awaited.rounds));
    TimeDelta::from_std(jittered(pause))
        .ok()
        .and_then(|pause| now.checked_add_signed(pause))
        .unwrap_or(now)
}
