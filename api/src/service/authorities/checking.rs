//! The officer's side: an agent has the papers checked where the principal does not confirm, and
//! officers decide whether the authority stands.

use shared::application::{Detail, EventKind, RulingOutcome, State, SubState};
use shared::authority::AuthorityState;
use shared::problem::ProblemKind;
use shared::review::CaseKind;
use shared::values::day_in_shanghai;

use super::claiming::give;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::BoundUser;
use crate::service::applications::show_application;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{Move, move_application};
use crate::service::requests::{Noted, note};
use crate::service::whose::{Part, hold_part};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;
use crate::store::jobs::kind::JobKind;
use crate::store::reviews::{Clock, NewReview};
use crate::store::rulings::FiledRuling;

/// Asks for an officer's check of the papers: a case in the queue. The principal can still confirm
/// meanwhile. Asking again changes nothing.
///
/// # Errors
/// There is no such application that the caller filed for somebody, or the authority is not awaited any
/// more.
pub async fn request_authority_check(app: &App, who: &BoundUser, id: &str) -> Result<Detail> {
    spend(app, Bucket::DecideAuthority, who.account().as_bytes())?;
    let now = app.now();
    let write = app.store.begin().await?;
    let (application, part) = hold_part(&write, who.user(), id).await?;
    let Part::Agent(mut filed) = part else {
        return Err(ProblemKind::NotFound.into());
    };
    match filed.state {
        AuthorityState::UnderCheck => drop(write),
        // What nobody has swept away yet is late all the same.
        AuthorityState::Awaiting if now < filed.confirm_by => {
            filed.state = AuthorityState::UnderCheck;
            write.save_authority(&filed).await?;
            let case = NewReview {
                kind: CaseKind::Authority,
                submitted_at: now,
                clock: Some(Clock {
                    from: day_in_shanghai(now),
                    days: app.config.operator.review_periods.to_decide.into(),
                }),
            };
            write.open_review(&application, case, now).await?;
            let noted = Noted {
                event: EventKind::AuthorityCheckRequested,
                actor: Actor::Account(who.account()),
                action: "request_authority_check",
                at: now,
            };
            note(app, &write, &application, noted).await?;
            write.commit().await?;
        }
        AuthorityState::Awaiting
        | AuthorityState::Confirmed
        | AuthorityState::Checked
        | AuthorityState::Declined
        | AuthorityState::Refused
        | AuthorityState::Lapsed
        | AuthorityState::Overtaken
        | AuthorityState::Revoked => return Err(ProblemKind::WrongState.into()),
    }
    show_application(app, who.user(), id).await
}

/// Decides on an authority, whose application is held, as officers have ruled. Granted, it stands: the
/// principal is locked and verification begins; who has bound the document already has the application.
/// Where the principal is in another live application, this one ends.
///
/// # Errors
/// Nobody checks it, which is a fault of ours; others lock the principal meanwhile; or the database does
/// not answer.
pub(in crate::service) async fn decide_authority(
    app: &App,
    write: &Write,
    application: &mut Application,
    (outcome, ruling, actor, detail): (RulingOutcome, &FiledRuling, Actor, &str),
) -> Result<()> {
    let (id, at) = (application.id, ruling.at);
    let filed = write.find_authority(id).await?;
    let filed = filed.filter(|filed| filed.state == AuthorityState::UnderCheck);
    let mut filed = filed.ok_or_else(|| Error::unexpected("an authority is not under check"))?;
    filed.terms.reason = Some(ruling.reason.clone());
    if outcome == RulingOutcome::Refused {
        filed.decide(AuthorityState::Refused, at);
        write.save_authority(&filed).await?;
        let refused = Move {
            state: State::Void,
            sub_state: Some(SubState::AuthorityRefused),
            event: EventKind::AuthorityRefused,
            actor,
            action: "refuse_authority",
            detail,
        };
        return move_application(app, write, application, refused, at).await;
    }
    filed.decide(AuthorityState::Checked, at);
    write.save_authority(&filed).await?;
    if let Some(account) = write.find_bound_account(&filed.principal_index).await? {
        give(application, account, at);
    }
    let principal = vec![filed.principal_index];
    let module = application.module;
    let holders = write.list_lock_holders(id, module, &principal).await?;
    if !holders.is_empty() {
        let ended = Move {
            state: State::Void,
            sub_state: Some(SubState::MemberInOtherApplication),
            event: EventKind::MemberInOtherApplication,
            actor,
            action: "void_application",
            detail,
        };
        return move_application(app, write, application, ended, at).await;
    }
    let locked = write.lock_people(id, module, principal, at).await;
    locked.map_err(|error| {
        if error.kind() == ProblemKind::HouseholdMemberLocked {
            // Somebody else was faster; with the next try this one ends.
            ProblemKind::WrongState.into()
        } else {
            error
        }
    })?;
    let checked = Move {
        state: State::Pending,
        sub_state: None,
        event: EventKind::AuthorityChecked,
        actor,
        action: "grant_authority",
        detail,
    };
    move_application(app, write, application, checked, at).await?;
    write
        .enqueue_job(app.new_id(), JobKind::Verify, id, at)
        .await
}
