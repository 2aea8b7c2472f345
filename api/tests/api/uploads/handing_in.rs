//! Evidence that is handed in, with a dispute and with an answer.

use std::time::Duration;

use serde_json::json;
use shared::application::{Detail, State, SubState};
use shared::problem::ProblemKind;
use shared::upload::{Upload, UploadList};

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
        closed(late.delete(&paper).await);
        late.download(&paper).await.expect(200);
    });
}

#[test]
fn a_paper_that_comes_with_the_dispute_is_handed_in_or_refused() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let small = jpeg();
        let (one, two, three) = (&desk, &desk, &desk);
        let (first, opened, second) =
            futures::join!(one.send(&small), two.dispute(), three.send(&small));
        let opened: Detail = opened.expect(200).json();
        for sent in [first, second] {
            if sent.status == 201 {
                let id = sent.json::<Upload>().id;
                assert!(opened.disputes[0].evidence.contains(&id));
            } else {
                closed(sent);
            }
        }
        let detail = desk.detail().await;
        assert_eq!(
            (detail.summary.state, detail.summary.sub_state),
            (State::Failed, Some(SubState::UnderReview))
        );
        let kept = desk.list().await;
        assert!(kept.iter().all(|paper| paper.handed_in_at.is_some()));
    });
}
