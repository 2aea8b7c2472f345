//! 这不是事实: somebody who is named objects to the application, can take that back, and officers
//! decide on it before anything else. Confirmed by a second person, the application is void.

use shared::application::{EventKind, NewObjection, ObjectionStep, State, SubState};
use shared::membership::Membership;
use shared::message::MessageKind;
use shared::problem::ProblemKind;
use shared::values::Moment;

use super::{admitted, may_object, show_membership};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::BoundUser;
use crate::service::disputes::{close_dispute, stated};
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{Move, move_application, recorded, tell, tell_objectors};
use crate::service::requests::{Noted, note};
use crate::store::Write;
use crate::store::applications::{Application, parse_id};
use crate::store::audit::{Act, Actor};
use crate::store::jobs::kind::JobKind;
use crate::store::objections::{FiledObjection, ObjectionEnd};

/// Objects to an application that names the caller.
///
/// # Errors
/// There is no such application, it is over or failed, an objection of the caller's is open or was
/// dismissed, there were too many, or nothing is said.
pub async fn raise_objection(
    app: &App,
    who: &BoundUser,
    id: &str,
    input: NewObjection,
) -> Result<Membership> {
    spend(app, Bucket::Object, who.account().as_bytes())?;
    let statement =
        stated(&input.statement).map_err(|issue| Error::invalid_answers(vec![issue]))?;
    let me = find(app, who, id).await?;
    let (write, application) = hold(app, id).await?;
    let now = app.now();
    let filed = write.list_objections(application.id).await?;
    let mine = filed.iter().filter(|one| one.who == me);
    if !may_object(mine) || !application.is_live() {
        return Err(ProblemKind::WrongState.into());
    }
    let objection = FiledObjection {
        who: me,
        account: who.account(),
        ground: input.ground,
        statement,
        at: now,
        end: None,
    };
    write.add_objection(application.id, &objection).await?;
    write.open_objection(&application, now).await?;
    let noted = Noted {
        event: EventKind::ObjectionRaised,
        actor: Actor::Account(who.account()),
        action: "raise_objection",
        at: now,
    };
    note(app, &write, &application, noted).await?;
    write.commit().await?;
    show_membership(app, who, id).await
}

/// Takes the objection of the caller's back that is open.
///
/// # Errors
/// There is no such application, or no objection of the caller's is open.
pub async fn withdraw_objection(app: &App, who: &BoundUser, id: &str) -> Result<Membership> {
    spend(app, Bucket::Object, who.account().as_bytes())?;
    let me = find(app, who, id).await?;
    let (write, application) = hold(app, id).await?;
    let now = app.now();
    let filed = write.list_objections(application.id).await?;
    if !filed.iter().any(|one| one.who == me && one.end.is_none()) {
        return Err(ProblemKind::WrongState.into());
    }
    let end = ObjectionEnd {
        step: ObjectionStep::Withdrawn,
        at: now,
        reason: None,
    };
    let ended = write.end_objections(application.id, Some(me), &end).await?;
    if ended.left == 0 {
        write.close_objection(application.id).await?;
    } else {
        // What was proposed may have rested on this one.
        let all = write.list_objections(application.id).await?;
        let newest = all.iter().rfind(|one| one.end.is_none());
        write
            .open_objection(&application, newest.map_or(now, |one| one.at))
            .await?;
    }
    let noted = Noted {
        event: EventKind::ObjectionWithdrawn,
        actor: Actor::Account(who.account()),
        action: "withdraw_objection",
        at: now,
    };
    note(app, &write, &application, noted).await?;
    go_on(app, &write, &application, now).await?;
    write.commit().await?;
    app.work.notify_one();
    show_membership(app, who, id).await
}

/// Has a renewal looked at that waits for the end of an objection.
async fn go_on(app: &App, write: &Write, application: &Application, at: Moment) -> Result<()> {
    if !application.is_renewing() {
        return Ok(());
    }
    let id = app.new_id();
    write
        .enqueue_job(id, JobKind::Verify, application.id, at)
        .await
}

/// Ends all objections that are open to an application, which is held, as an officer decides: upheld,
/// the application is void, and a dispute that is open ends with it.
///
/// # Errors
/// The application is over, which is a fault of ours, or the database does not answer.
pub(in crate::service) async fn decide_objections(
    app: &App,
    write: &Write,
    application: &mut Application,
    (end, actor, detail): (&ObjectionEnd, Actor, &str),
) -> Result<()> {
    let id = application.id;
    let ended = write.end_objections(id, None, end).await?;
    let kind = if end.step == ObjectionStep::Upheld {
        MessageKind::MyObjectionUpheld
    } else {
        MessageKind::MyObjectionDismissed
    };
    tell_objectors(app, write, id, (kind, &ended.accounts), end.at).await?;
    write.close_objection(id).await?;
    if end.step == ObjectionStep::Upheld {
        let void = Move {
            state: State::Void,
            sub_state: Some(SubState::MemberObjection),
            event: EventKind::ObjectionUpheld,
            actor,
            action: "void_application",
            detail,
        };
        move_application(app, write, application, void, end.at).await?;
        return close_dispute(write, id, end.at).await;
    }
    let dismissed = EventKind::ObjectionDismissed;
    tell(app, write, application, dismissed, end.at).await?;
    go_on(app, write, application, end.at).await?;
    let act = Act {
        chain: id,
        at: end.at,
        actor,
        action: "dismiss_objection",
        detail: &recorded(detail, application),
    };
    write.record_audit(act).await
}

/// As whom an application names the caller. What is frozen does not change while it is not held.
async fn find(app: &App, who: &BoundUser, id: &str) -> Result<shared::household::Who> {
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let application = app.store.find_application(id).await?;
    admitted(app, who, &application.ok_or(ProblemKind::NotFound)?).await
}

async fn hold(app: &App, id: &str) -> Result<(Write, Application)> {
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let write = app.store.begin().await?;
    let application = write.hold_application(id).await?;
    Ok((write, application.ok_or(ProblemKind::NotFound)?))
}
