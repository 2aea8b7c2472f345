//! 申请解除占用: the applicant asks an officer to release the pass that a third party holds, once for
//! each hold; the officer does, or says why not.

use shared::application::{
    Detail, EventKind, HoldObjection, HoldObjectionEnd, NewHoldObjection, RulingOutcome,
};
use shared::problem::ProblemKind;
use shared::review::CaseKind;
use shared::values::day_in_shanghai;

use super::ending::{End, end_hold, live_hold};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::BoundUser;
use crate::service::applications::show_application;
use crate::service::disputes::stated;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{recorded, tell};
use crate::service::requests::{Noted, note};
use crate::service::whose::{hold_part, not_for_agents};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};
use crate::store::reviews::{Clock, NewReview};
use crate::store::rulings::FiledRuling;

/// Asks an officer to release the pass. The hold stands meanwhile.
///
/// # Errors
/// It is somebody else's, or the caller filed it as an agent; nobody holds it; it was asked for before;
/// or nothing is said.
pub async fn object_to_hold(
    app: &App,
    who: &BoundUser,
    id: &str,
    input: NewHoldObjection,
) -> Result<Detail> {
    spend(app, Bucket::ObjectToHold, who.account().as_bytes())?;
    let statement =
        stated(&input.statement).map_err(|issue| Error::invalid_answers(vec![issue]))?;
    let now = app.now();
    let write = app.store.begin().await?;
    let held = hold_part(&write, who.user(), id).await?;
    let (application, _) = not_for_agents(held)?;
    let hold = live_hold(&write, &application, now).await;
    let hold = hold.map_err(|_| ProblemKind::WrongState)?;
    if write.find_hold_objection(hold.id).await?.is_some() {
        return Err(ProblemKind::WrongState.into());
    }
    let objection = HoldObjection {
        statement,
        at: now,
        end: None,
    };
    write
        .add_hold_objection((hold.id, application.id), &objection)
        .await?;
    let case = NewReview {
        kind: CaseKind::HoldRelease,
        submitted_at: now,
        clock: Some(Clock {
            from: day_in_shanghai(now),
            days: app.config.operator.review_periods.to_decide.into(),
        }),
    };
    write.open_review(&application, case, now).await?;
    let noted = Noted {
        event: EventKind::HoldObjected,
        actor: Actor::Account(who.account()),
        action: "object_to_hold",
        at: now,
    };
    note(app, &write, &application, noted).await?;
    write.commit().await?;
    show_application(app, who.user(), id).await
}

/// Decides whether the pass of an application, which is held, is released, as an officer has ruled.
///
/// # Errors
/// Nobody asked for it, which is a fault of ours; or the database does not answer.
pub(in crate::service) async fn decide_hold_release(
    app: &App,
    write: &Write,
    application: &mut Application,
    (outcome, ruling, actor, detail): (RulingOutcome, &FiledRuling, Actor, &str),
) -> Result<()> {
    let at = ruling.at;
    let hold = write.find_live_hold(application.id).await?;
    let hold = hold.ok_or_else(|| Error::unexpected("a pass is held by nobody"))?;
    let objection = write.find_hold_objection(hold.id).await?;
    let open = objection.filter(|objection| objection.end.is_none());
    let mut open = open.ok_or_else(|| Error::unexpected("nobody asked for a release"))?;
    open.end = Some(HoldObjectionEnd {
        is_granted: outcome == RulingOutcome::Granted,
        reason: Some(ruling.reason.clone()),
        at,
    });
    write
        .save_hold_objection((hold.id, application.id), &open)
        .await?;
    match outcome {
        RulingOutcome::Granted => {
            let end = End {
                event: EventKind::HoldObjectionGranted,
                actor,
                action: "grant_hold_release",
                detail,
            };
            end_hold(app, write, application, end, at).await
        }
        RulingOutcome::Refused => {
            write.leave_objection(application.id).await?;
            let event = EventKind::HoldObjectionRefused;
            tell(app, write, application, event, at).await?;
            let act = Act {
                chain: application.id,
                at,
                actor,
                action: "refuse_hold_release",
                detail: &recorded(detail, application),
            };
            write.record_audit(act).await
        }
    }
}
