//! Who may dispute what, and until when.

use std::time::Duration;

use sandbox::{Fault, FaultKind};
use serde_json::json;
use shared::application::{Detail, DisputeStep, EventKind, HouseKind, State};
use shared::household::Who;
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::registry::Registry;
use shared::values::day_in_shanghai;
use shared::workdays::last_workday;

use super::{UNDER_REVIEW, at, statement};
use crate::harness::in_world;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[test]
fn a_refusal_names_the_house_records_and_can_be_disputed() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let detail = applied.detail().await;
        let begins = day_in_shanghai(detail.summary.decided_at.unwrap());
        assert!(detail.summary.may_ask_review && detail.disputes.is_empty());
        assert_eq!(detail.summary.review_until, Some(last_workday(begins, 10)));
        // Of what only the spouse holds, no address is told.
        let told: Vec<_> = detail
            .house_records
            .iter()
            .map(|record| {
                let told = (record.address.as_deref(), record.certificate.is_some());
                (record.place, record.kind, record.holders.clone(), told)
            })
            .collect();
        let own = Some("海淀区示例园 15 号楼 604");
        assert_eq!(
            told,
            [
                (1, HouseKind::Home, vec![Who::Applicant], (own, true)),
                (2, HouseKind::Home, vec![Who::Spouse], (None, false)),
            ]
        );
        let opened = applied.dispute(&statement(&[2])).await;
        let opened: Detail = opened.expect(200).json();
        assert_eq!(at(&opened), UNDER_REVIEW);
        assert!(!opened.summary.may_ask_review && opened.decision.is_some());
        let dispute = &opened.disputes[0];
        assert_eq!(dispute.step, DisputeStep::UnderReview);
        assert_eq!(dispute.due_on, Some(last_workday(world.app.today(), 5)));
        assert_eq!(dispute.records, opened.house_records[1..]);
        let last = opened.events.last().unwrap();
        assert_eq!(last.kind, EventKind::ReviewRequested);
        // The household is in this application and in no other.
        let other = world.at_home("qian-feng").await;
        let mut answers = world.answers("zhao-min");
        std::mem::swap(&mut answers.applicant.person, &mut answers.spouse);
        let draft = crate::applying::saved(&other, answers).await;
        let path = format!("/api/v1/applications/{}/submission", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [("if-match", if_match.as_str())];
        let answer = other.send("POST", &path, &headers, None).await;
        answer.problem(ProblemKind::HouseholdMemberLocked);
        world.audited(applied.uuid()).await;
        // What people say is sealed.
        let dump = world.dump().await;
        let said = "该房屋已于上月转出".as_bytes();
        assert!(!dump.windows(said.len()).any(|part| part == said));
    });
}

#[test]
fn of_two_disputes_at_once_one_is_opened() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let body = statement(&[2]);
        let (one, other) = futures::join!(applied.dispute(&body), applied.dispute(&body));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(applied.detail().await.disputes.len(), 1);
    });
}

#[test]
fn what_is_not_complete_is_refused_and_changes_nothing() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let long = "长".repeat(501);
        for (body, pointers) in [
            (statement(&[]), vec!["/records"]),
            (statement(&[1, 9]), vec!["/records/1"]),
            // Nobody would see anything of it.
            (
                json!({ "records": [1], "ground": "other", "statement": "\u{200b}\u{202e}\r\n" }),
                vec!["/statement"],
            ),
            (
                json!({ "records": [0], "ground": "other", "statement": " " }),
                vec!["/records/0", "/statement"],
            ),
            (
                json!({ "records": [1], "ground": "other", "statement": long }),
                vec!["/statement"],
            ),
        ] {
            let answer = applied.dispute(&body).await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            let found: Vec<_> = problem.errors.iter().map(|e| e.pointer.as_str()).collect();
            assert_eq!(found, pointers, "{body}");
        }
        let body = json!({ "records": [1], "ground": "x", "statement": "x" });
        let answer = applied.dispute(&body).await;
        answer.problem(ProblemKind::MalformedBody);
        let detail = applied.detail().await;
        assert_eq!(at(&detail), (State::Failed, None));
        assert!(detail.disputes.is_empty() && detail.summary.may_ask_review);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
    });
}

#[test]
fn only_a_refusal_for_house_records_can_be_disputed_and_only_for_a_while() {
    in_world(async |world| {
        // A pass, and a refusal for another reason.
        let passed = world.applied("he-jun").await;
        let detail = passed.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        assert!(detail.house_records.is_empty());
        let answer = passed.dispute(&statement(&[1])).await;
        answer.problem(ProblemKind::WrongState);
        let refused = world.refused(Module::Residential, "zhao-min").await;
        let stranger = world.at_home("he-jun").await;
        let path = format!("/api/v1/applications/{}/dispute", refused.id);
        let answer = stranger.call("POST", &path, Some(&statement(&[1]))).await;
        answer.problem(ProblemKind::NotFound);
        let last = last_workday(world.app.today(), 10);
        let days = last.signed_duration_since(world.app.today()).num_days();
        world
            .app
            .set_clock_forward(DAY * u32::try_from(days + 1).unwrap());
        let browser = world.signed_in("zhao-min").await;
        let late = browser.call("POST", &path, Some(&statement(&[1]))).await;
        late.problem(ProblemKind::ReviewPeriodOver);
        let path = format!("/api/v1/applications/{}", refused.id);
        let detail: Detail = browser.get(&path).await.expect(200).json();
        assert!(!detail.summary.may_ask_review);
        assert_eq!(detail.summary.review_until, None);
    });
}

#[test]
fn whoever_is_in_another_live_application_by_now_keeps_it_from_being_disputed() {
    in_world(async |world| {
        let refused = world.refused(Module::Residential, "zhao-min").await;
        let other = world.at_home("qian-feng").await;
        let fault = Fault {
            fault: FaultKind::Error500,
            seconds: None,
            times: None,
            document: None,
            units: false,
        };
        world.set_fault(Registry::Population, &fault).await;
        let mut answers = world.answers("zhao-min");
        std::mem::swap(&mut answers.applicant.person, &mut answers.spouse);
        let other = world.applied_with(other, answers).await;
        let answer = refused.dispute(&statement(&[2])).await;
        answer.problem(ProblemKind::MemberInLiveApplication);
        assert_eq!(at(&refused.detail().await), (State::Failed, None));
        other.withdraw().await;
        refused.dispute(&statement(&[2])).await.expect(200);
    });
}

#[test]
fn a_dispute_can_be_taken_back_and_opened_again() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "wang-qiang").await;
        let back: Detail = applied.take_back().await.expect(200).json();
        assert_eq!(at(&back), (State::Failed, None));
        assert_eq!(back.disputes[0].step, DisputeStep::Withdrawn);
        assert!(back.disputes[0].ended_at.is_some() && back.summary.may_ask_review);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        assert_eq!(world.count("SELECT count(*) AS n FROM reviews").await, 0);
        let answer = applied.take_back().await;
        answer.problem(ProblemKind::WrongState);
        applied.dispute(&statement(&[1])).await.expect(200);
        let detail = applied.detail().await;
        assert_eq!((at(&detail), detail.disputes.len()), (UNDER_REVIEW, 2));
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_statement_keeps_its_lines_and_loses_what_nobody_sees() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let body = json!({
            "records": [1],
            "ground": "other",
            "statement": "\u{202e}第一行\u{200b}\r\n\t第二行 ",
        });
        let opened: Detail = applied.dispute(&body).await.expect(200).json();
        assert_eq!(opened.disputes[0].statement, "第一行\n第二行");
    });
}
