//! The applicant asks an officer to release the pass.

use serde_json::json;
use shared::application::{Detail, EventKind, RulingOutcome};
use shared::hold::{Hold, HoldState};
use shared::problem::ProblemKind;
use shared::review::CaseKind;

use super::{PASSED, SIGNING, WHO, at};
use crate::applying::Applied;
use crate::harness::{Answer, in_world};

impl Applied {
    async fn object_to_hold(&self) -> Answer {
        let path = format!("/api/v1/applications/{}/hold-objection", self.id);
        let body = json!({ "statement": "我没有同意与这家机构签约。" });
        self.browser.call("POST", &path, Some(&body)).await
    }
}

#[test]
fn an_officer_lets_a_hold_stand_or_releases_it_and_the_applicant_is_told() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        applied
            .object_to_hold()
            .await
            .problem(ProblemKind::WrongState);
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        let officer = world.officer("ding-ning").await;
        for (n, outcome) in [RulingOutcome::Refused, RulingOutcome::Granted]
            .into_iter()
            .enumerate()
        {
            let hold: Hold = client
                .hold(&format!("k{n}"), &wanted)
                .await
                .expect(201)
                .json();
            let asked: Detail = applied.object_to_hold().await.expect(200).json();
            let told = asked.holds.last().unwrap().objection.as_ref().unwrap();
            assert!(told.end.is_none());
            applied
                .object_to_hold()
                .await
                .problem(ProblemKind::WrongState);
            let queue = officer.queue("?kind=hold_release").await;
            assert_eq!(queue.items.len(), 1);
            assert_eq!(queue.items[0].kind, CaseKind::HoldRelease);
            officer.claim(&applied.id).await;
            let case = officer.open(&applied.id).await;
            let shown = case.holds.last().unwrap();
            assert!(
                shown
                    .objection
                    .as_ref()
                    .unwrap()
                    .statement
                    .contains("没有同意")
            );
            // One officer is enough.
            officer
                .rule(&applied.id, outcome, "已与机构核实")
                .await
                .expect(200);
            let after = applied.detail().await;
            let told = after.holds.last().unwrap();
            let end = told.objection.as_ref().unwrap().end.as_ref().unwrap();
            assert_eq!(end.reason.as_deref(), Some("已与机构核实"));
            let last = after.events.last().unwrap().kind;
            if outcome == RulingOutcome::Granted {
                assert_eq!(
                    (at(&after), last),
                    (PASSED, EventKind::HoldObjectionGranted)
                );
                assert!(end.is_granted);
                assert_eq!(client.seen(&hold).await.state, HoldState::Released);
            } else {
                assert_eq!(
                    (at(&after), last),
                    (SIGNING, EventKind::HoldObjectionRefused)
                );
                assert!(!end.is_granted);
                client.act("e", &hold.id, "release").await.expect(200);
            }
            assert!(officer.queued("").await.is_empty());
        }
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn what_ends_a_hold_ends_the_request_for_its_release() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        let hold: Hold = client.hold("k", &wanted).await.expect(201).json();
        applied.object_to_hold().await.expect(200);
        let officer = world.officer("ding-ning").await;
        officer.claim(&applied.id).await;
        client.signed("s", &hold).await;
        let answer = officer
            .rule(&applied.id, RulingOutcome::Granted, "解除")
            .await;
        answer.problem(ProblemKind::WrongState);
        assert!(officer.queued("").await.is_empty());
        world.audited(applied.uuid()).await;
    });
}
