//! Authorities that nobody confirmed in time.

use shared::application::{EventKind, State, SubState};
use shared::authority::AuthorityState;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::moves::{Move, move_application};
use crate::store::audit::Actor;

/// Ends the application of an authority that nobody confirmed in time, if it is still awaited and no
/// officer checks it; tells whether.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn lapse(app: &App, id: Uuid) -> Result<bool> {
    let now = app.now();
    let write = app.store.begin().await?;
    let Some(mut application) = write.hold_application(id).await? else {
        return Ok(false);
    };
    let filed = write.find_authority(id).await?;
    let late =
        filed.filter(|filed| filed.state == AuthorityState::Awaiting && filed.confirm_by <= now);
    let Some(mut filed) = late else {
        return Ok(false);
    };
    filed.decide(AuthorityState::Lapsed, now);
    write.save_authority(&filed).await?;
    let lapsed = Move {
        state: State::Void,
        sub_state: Some(SubState::AuthorityLapsed),
        event: EventKind::AuthorityLapsed,
        actor: Actor::System,
        action: "lapse_authority",
        detail: "",
    };
    move_application(app, &write, &mut application, lapsed, now).await?;
    write.commit().await?;
    tracing::info!(application = %id, "an authority was not confirmed in time");
    Ok(true)
}
