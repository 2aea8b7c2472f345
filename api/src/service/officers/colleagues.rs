//! Colleagues who are at work, and cases that are handed over to one of them.

use chrono::TimeDelta;
use shared::form::{LONGEST_TEXT, given_line};
use shared::officer::{Colleague, ColleagueList, OfficerRole};
use shared::problem::ProblemKind;
use shared::review::{HandOver, NewHandOver, QueueEntry};
use uuid::Uuid;

use super::cases::Shown;
use super::claims::LEASE;
use super::exclusion::Excluded;
use super::held::{Held, claim};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::later;
use crate::service::access::officer::{CaseWorker, IDLE, idle_until};
use crate::service::limits::{Bucket, spend};
use crate::store::reviews::Lease;

/// Somebody who works on cases and is at work.
#[derive(Debug)]
struct AtWork {
    account: Uuid,
    name: String,
    roles: Vec<OfficerRole>,
    person_index: Vec<u8>,
}

/// The colleagues to whom a case can be handed over: who works on cases, has bound a document and is
/// signed in. Whether one of them may not work on a case of all is told by none.
///
/// # Errors
/// They were asked for too often.
pub async fn list_colleagues(app: &App, who: &CaseWorker) -> Result<ColleagueList> {
    spend(app, Bucket::ReadQueue, who.account().as_bytes())?;
    let others = at_work(app).await?.into_iter();
    let mut items: Vec<Colleague> = others
        .filter(|one| one.account != who.account())
        .map(|one| Colleague {
            id: format_id(one.account),
            name: one.name,
            roles: one.roles,
        })
        .collect();
    items.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    Ok(ColleagueList { items })
}

/// Hands a case that one has claimed over to a colleague, who has it for half an hour from now on.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, no note is given, or the colleague is
/// not at work or may not work on it, which is told in one way.
pub async fn hand_over_case(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: NewHandOver,
) -> Result<QueueEntry> {
    spend(app, Bucket::ClaimCase, who.account().as_bytes())?;
    let note = given_line(&input.note, LONGEST_TEXT).map_err(|code| Error::issue("/note", code))?;
    // Before the transaction, which needs a connection of its own.
    let colleague = find(app, who, &input.officer).await?;
    let excluded = match &colleague {
        Some(one) => Some(Excluded::of_person(app, one.account, &one.person_index).await?),
        None => None,
    };
    let mut held = Held::hold_claimed(app, who, id).await?;
    let allowed = excluded.is_some_and(|excluded| !excluded.covers(app, &held.application));
    let colleague = colleague
        .filter(|_| allowed)
        .ok_or(ProblemKind::ColleagueUnavailable)?;
    let lease = Lease {
        officer: colleague.account,
        since: held.at,
        until: later(held.at, LEASE),
    };
    let handed = HandOver {
        from: who.name().to_owned(),
        to: colleague.name,
        note,
        at: held.at,
    };
    let sequence = held
        .write
        .add_hand_over(held.application.id, &handed)
        .await?;
    held.review.lease = Some(lease);
    held.write.save_review(&held.review).await?;
    let detail = format!("to officer {}, hand-over {sequence}", colleague.account);
    held.record(who, "hand_over_case", &detail).await?;
    held.write.commit().await?;
    let (review, application) = (held.review, held.application);
    let mut decisions = app.store.newest_decisions(&[application.id]).await?;
    let decision = decisions.remove(&application.id).transpose()?;
    let shown = Shown {
        review: &review,
        application: &application,
        reason: decision.map(|decision| decision.reason),
        claim: Some(claim(app, lease).await?),
    };
    Ok(shown.entry(app, who, held.at))
}

/// The colleague of an id, where that is somebody else who is at work.
async fn find(app: &App, who: &CaseWorker, id: &str) -> Result<Option<AtWork>> {
    let all = at_work(app).await?.into_iter();
    let mut others = all.filter(|one| one.account != who.account());
    Ok(others.find(|one| format_id(one.account) == id))
}

/// Who is at work, each once, with the roles of all sessions that hold.
async fn at_work(app: &App) -> Result<Vec<AtWork>> {
    let now = app.now();
    let idle_since = later(now, TimeDelta::zero() - IDLE);
    let sessions = app
        .store
        .list_live_officer_sessions(now, idle_since)
        .await?;
    let mut working: Vec<(Uuid, Vec<OfficerRole>)> = Vec::new();
    for session in sessions {
        let roles = session.roles.iter().copied();
        let roles: Vec<OfficerRole> = roles.filter(|role| role.works_on_cases()).collect();
        if now >= idle_until(&session) || roles.is_empty() {
            continue;
        }
        match working.iter_mut().find(|(id, _)| *id == session.account) {
            Some((_, known)) => {
                known.extend(roles);
                known.sort_unstable();
                known.dedup();
            }
            None => working.push((session.account, roles)),
        }
    }
    let ids: Vec<Uuid> = working.iter().map(|(id, _)| *id).collect();
    let mut accounts = app.store.find_accounts(&ids).await?;
    let mut bindings = app.store.find_bindings(&ids).await?;
    let mut all = Vec::with_capacity(working.len());
    for (id, roles) in working {
        let account = accounts.remove(&id).transpose()?;
        let bound = account.zip(bindings.remove(&id));
        all.extend(bound.map(|(account, binding)| AtWork {
            account: id,
            name: account.profile.name,
            roles,
            person_index: binding.person_index,
        }));
    }
    Ok(all)
}

fn format_id(account: Uuid) -> String {
    format!("acc_{}", account.simple())
}
