//! 续期: a pass that is about to run out is renewed with one tap. Everything is asked for anew, and the
//! rules of that day decide. Whatever comes of it, the pass that is there stays valid to its own last
//! day.

pub(in crate::service) mod telling;

use shared::application::{Detail, EventKind, State, SubState};
use shared::problem::ProblemKind;
use shared::registry::Registry;
use shared::values::day_in_shanghai;

use super::access::BoundUser;
use super::applications::show_application;
use super::limits::{Bucket, spend};
use super::moves::{Move, move_application};
use super::whose::{find_part, hold_part, not_for_agents};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::audit::Actor;
use crate::store::jobs::kind::JobKind;
use crate::store::renewals::FiledRenewal;
use telling::is_offered;

/// Begins a renewal, if there were as many before it as one of `expected` says. Where one has begun
/// since (another tab, a request that is repeated), that one is shown and none begins.
///
/// # Errors
/// It is somebody else's, or the caller filed it as an agent; or it cannot be renewed now.
pub async fn renew_pass(app: &App, who: &BoundUser, id: &str, expected: &[u32]) -> Result<Detail> {
    spend(app, Bucket::Renew, who.account().as_bytes())?;
    let now = app.now();
    let on = day_in_shanghai(now);
    not_for_agents(find_part(app, who.user(), id).await?)?;
    let write = app.store.begin().await?;
    let held = hold_part(&write, who.user(), id).await?;
    let (mut application, _) = not_for_agents(held)?;
    let (version, _) = write.find_renewal(application.id).await?;
    let certificate = application.certificate.clone();
    let certificate = certificate.ok_or(ProblemKind::WrongState)?;
    if !expected.contains(&version) || application.is_renewing() {
        drop(write);
        return show_application(app, who.user(), id).await;
    }
    let objections = write.list_objections(application.id).await?;
    let is_objected = objections.iter().any(|one| one.end.is_none());
    let is_offered = !is_objected && is_offered(app, &application, &certificate, on);
    let certificate = Some(certificate).filter(|_| is_offered);
    let certificate = certificate.ok_or(ProblemKind::WrongState)?;
    app.pin_policies(&write).await?;
    let rules = app.policies.in_force(application.module, on);
    let rules = rules.ok_or_else(|| Error::unexpected("no policy is in force today"))?;
    let filed = write.newest_filed(application.id).await?;
    let filed = filed.ok_or_else(|| Error::unexpected("a pass without a decision"))?;
    let renewal = FiledRenewal {
        begun_at: now,
        on,
        policy: rules.policy.to_string(),
        certificate,
        decision: filed.sequence,
        end: None,
    };
    write.add_renewal(application.id, &renewal).await?;
    // What was said then may have changed: everybody is asked anew. It stays with the decision.
    for registry in Registry::ALL {
        write.forget_replies(application.id, registry).await?;
    }
    write.forget_checks(application.id).await?;
    let begun = Move {
        state: State::Passed,
        sub_state: Some(SubState::Renewing),
        event: EventKind::RenewalRequested,
        actor: Actor::Account(who.account()),
        action: "renew_pass",
        detail: &format!("policy {}", renewal.policy),
    };
    move_application(app, &write, &mut application, begun, now).await?;
    write
        .enqueue_job(app.new_id(), JobKind::Verify, application.id, now)
        .await?;
    write.commit().await?;
    app.work.notify_one();
    show_application(app, who.user(), id).await
}
