//! Taking a binding over: the owner of a document, whose number the identity provider asserts, takes
//! it back from the account that had bound it.

use shared::application::{EventKind, State, SubState};
use shared::authority::AuthorityState;
use shared::values::Moment;
use uuid::Uuid;

use super::authorities::revoke;
use super::disputes::close_dispute;
use super::moves::{Move, move_application};
use super::sessions::act;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::audit::{Act, Actor};

/// Takes the binding away from `holder` for `owner`: the holder's sessions end, and whatever was
/// begun under the binding and is not over becomes void, also what the holder filed for somebody and
/// officers let stand by the holder's papers. What the principal has confirmed stays theirs, and the
/// authority is revoked. The holder binds nothing online any more
/// and is told so at the next sign-in.
///
/// # Errors
/// The database does not answer.
pub(super) async fn take_over(
    app: &App,
    write: &Write,
    holder: Uuid,
    owner: Uuid,
    at: Moment,
) -> Result<()> {
    write.hold_account(holder).await?;
    write.remove_binding(holder, at).await?;
    write.delete_sessions_of(holder).await?;
    write.delete_officer_sessions_of(holder).await?;
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
            revoke(app, write, &application, &mut filed, owner).await?;
            continue;
        }
        if application.state != State::Draft && !application.is_live() {
            continue;
        }
        let void = Move {
            state: State::Void,
            sub_state: Some(SubState::BindingTakenOver),
            event: EventKind::BindingTakenOver,
            actor: Actor::Account(owner),
            action: "void_application",
            detail: "binding taken over",
        };
        move_application(app, write, &mut application, void, at).await?;
        close_dispute(write, id, at).await?;
    }
    let lost = Act {
        actor: Actor::Account(owner),
        detail: &format!("to account {owner}"),
        ..act(holder, at, "lose_binding")
    };
    write.record_audit(lost).await?;
    let taken = Act {
        detail: &format!("from account {holder}"),
        ..act(owner, at, "take_over_binding")
    };
    write.record_audit(taken).await?;
    tracing::warn!(%holder, %owner, "a binding was taken over by the owner of the document");
    Ok(())
}
