//! Locks the people whom a form names, once population and civil affairs agree with it: before that
//! they may be strangers, who must neither be locked out nor be probed for whether they apply.

use std::collections::BTreeSet;

use shared::application::{EventKind, State, SubState};
use shared::problem::ProblemKind;
use shared::registry::Registry;
use shared::values::Moment;

use crate::app::App;
use crate::error::{Error, Result};
use crate::service::members::naming::tell_named;
use crate::service::moves::{Move, move_application};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;

/// How often it is tried where others lock the same people meanwhile.
const TRIES: u32 = 5;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Locking {
    /// The household is locked.
    Locked,
    /// The application has ended: withdrawn, or somebody is in another live one.
    Ended,
    /// Somebody is in another live one, and this one is a pass, which that does not end.
    Elsewhere,
}

/// Locks everybody in the form; whom it keeps already it keeps. Where somebody is in another live
/// application, of the two the one that was submitted first stays; one that has its result stays in any
/// case. A pass that is being renewed ends nobody's application, nor itself. With the lock begins the
/// round of questions to those who are `asked` from then on.
///
/// # Errors
/// The database does not answer, or others lock the same people again and again.
pub(super) async fn lock_household(
    app: &App,
    application: &Application,
    asked: &BTreeSet<Registry>,
) -> Result<Locking> {
    let documents = application.answers.effective(application.module);
    let documents = documents.documents();
    let people: Vec<Vec<u8>> = documents
        .into_iter()
        .map(|(_, document)| app.sealer.person_index(&document))
        .collect();
    for _ in 0..TRIES {
        if let Some(locking) = try_to_lock(app, application, &people, asked).await? {
            return Ok(locking);
        }
    }
    Err(Error::unexpected("others lock the same people"))
}

/// Tries once; none where somebody else was faster.
async fn try_to_lock(
    app: &App,
    application: &Application,
    people: &[Vec<u8>],
    asked: &BTreeSet<Registry>,
) -> Result<Option<Locking>> {
    let (id, module, now) = (application.id, application.module, app.now());
    let write = app.store.begin().await?;
    let mut ids = write.list_lock_holders(id, module, people).await?;
    ids.push(id);
    // In one order for everybody, so that two applications cannot wait for each other.
    ids.sort_unstable();
    let mut held = Vec::with_capacity(ids.len());
    for id in ids {
        held.extend(write.hold_application(id).await?);
    }
    let (mine, others): (Vec<_>, Vec<_>) = held.into_iter().partition(|held| held.id == id);
    let Some(mut mine) = mine.into_iter().next().filter(Application::is_open) else {
        return Ok(Some(Locking::Ended));
    };
    let live: Vec<_> = others.into_iter().filter(Application::is_live).collect();
    if mine.is_renewing() && !live.is_empty() {
        return Ok(Some(Locking::Elsewhere));
    }
    let live = live.into_iter();
    let (yielding, staying): (Vec<_>, Vec<_>) = live.partition(|other| yields(other, &mine));
    if !staying.is_empty() {
        end(app, &write, &mut mine, now).await?;
        write.commit().await?;
        return Ok(Some(Locking::Ended));
    }
    for mut other in yielding {
        end(app, &write, &mut other, now).await?;
    }
    let locked = write.lock_people(id, module, people.to_vec(), now).await;
    match locked {
        Ok(()) => {
            tell_named(app, &write, &mine, now).await?;
            write.begin_checks(id, asked.iter().copied(), now).await?;
            write.commit().await?;
            Ok(Some(Locking::Locked))
        }
        Err(error) if error.kind() == ProblemKind::HouseholdMemberLocked => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether another application makes room for this one: it has no result yet and was submitted
/// later.
fn yields(other: &Application, this: &Application) -> bool {
    let order = |application: &Application| (application.submitted_at, application.id);
    other.state == State::Pending && order(other) > order(this)
}

async fn end(app: &App, write: &Write, application: &mut Application, now: Moment) -> Result<()> {
    let ended = Move {
        state: State::Void,
        sub_state: Some(SubState::MemberInOtherApplication),
        event: EventKind::MemberInOtherApplication,
        actor: Actor::System,
        action: "void_application",
        detail: "member in another application",
    };
    move_application(app, write, application, ended, now).await
}
