//! Taking a binding over: the owner of a document takes it back from the account that had bound it.
//! That it is the owner says the identity provider, which asserts the number, or say two officers who
//! have seen document and person (`service::officers::identifying`).

use shared::application::{EventKind, State, SubState};
use shared::authority::AuthorityState;
use shared::message::MessageKind;
use shared::take_over::TakeOverState;
use shared::values::Moment;
use uuid::Uuid;

use super::authorities::{Revoked, revoke};
use super::disputes::close_dispute;
use super::messages::promising::{Promise, promise};
use super::moves::{Move, move_application};
use super::sessions::act;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::take_overs::TakeOverEnd;

/// From whom a binding goes to whom, and who does it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taking {
    /// The account that has the document bound.
    pub(super) holder: Uuid,
    /// The account that gets it.
    pub(super) owner: Uuid,
    /// Who says that it is the owner's.
    pub(super) actor: Actor,
}

/// Takes the binding away from the holder for the owner: the holder's sessions end, and whatever was
/// begun under the binding and is not over becomes void, also what the holder filed for somebody and
/// officers let stand by the holder's papers. What the principal has confirmed stays theirs, and the
/// authority is revoked. The holder binds nothing online any more
/// and is told so at the next sign-in.
///
/// # Errors
/// The database does not answer.
pub(super) async fn take_over(app: &App, write: &Write, taking: Taking, at: Moment) -> Result<()> {
    let Taking {
        holder,
        owner,
        actor,
    } = taking;
    write.hold_account(holder).await?;
    write.remove_binding(holder, at).await?;
    write.delete_sessions_of(holder).await?;
    write.delete_officer_sessions_of(holder).await?;
    write.delete_seller_sessions_of(holder).await?;
    let mut ids = write.list_unfinished(holder).await?;
    ids.extend(write.list_filed_by_account(holder).await?);
    // In one order for everybody, so that two transactions cannot wait for each other.
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(mut application) = write.hold_application(id).await? else {
            continue;
        };
        if let Some(mut filed) = write.find_authority(id).await?
            && filed.state == AuthorityState::Confirmed
            && filed.agent_account == holder
        {
            let by = Revoked {
                actor,
                event: EventKind::AgentLost,
                at,
            };
            revoke(app, write, &application, &mut filed, by).await?;
            continue;
        }
        if application.state != State::Draft && !application.is_live() {
            continue;
        }
        let void = Move {
            state: State::Void,
            sub_state: Some(SubState::BindingTakenOver),
            event: EventKind::BindingTakenOver,
            actor,
            action: "void_application",
            detail: "binding taken over",
        };
        move_application(app, write, &mut application, void, at).await?;
        close_dispute(write, id, at).await?;
    }
    let lost = Act {
        actor,
        detail: &format!("to account {owner}"),
        ..act(holder, at, "lose_binding")
    };
    write.record_audit(lost).await?;
    let taken = Act {
        actor,
        detail: &format!("from account {holder}"),
        ..act(owner, at, "take_over_binding")
    };
    write.record_audit(taken).await?;
    let told = [
        (holder, MessageKind::BindingLost),
        (owner, MessageKind::BindingRecovered),
    ];
    let told = told.map(|(account, kind)| Promise::about_account(account, kind, at));
    promise(app, write, &told, at).await?;
    tracing::warn!(%holder, %owner, "a binding was taken over by the owner of the document");
    Ok(())
}

/// Ends what an account, which is held, has asked a window for, where that is open: it has bound a
/// document.
///
/// # Errors
/// The database does not answer.
pub(super) async fn close_request(write: &Write, account: Uuid, at: Moment) -> Result<()> {
    let newest = write.newest_take_over(account).await?;
    let Some(mut open) = newest.filter(|newest| newest.state_at(at).is_open()) else {
        return Ok(());
    };
    open.filed.state = TakeOverState::Withdrawn;
    open.filed.end = Some(TakeOverEnd { at, reason: None });
    write.save_take_over(&open).await?;
    let closed = Act {
        detail: &format!("take-over {}", open.id.simple()),
        ..act(account, at, "close_take_over")
    };
    write.record_audit(closed).await
}
