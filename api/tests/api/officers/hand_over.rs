//! A claimed case goes to a colleague by name.

use serde_json::json;
use shared::issue::IssueCode;
use shared::officer::{Colleague, ColleagueList};
use shared::problem::ProblemKind;
use shared::review::QueueEntry;

use super::office::{Office, sign_in_officer};
use crate::harness::{Answer, in_world};

impl Office {
    async fn colleagues(&self) -> Vec<Colleague> {
        let path = "/api/v1/officer/colleagues";
        let list: ColleagueList = self.0.get(path).await.expect(200).json();
        list.items
    }

    async fn hand_over(&self, id: &str, officer: &str, note: &str) -> Answer {
        let path = format!("/api/v1/officer/cases/{id}/hand-over");
        let body = json!({ "officer": officer, "note": note });
        self.0.call("POST", &path, Some(&body)).await
    }
}

#[test]
fn a_case_goes_to_a_colleague_with_a_note() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let one = world.officer("ding-ning").await;
        assert_eq!(one.colleagues().await, []);
        let other = world.officer("jiang-tao").await;
        world.officer("zhuang-yi").await;
        // Signed in without a document: whose cases are the own nobody could tell.
        let unbound = Office(world.browser());
        sign_in_officer(&unbound.0, "suwen").await;
        let colleagues = one.colleagues().await;
        let names: Vec<&str> = colleagues.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["江涛"]);
        let to = &colleagues[0].id;

        let answer = one.hand_over(&applied.id, to, "请接着办").await;
        answer.problem(ProblemKind::CaseNotClaimed);
        one.claim(&applied.id).await;
        let answer = one.hand_over(&applied.id, to, " ").await;
        let problem = answer.problem(ProblemKind::InvalidAnswers);
        let wrong = (problem.errors[0].pointer.as_str(), problem.errors[0].code);
        assert_eq!(wrong, ("/note", IssueCode::Required));
        let note = "已联系单位，\n等补缴说明";
        let answer = one.hand_over(&applied.id, to, note).await.expect(200);
        let entry: QueueEntry = answer.json();
        assert_eq!(
            (entry.claim.unwrap().officer.as_str(), entry.is_mine),
            ("江涛", false)
        );
        // It is not the first one's any more, who does not get it back by asking once more.
        let answer = one.ask("GET", &applied.id, "").await;
        answer.problem(ProblemKind::CaseClaimed);
        let answer = one.hand_over(&applied.id, to, note).await;
        answer.problem(ProblemKind::CaseClaimed);
        let mine = std::slice::from_ref(&applied.id);
        assert_eq!(other.queued("?mine=true").await, mine);
        let case = other.open(&applied.id).await;
        let handed = &case.hand_overs[0];
        let told = (
            handed.from.as_str(),
            handed.to.as_str(),
            handed.note.as_str(),
        );
        assert_eq!(told, ("丁宁", "江涛", "已联系单位， 等补缴说明"));
        world.audited(applied.uuid()).await;
        let dump = world.dump().await;
        let secret = "等补缴说明".as_bytes();
        assert!(!dump.windows(secret.len()).any(|window| window == secret));
    });
}

#[test]
fn whoever_may_not_have_the_case_is_told_of_like_one_who_is_away() {
    in_world(async |world| {
        // 童蕾 is an officer, and the case is her own.
        let applied = world.waiting_for_officer("tong-lei").await;
        world.officer("tong-lei").await;
        let one = world.officer("ding-ning").await;
        one.claim(&applied.id).await;
        let colleagues = one.colleagues().await;
        assert_eq!(colleagues.len(), 1);
        let mut told = Vec::new();
        for to in [
            colleagues[0].id.as_str(),
            "acc_019d0000000070008000000000000003",
            "x",
        ] {
            let answer = one.hand_over(&applied.id, to, "请接着办").await.expect(409);
            let mut problem = answer.problem(ProblemKind::ColleagueUnavailable);
            problem.request_id.clear();
            told.push(problem);
        }
        assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:#?}");
        // The claim stays where it was.
        assert!(one.claim(&applied.id).await.is_mine);
    });
}
