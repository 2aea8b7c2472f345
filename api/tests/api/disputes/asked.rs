//! What officers ask applicants for: the clock stands still until the answer.

use std::time::Duration;

use api::service::requests::close_unanswered;
use shared::application::{Detail, DisputeStep, EventKind, RulingOutcome, State, SubState};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::review::QueueEntry;
use shared::workdays::{last_workday, workdays_until};

use super::{UNDER_REVIEW, at, not_held};
use crate::harness::in_world;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[test]
fn the_clock_stands_still_until_the_applicant_answers() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "zhao-min").await;
        let answer = applied.answer("没有人问").await;
        answer.problem(ProblemKind::WrongState);
        let officer = world.officer("ding-ning").await;
        let due = officer.claim(&applied.id).await.due_on.unwrap();
        officer
            .request(&applied.id, "")
            .await
            .problem(ProblemKind::InvalidAnswers);
        let asked = officer.request(&applied.id, "请补充过户证明").await;
        let asked: QueueEntry = asked.expect(200).json();
        let today = world.app.today();
        assert_eq!(
            (asked.due_on, asked.answer_by),
            (None, Some(last_workday(today, 10)))
        );
        let again = officer.request(&applied.id, "再补充一份").await;
        again.problem(ProblemKind::WrongState);
        // Who was given time has it.
        let refused = officer
            .rule(&applied.id, RulingOutcome::Refused, "不同意")
            .await;
        refused.problem(ProblemKind::WrongState);
        let detail = applied.detail().await;
        assert_eq!(at(&detail), UNDER_REVIEW);
        assert_eq!(detail.answer_by, Some(last_workday(today, 10)));
        let dispute = &detail.disputes[0];
        assert_eq!(
            (dispute.step, dispute.due_on),
            (DisputeStep::AnswerAwaited, None)
        );
        let request = &detail.requests[0];
        assert_eq!(request.what, "请补充过户证明");
        assert_eq!(request.answer_by, last_workday(today, 10));

        // Three days later the clock goes on with what was left.
        world.app.set_clock_forward(DAY * 3);
        let browser = world.signed_in("zhao-min").await;
        let applied = crate::applying::Applied {
            browser,
            id: applied.id.clone(),
        };
        applied
            .answer(" ")
            .await
            .problem(ProblemKind::InvalidAnswers);
        let answered: Detail = applied.answer("已提交窗口").await.expect(200).json();
        let dispute = &answered.disputes[0];
        let left = workdays_until(today, due);
        let later = last_workday(world.app.today(), left);
        assert!(later > due);
        assert_eq!(
            (dispute.step, dispute.due_on),
            (DisputeStep::UnderReview, Some(later))
        );
        assert_eq!(answered.requests[0].answer.as_deref(), Some("已提交窗口"));
        applied
            .answer("再说一次")
            .await
            .problem(ProblemKind::WrongState);
        let kinds: Vec<_> = answered.events.iter().map(|event| event.kind).collect();
        assert!(kinds.ends_with(&[EventKind::AnswerRequested, EventKind::AnswerGiven]));
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn what_is_granted_needs_no_answer_any_more() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "zhao-min").await;
        let officer = world.officer("ding-ning").await;
        officer.claim(&applied.id).await;
        officer
            .request(&applied.id, "请补充过户证明")
            .await
            .expect(200);
        let proposed = officer.grant(&applied.id, &[not_held(2)]).await;
        proposed.expect(200);
        world.app.set_clock_forward(DAY * 30);
        close_unanswered(&world.app).await.unwrap();
        let sql = "SELECT count(*) AS n FROM reviews WHERE is_proposed";
        assert_eq!(world.count(sql).await, 1);
    });
}

#[test]
fn a_dispute_that_is_not_answered_in_time_counts_as_taken_back() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "wang-qiang").await;
        let officer = world.officer("ding-ning").await;
        officer.claim(&applied.id).await;
        officer
            .request(&applied.id, "请补充过户证明")
            .await
            .expect(200);
        close_unanswered(&world.app).await.unwrap();
        assert_eq!(at(&applied.detail().await), UNDER_REVIEW);
        let last = last_workday(world.app.today(), 10);
        let days = last.signed_duration_since(world.app.today()).num_days();
        world
            .app
            .set_clock_forward(DAY * u32::try_from(days + 1).unwrap());
        close_unanswered(&world.app).await.unwrap();
        let browser = world.signed_in("wang-qiang").await;
        let path = format!("/api/v1/applications/{}", applied.id);
        let detail: Detail = browser.get(&path).await.expect(200).json();
        assert_eq!(at(&detail), (State::Failed, None));
        assert_eq!(detail.disputes[0].step, DisputeStep::Lapsed);
        assert_eq!(detail.events.last().unwrap().kind, EventKind::ReviewLapsed);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn what_the_rules_leave_open_is_decided_without_an_answer_that_does_not_come() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let officer = world.officer("ding-ning").await;
        officer.claim(&applied.id).await;
        let asked = officer.request(&applied.id, "请补充单位说明").await;
        let asked: QueueEntry = asked.expect(200).json();
        assert_eq!(asked.due_on, None);
        assert_eq!(applied.detail().await.requests.len(), 1);
        let last = last_workday(world.app.today(), 10);
        let days = last.signed_duration_since(world.app.today()).num_days();
        world
            .app
            .set_clock_forward(DAY * u32::try_from(days + 1).unwrap());
        close_unanswered(&world.app).await.unwrap();
        let sql = "SELECT count(*) AS n FROM reviews WHERE answer_by IS NULL AND days_left = 5";
        assert_eq!(world.count(sql).await, 1);
        let browser = world.signed_in("geng-tao").await;
        let path = format!("/api/v1/applications/{}", applied.id);
        let detail: Detail = browser.get(&path).await.expect(200).json();
        assert_eq!(at(&detail), (State::Pending, Some(SubState::ManualReview)));
        assert_eq!(detail.events.last().unwrap().kind, EventKind::AnswerMissed);
    });
}
