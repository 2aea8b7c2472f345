//! Who may renew a pass, and what ends a renewal: nobody but its owner, and whatever ends the pass.

use api::service::moves::{Move, move_application};
use api::store::audit::Actor;
use sandbox::FaultKind;
use shared::application::{EventKind, RenewalStep, State, SubState};
use shared::problem::ProblemKind;
use shared::registry::Registry;

use super::{RENEWING, WHO, at, first_day};
use crate::harness::in_world;

#[test]
fn nobody_but_the_owner_renews_a_pass() {
    in_world(async |world| {
        let filed = world.filed_for("he-jun", WHO).await;
        let owner = filed.confirmed_by(world, WHO, true).await;
        let before = owner.decided().await;
        world.go_to(first_day(&before));
        let agent = world.again("he-jun", &owner.id).await;
        let seen = agent.detail().await;
        assert!(!seen.summary.may_renew);
        agent.renew(0).await.problem(ProblemKind::PrincipalOnly);
        let stranger = world.bound("sun-ming").await;
        let path = format!("/api/v1/applications/{}/renewal", owner.id);
        let tag = [("if-match", "\"0\"")];
        let member = world.member("xie-jing").await;
        for other in [&stranger, &member.0] {
            let answer = other.send("POST", &path, &tag, None).await;
            answer.problem(ProblemKind::NotFound);
        }
        let owner = world.again(WHO, &owner.id).await;
        let missing = owner.browser.call("POST", &path, None).await;
        missing.problem(ProblemKind::PreconditionRequired);
        // A member who objects comes first.
        member.object(&owner.id).await.expect(200);
        assert!(!owner.detail().await.renewal.unwrap().is_offered);
        owner.renew(0).await.problem(ProblemKind::WrongState);
        member.take_back(&owner.id).await.expect(200);
        owner.renew(0).await.expect(200);
        owner.ended(world, RenewalStep::Renewed).await;
        // Who filed it is told what became of it.
        let told = agent.detail().await;
        assert_eq!(told.events.last().unwrap().kind, EventKind::Renewed);
        let seen = member.seen(&owner.id).await;
        assert_eq!(seen.events.last().unwrap().kind, EventKind::Renewed);
    });
}

#[test]
fn what_ends_or_uses_a_pass_ends_its_renewal() {
    in_world(async |world| {
        for (who, state, label) in [
            (WHO, State::Void, Some(SubState::Withdrawn)),
            ("song-yang", State::Signing, None),
        ] {
            let (applied, before) = world.passing(who).await;
            world.fault(Registry::Property, FaultKind::Silent).await;
            applied.renew(0).await.expect(200);
            let waits = |detail: &shared::application::Detail| at(detail) == RENEWING;
            applied.until("renewing", waits).await;
            if state == State::Void {
                applied.withdraw().await;
            } else {
                // 签约: no integrator can begin one yet.
                let app = &world.app;
                let write = app.store.begin().await.unwrap();
                let held = write.hold_application(applied.uuid()).await;
                let mut held = held.unwrap().unwrap();
                let signing = Move {
                    state,
                    sub_state: label,
                    event: EventKind::Passed,
                    actor: Actor::System,
                    action: "begin_contract",
                    detail: "",
                };
                let moved = move_application(app, &write, &mut held, signing, app.now()).await;
                moved.unwrap();
                write.commit().await.unwrap();
            }
            world.clear_faults().await;
            let after = applied.detail().await;
            assert_eq!(
                (at(&after), &after.certificate),
                ((state, label), &before.certificate)
            );
            let renewal = after.renewal.unwrap();
            assert!(renewal.newest(RenewalStep::Overtaken).is_some() && !renewal.is_offered);
            applied.renew(1).await.problem(ProblemKind::WrongState);
            let sql = "SELECT count(*) AS n FROM jobs";
            world.until_count(sql, 0).await;
            world.audited(applied.uuid()).await;
        }
    });
}
