//! What agents have filed for somebody and officers have checked becomes theirs as soon as they have
//! bound the document: in the transaction of the binding, or in that of the check.

use shared::authority::AuthorityState;
use shared::message::MessageKind;
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::messages::promising::{Promise, promise};
use crate::service::moves::recorded;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};

/// Gives whoever has just bound a document what was filed for them and stands. What is not decided yet
/// is held all the same, so that a check that is under way sees the binding or is seen here. The actor is
/// who bound it: the person, or the officer who gave it back.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn claim_filed(
    app: &App,
    write: &Write,
    person_index: &[u8],
    (account, actor): (Uuid, Actor),
    at: Moment,
) -> Result<()> {
    for id in write.list_filed_for(person_index).await? {
        let Some(mut application) = write.hold_application(id).await? else {
            continue;
        };
        let filed = write.find_authority(id).await?;
        let is_theirs = filed.is_some_and(|filed| {
            filed.state == AuthorityState::Checked && application.account == filed.agent_account
        });
        if is_theirs {
            give(&mut application, account, at);
            write.save_application(&application).await?;
            let act = Act {
                chain: id,
                at,
                actor,
                action: "claim_application",
                detail: &recorded("document bound", &application),
            };
            write.record_audit(act).await?;
            let kind = MessageKind::FiledForYou;
            let told = Promise {
                application: Some(id),
                // There may be several of the same moment.
                once: format!("{}/{}", kind.slug(), id.simple()),
                ..Promise::about_account(account, kind, at)
            };
            promise(app, write, &[told], at).await?;
        }
    }
    Ok(())
}

/// Makes an application the principal's.
pub(super) fn give(application: &mut Application, account: Uuid, at: Moment) {
    application.account = account;
    application.updated_at = at;
}
