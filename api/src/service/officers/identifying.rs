//! What officers decide of a take-over at a window: one has seen document and person and proposes it, a
//! supervisor who is somebody else confirms it, and only then the binding changes hands. Always two,
//! also where one officer alone may pass cases: what is taken over voids what others have begun.

use shared::issue::{Issue, IssueCode};
use shared::message::MessageKind;
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use shared::review::Justification;
use shared::take_over::{NewTakeOverProposal, TakeOverCase, TakeOverState};

use super::reading::given;
use super::window::{Held, is_other_person};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::officer::{CaseWorker, Supervisor};
use crate::service::authorities::claiming::claim_filed;
use crate::service::binding::binding_of;
use crate::service::limits::{Bucket, spend};
use crate::service::members::naming::tell_where_named;
use crate::service::messages::promising::{Promise, promise};
use crate::service::take_over::{Taking, take_over};
use crate::service::take_overs::parse_id;
use crate::store::audit::Actor;
use crate::store::take_overs::{FiledProposal, TakeOverEnd};

/// Proposes a take-over that one has open at a window, to a supervisor. Proposing it once more with
/// the same words is no error.
///
/// # Errors
/// There is none for the officer, it is not open at the officer's window, the number was not typed
/// from the document, a box is not ticked, no reason is given, or provider and population registry
/// do not agree that the document is that of the person; or the registry is silent.
pub async fn propose_take_over(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: NewTakeOverProposal,
) -> Result<TakeOverCase> {
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let id = parse_id(id)?;
    let reason = seen(&input)?;
    let held = Held::hold(app, who, id).await?;
    if is_proposed(&held, who, &reason)? {
        return held.finish(app, who).await;
    }
    let mut held = held.ask_owner(app, who).await?;
    if is_proposed(&held, who, &reason)? {
        return held.finish(app, who).await;
    }
    held.row.filed.state = TakeOverState::Proposed;
    held.row.filed.proposal = Some(FiledProposal {
        officer: who.account(),
        person_index: who.person_index().to_vec(),
        name: who.name().to_owned(),
        reason,
        holder: held.holder,
        at: held.at,
    });
    held.write.save_take_over(&held.row).await?;
    held.record(who, "propose_take_over").await?;
    held.finish(app, who).await
}

/// Confirms a take-over that somebody else has proposed: the document is bound to the account of the
/// person who asked, and taken from the account that has it. Confirming it once more with the same
/// words is no error.
///
/// # Errors
/// There is none for the officer, it is not proposed, the officer is the person who proposed it, no
/// reason is given, the document has changed hands since, or provider and population registry do
/// not agree any more; or the registry is silent.
pub async fn confirm_take_over(
    app: &App,
    who: &Supervisor,
    id: &str,
    input: Justification,
) -> Result<TakeOverCase> {
    let who = who.worker();
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let id = parse_id(id)?;
    let reason = given(&input.reason, "/reason")?;
    let held = Held::hold(app, who, id).await?;
    if is_confirmed(&held, who, &reason)? {
        return held.finish(app, who).await;
    }
    let mut held = held.ask_owner(app, who).await?;
    if is_confirmed(&held, who, &reason)? {
        return held.finish(app, who).await;
    }
    let owner = held.row.account;
    let actor = Actor::Officer(who.account());
    if let Some(holder) = held.holder {
        let taking = Taking {
            holder,
            owner,
            actor,
        };
        take_over(app, &held.write, taking, held.at).await?;
    } else {
        let told = Promise::about_account(owner, MessageKind::DocumentBound, held.at);
        promise(app, &held.write, &[told], held.at).await?;
    }
    let binding = binding_of(app, held.row.filed.identity.clone());
    if !held.write.add_binding(owner, &binding, held.at).await? {
        // Another account bound the same document in this very moment.
        return Err(ProblemKind::WrongState.into());
    }
    let person = &binding.person_index;
    claim_filed(app, &held.write, person, (owner, actor), held.at).await?;
    tell_where_named(app, &held.write, person, owner, held.at).await?;
    held.row.filed.state = TakeOverState::Done;
    held.row.filed.ended_by = Some(who.account());
    held.row.filed.end = Some(TakeOverEnd {
        at: held.at,
        reason: Some(reason),
    });
    held.write.save_take_over(&held.row).await?;
    held.record(who, "confirm_take_over").await?;
    held.finish(app, who).await
}

/// Refuses a take-over: at the window, or as a supervisor what was proposed. The person reads why.
/// Refusing it once more with the same words is no error.
///
/// # Errors
/// There is none for the officer, it is not open at the officer's window, it is over, or no reason
/// is given.
pub async fn refuse_take_over(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: Justification,
) -> Result<TakeOverCase> {
    spend(app, Bucket::DecideCase, who.account().as_bytes())?;
    let reason = given(&input.reason, "/reason")?;
    let mut held = Held::hold(app, who, parse_id(id)?).await?;
    if is_ended(&held, who, TakeOverState::Refused, &reason) {
        return held.finish(app, who).await;
    }
    match held.row.state_at(held.at) {
        TakeOverState::Open => {
            held.desk(who)?;
        }
        TakeOverState::Proposed if who.role() == OfficerRole::Supervisor => {}
        TakeOverState::Proposed => return Err(ProblemKind::RoleMissing.into()),
        TakeOverState::Done
        | TakeOverState::Refused
        | TakeOverState::Withdrawn
        | TakeOverState::Lapsed => return Err(ProblemKind::WrongState.into()),
    }
    held.row.filed.state = TakeOverState::Refused;
    held.row.filed.ended_by = Some(who.account());
    held.row.filed.end = Some(TakeOverEnd {
        at: held.at,
        reason: Some(reason),
    });
    held.write.save_take_over(&held.row).await?;
    let told = Promise::about_account(held.row.account, MessageKind::TakeOverRefused, held.at);
    promise(app, &held.write, &[told], held.at).await?;
    held.record(who, "refuse_take_over").await?;
    held.finish(app, who).await
}

/// What was compared, where everything was seen.
fn seen(input: &NewTakeOverProposal) -> Result<String> {
    let unticked = [
        ("/document_seen", input.document_seen),
        ("/person_matches", input.person_matches),
    ];
    let issues: Vec<Issue> = unticked
        .into_iter()
        .filter(|(_, is_ticked)| !is_ticked)
        .map(|(pointer, _)| Issue {
            pointer: pointer.to_owned(),
            code: IssueCode::MustAgree,
        })
        .collect();
    if issues.is_empty() {
        given(&input.reason, "/reason")
    } else {
        Err(Error::invalid_answers(issues))
    }
}

/// Whether a take-over stands as the officer proposes it: a request that is repeated. Otherwise the
/// officer may propose it.
fn is_proposed(held: &Held, who: &CaseWorker, reason: &str) -> Result<bool> {
    let proposal = held.row.filed.proposal.as_ref();
    let is_own = proposal.is_some_and(|one| one.officer == who.account() && one.reason == reason);
    if is_own && held.row.state_at(held.at) == TakeOverState::Proposed {
        return Ok(true);
    }
    held.require(TakeOverState::Open)?;
    if held.desk(who)?.is_compared {
        Ok(false)
    } else {
        Err(ProblemKind::DocumentDiffers.into())
    }
}

/// Whether a take-over was confirmed as the officer confirms it: a request that is repeated.
/// Otherwise the officer may confirm it.
fn is_confirmed(held: &Held, who: &CaseWorker, reason: &str) -> Result<bool> {
    if is_ended(held, who, TakeOverState::Done, reason) {
        return Ok(true);
    }
    held.require(TakeOverState::Proposed)?;
    let proposal = held.row.filed.proposal.as_ref();
    let proposal = proposal.ok_or_else(|| Error::unexpected("a proposal is gone"))?;
    if !is_other_person(who, proposal) {
        return Err(ProblemKind::SecondPersonNeeded.into());
    }
    // What was proposed was about the account that had it then.
    if proposal.holder != held.holder {
        return Err(ProblemKind::WrongState.into());
    }
    Ok(false)
}

/// Whether an officer has ended a take-over so, with these words.
fn is_ended(held: &Held, who: &CaseWorker, state: TakeOverState, reason: &str) -> bool {
    let filed = &held.row.filed;
    let end = filed.end.as_ref().and_then(|end| end.reason.as_deref());
    filed.state == state && filed.ended_by == Some(who.account()) && end == Some(reason)
}
