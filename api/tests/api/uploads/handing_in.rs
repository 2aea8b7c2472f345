//! Evidence that is handed in, with a dispute and with an answer.

use std::time::Duration;

use serde_json::json;
use shared::application::Detail;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::upload::UploadList;

use super::desk::Desk;
use super::files::{jpeg, pdf};
use crate::harness::{Answer, in_world};
use crate::officers::office::Office;

/// An officer, who has claimed the case, asks for a paper.
pub(crate) async fn asked(officer: &Office, desk: &Desk) {
    let path = format!("/api/v1/officer/cases/{}/requests", desk.id);
    let body = json!({ "what": "请补充过户证明" });
    officer.0.call("POST", &path, Some(&body)).await.expect(200);
}

fn closed(answer: Answer) {
    answer.expect(409).problem(ProblemKind::WrongState);
}

#[test]
fn a_dispute_hands_in_what_was_uploaded_and_it_stays() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let deed = desk.upload(&jpeg()).await;
        let wrong = desk.upload(&pdf(1)).await;
        assert_eq!(deed.handed_in_at, None);
        desk.delete(&wrong).await.expect(204);
        let opened: Detail = desk.dispute().await.expect(200).json();
        assert_eq!(opened.disputes[0].evidence, [deed.id.as_str()]);
        let sql = "SELECT count(*) AS n FROM audit WHERE action = 'hand_in_upload'";
        assert_eq!(world.count(sql).await, 1);
        let kept = desk.read(&deed).await;
        assert_eq!(kept.handed_in_at, Some(opened.disputes[0].opened_at));
        // The office looks at it.
        closed(desk.delete(&deed).await);
        closed(desk.send(&jpeg()).await);
        // What was taken back stays on file, and the next dispute has papers of its own.
        desk.take_back().await.expect(200);
        closed(desk.delete(&deed).await);
        let other = desk.upload(&pdf(2)).await;
        let opened: Detail = desk.dispute().await.expect(200).json();
        assert_eq!(opened.disputes[0].evidence, [deed.id.as_str()]);
        assert_eq!(opened.disputes[1].evidence, [other.id.as_str()]);
        let officer = world.officer("ding-ning").await;
        officer.claim(&desk.id).await;
        let case = officer.open(&desk.id).await;
        assert_eq!(case.disputes[1].evidence, [other.id.as_str()]);
        let list = officer.ask("GET", &desk.id, "/uploads").await;
        let list: UploadList = list.expect(200).json();
        assert_eq!(list.items, desk.list().await);
        assert_eq!(list.items.len(), 2);
        world.audited(desk.uuid()).await;
    });
}

#[test]
fn an_answer_hands_in_what_was_uploaded_since_it_was_asked_for() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let deed = desk.upload(&jpeg()).await;
        desk.dispute().await.expect(200);
        let officer = world.officer("ding-ning").await;
        officer.claim(&desk.id).await;
        asked(&officer, &desk).await;
        closed(desk.delete(&deed).await);
        let wrong = desk.upload(&pdf(1)).await;
        desk.delete(&wrong).await.expect(204);
        let more = desk.upload(&pdf(2)).await;
        let answered: Detail = desk.answer().await.expect(200).json();
        assert_eq!(answered.requests[0].evidence, [more.id.as_str()]);
        assert_eq!(answered.disputes[0].evidence, [deed.id.as_str()]);
        closed(desk.delete(&more).await);
        closed(desk.send(&jpeg()).await);
    });
}

#[test]
fn papers_are_taken_for_what_the_rules_leave_open_when_they_are_asked_for() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let desk = Desk {
            browser: applied.browser,
            id: applied.id,
        };
        closed(desk.send(&jpeg()).await);
        let officer = world.officer("ding-ning").await;
        officer.claim(&desk.id).await;
        asked(&officer, &desk).await;
        let paper = desk.upload(&jpeg()).await;
        let answered: Detail = desk.answer().await.expect(200).json();
        assert_eq!(answered.requests[0].evidence, [paper.id.as_str()]);
        let case = officer.open(&desk.id).await;
        assert_eq!(case.requests[0].evidence, [paper.id.as_str()]);
    });
}

#[test]
fn nothing_comes_in_once_the_time_for_it_is_over() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let paper = desk.upload(&jpeg()).await;
        world
            .app
            .set_clock_forward(Duration::from_secs(16 * 24 * 60 * 60));
        let late = Desk {
            browser: world.signed_in("wang-qiang").await,
            id: desk.id,
        };
        closed(late.send(&jpeg()).await);
        late.download(&paper).await.expect(200);
        late.delete(&paper).await.expect(204);
    });
}

#[test]
fn what_was_not_named_is_not_handed_in_and_can_be_deleted_at_any_time() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let deed = desk.upload(&jpeg()).await;
        // One of another tab, and one that arrives while the dispute is sent.
        let other = desk.upload(&pdf(1)).await;
        let file = pdf(2);
        let named = [deed.id.clone()];
        let (opened, late) = futures::join!(desk.dispute_with(&named), desk.send(&file));
        let opened: Detail = opened.expect(200).json();
        assert_eq!(opened.disputes[0].evidence, named);
        if late.status != 201 {
            closed(late);
        }
        let officer = world.officer("ding-ning").await;
        officer.claim(&desk.id).await;
        let list = officer.ask("GET", &desk.id, "/uploads").await;
        let list: UploadList = list.expect(200).json();
        assert_eq!(list.items, [desk.read(&deed).await]);
        assert_eq!(desk.read(&other).await.handed_in_at, None);
        desk.delete(&other).await.expect(204);
        closed(desk.delete(&deed).await);
    });
}

#[test]
fn only_evidence_of_the_application_that_is_not_handed_in_can_be_named() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let deed = desk.upload(&jpeg()).await;
        let unknown = "upl_019d0000000070008000000000000009".to_owned();
        let refused = async |evidence: &[String]| {
            let answer = desk.dispute_with(evidence).await.expect(422);
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].code, IssueCode::NotAValue);
            problem.errors[0].pointer.clone()
        };
        let named = [deed.id.clone(), unknown];
        assert_eq!(refused(&named).await, "/evidence/1");
        assert_eq!(desk.read(&deed).await.handed_in_at, None);
        desk.dispute_with(&named[..1]).await.expect(200);
        desk.take_back().await.expect(200);
        assert_eq!(refused(&named[..1]).await, "/evidence/0");
        desk.dispute_with(&[]).await.expect(200);
    });
}
