//! An officer's word and the end of a time meet: whichever comes first, the other changes nothing.

use std::time::Duration;

use api::service::{expiry, requests};
use serde_json::json;
use shared::application::{Detail, EventKind, RulingOutcome, State, SubState};
use shared::problem::ProblemKind;
use shared::purchase::Module;

use crate::applying::Applied;
use crate::harness::{World, in_world};

/// Days go by for everybody; nobody stays signed in.
fn days_go_by(world: &World, days: u64) {
    let by = Duration::from_secs(days * 24 * 3_600);
    world.app.set_clock_forward(by);
    sandbox::set_clock_forward(by);
}

/// The application, once its applicant has signed in again.
async fn read_anew(world: &World, applied: &Applied, key: &str) -> Detail {
    let browser = world.signed_in(key).await;
    let path = format!("/api/v1/applications/{}", applied.id);
    browser.get(&path).await.expect(200).json()
}

fn times(detail: &Detail, kinds: [EventKind; 2]) -> [usize; 2] {
    kinds.map(|kind| {
        let events = detail.events.iter();
        events.filter(|event| event.kind == kind).count()
    })
}

#[test]
fn an_objection_that_is_upheld_meets_the_end_of_the_validity() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        assert_eq!(applied.decided().await.summary.state, State::Passed);
        let member = world.member("xie-jing").await.0;
        let path = format!("/api/v1/memberships/{}/objection", applied.id);
        let said = json!({ "ground": "not_agreed", "statement": "我不同意。" });
        member.call("POST", &path, Some(&said)).await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        reviewer.propose(&applied.id).await;
        days_go_by(world, 31);
        let supervisor = world.officer("su-wen").await;
        // The worker may have been faster than all of this.
        supervisor.ask("POST", &applied.id, "/claim").await;
        let (upheld, expired) = futures::join!(
            supervisor.say(&applied.id, "/confirmation", "属实"),
            expiry::expire_applications(&world.app),
        );
        let detail = read_anew(world, &applied, "yang-fan").await;
        let ends = [EventKind::ObjectionUpheld, EventKind::Expired];
        let sub_state = if upheld.status == 200 {
            assert_eq!((expired.unwrap(), times(&detail, ends)), (0, [1, 0]));
            SubState::MemberObjection
        } else {
            upheld.problem(ProblemKind::WrongState);
            // By this round or by the worker's own: once in any case.
            assert!(expired.unwrap() <= 1);
            assert_eq!(times(&detail, ends), [0, 1]);
            SubState::Expired
        };
        let ended = (detail.summary.state, detail.summary.sub_state);
        assert_eq!(ended, (State::Void, Some(sub_state)));
        assert_eq!(world.count("SELECT count(*) AS n FROM reviews").await, 0);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_refusal_meets_the_end_of_the_time_for_an_answer() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "wang-qiang").await;
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(&applied.id).await;
        let asked = reviewer.request(&applied.id, "请补充过户证明").await;
        asked.expect(200);
        // Its look at the house comes with the new day, and may be before both.
        world.kill_workers().await;
        days_go_by(world, 40);
        let other = world.officer("jiang-tao").await;
        let claimed = other.ask("POST", &applied.id, "/claim").await;
        let (refused, lapsed) = futures::join!(
            other.rule(&applied.id, RulingOutcome::Refused, "未补充"),
            requests::close_unanswered(&world.app),
        );
        let detail = read_anew(world, &applied, "wang-qiang").await;
        let ends = [EventKind::ReviewRefused, EventKind::ReviewLapsed];
        if refused.status == 200 {
            assert_eq!((lapsed.unwrap(), times(&detail, ends)), (0, [1, 0]));
        } else {
            refused.problem(ProblemKind::WrongState);
            assert!(claimed.status != 200 || lapsed.unwrap() == 1);
            assert_eq!(times(&detail, ends), [0, 1]);
        }
        let ended = (detail.summary.state, detail.summary.sub_state);
        assert_eq!(ended, (State::Failed, None));
        assert_eq!(world.count("SELECT count(*) AS n FROM reviews").await, 0);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;
    });
}
