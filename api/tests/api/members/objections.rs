//! 这不是事实: what an objection does in each state, and how it ends.

use sandbox::FaultKind;
use serde_json::json;
use shared::application::{
    Detail, DisputeStep, EventKind, ObjectionStep, RulingOutcome, State, SubState,
};
use shared::membership::{MOST_OBJECTIONS, Membership};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::registry::Registry;
use shared::review::CaseKind;

use super::{Member, STATEMENT, said, upheld};
use crate::applying::Applied;
use crate::harness::{World, in_world};

const VOID: (State, Option<SubState>) = (State::Void, Some(SubState::MemberObjection));

fn at(detail: &Detail) -> (State, Option<SubState>) {
    (detail.summary.state, detail.summary.sub_state)
}

/// Objects, has that upheld, and looks at what is left.
async fn expect_void(world: &World, applied: &Applied, member: &Member) -> Detail {
    member.object(&applied.id).await.expect(200);
    let detail = upheld(world, applied).await;
    assert_eq!(at(&detail), VOID);
    let last = detail.events.last().unwrap();
    assert_eq!(last.kind, EventKind::ObjectionUpheld);
    let told = detail.objections.last().unwrap();
    assert_eq!(told.step, ObjectionStep::Upheld);
    assert_eq!(told.reason.as_deref(), Some("属实"));
    // The applicant is not told what was said.
    assert!(!serde_json::to_string(&detail).unwrap().contains(STATEMENT));
    let seen = member.seen(&applied.id).await;
    assert_eq!((seen.summary.state, seen.summary.sub_state), VOID);
    assert_eq!(seen.objections.last().unwrap().standing, *told);
    assert!(!seen.may_object && !seen.summary.is_objected);
    assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
    assert_eq!(world.count("SELECT count(*) AS n FROM reviews").await, 0);
    world.audited(applied.uuid()).await;
    detail
}

#[test]
fn a_pass_is_void_once_two_officers_uphold_an_objection() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        assert_eq!(applied.decided().await.summary.state, State::Passed);
        let spouse = world.member("xie-jing").await;
        let empty = json!({ "ground": "other", "statement": " " });
        let path = format!("/api/v1/memberships/{}/objection", applied.id);
        let answer = spouse.0.call("POST", &path, Some(&empty)).await;
        answer.problem(ProblemKind::InvalidAnswers);
        let seen: Membership = spouse.object(&applied.id).await.expect(200).json();
        assert!(seen.summary.is_objected && !seen.may_object);
        assert_eq!(seen.objections[0].statement, STATEMENT);
        assert!(seen.objections[0].standing.due_on.is_some());
        // One at a time.
        let answer = spouse.object(&applied.id).await;
        answer.problem(ProblemKind::WrongState);

        // Meanwhile it stands, and the applicant knows.
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Passed);
        assert_eq!(detail.objections[0].step, ObjectionStep::Open);
        let reviewer = world.officer("ding-ning").await;
        let entry = reviewer.queue("?kind=objection").await.items.pop().unwrap();
        assert_eq!(entry.kind, CaseKind::Objection);
        assert!(entry.due_on.is_some() && entry.reason.is_none());
        reviewer.claim(&applied.id).await;
        let case = reviewer.open(&applied.id).await;
        assert_eq!(case.objections[0].objection.statement, STATEMENT);
        let path = format!("/api/v1/officer/cases/{}/requests", applied.id);
        let what = json!({ "what": "请补充" });
        let answer = reviewer.0.call("POST", &path, Some(&what)).await;
        answer.problem(ProblemKind::WrongState);
        reviewer.ask("DELETE", &applied.id, "/claim").await;

        let detail = upheld(world, &applied).await;
        assert_eq!(at(&detail), VOID);
        let answer = spouse.object(&applied.id).await;
        answer.problem(ProblemKind::WrongState);
        let answer = spouse.take_back(&applied.id).await;
        answer.problem(ProblemKind::WrongState);
        world.audited(applied.uuid()).await;
        // What people say is sealed.
        let dump = world.dump().await;
        let said = STATEMENT.as_bytes();
        assert!(!dump.windows(said.len()).any(|part| part == said));
    });
}

#[test]
fn an_objection_ends_what_is_pending_with_or_without_a_decision() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let spouse = world.member("zhu-hong").await;
        expect_void(world, &applied, &spouse).await;

        // Before there is a decision, and while a registry is awaited.
        world.fault(Registry::Property, FaultKind::Error500).await;
        let applied = world.applied("yang-fan").await;
        applied.awaiting().await;
        let spouse = world.member("xie-jing").await;
        expect_void(world, &applied, &spouse).await;
        world.clear_faults().await;
        assert_eq!(applied.detail().await.decision, None);
    });
}

#[test]
fn an_objection_ends_what_is_under_review_and_the_dispute_with_it() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "zhao-min").await;
        let spouse = world.member("qian-feng").await;
        let detail = expect_void(world, &applied, &spouse).await;
        let dispute = detail.disputes.last().unwrap();
        assert_eq!(dispute.step, DisputeStep::Withdrawn);
    });
}

#[test]
fn what_failed_cannot_be_objected_to() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let spouse = world.member("qian-feng").await;
        assert!(!spouse.seen(&applied.id).await.may_object);
        let answer = spouse.object(&applied.id).await;
        answer.problem(ProblemKind::WrongState);
    });
}

#[test]
fn dismissed_it_gives_way_to_what_was_a_case_before() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let id = &applied.id;
        let (reviewer, supervisor) = (
            world.officer("ding-ning").await,
            world.officer("su-wen").await,
        );
        // A pass is proposed, and somebody is about to confirm it.
        reviewer.propose(id).await;
        supervisor.claim(id).await;
        let spouse = world.member("zhu-hong").await;
        spouse.object(id).await.expect(200);
        let answer = supervisor.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::CaseNotClaimed);
        supervisor.claim(id).await;
        let answer = supervisor.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::WrongState);
        supervisor.ask("DELETE", id, "/claim").await.expect(204);
        assert_eq!(reviewer.queued("?kind=manual_review").await, [""; 0]);

        // Whoever has read the case as it was decides nothing about the objection.
        reviewer.claim(id).await;
        let path = format!("/api/v1/officer/cases/{id}/ruling");
        let stale = json!({ "kind": "manual_review", "outcome": "refused", "reason": "不符合" });
        let answer = reviewer.0.call("POST", &path, Some(&stale)).await;
        answer.problem(ProblemKind::WrongState);
        let why = "结婚登记与申请一致";
        let answer = reviewer.rule(id, RulingOutcome::Refused, why).await;
        answer.expect(200);
        let detail = applied.detail().await;
        assert_eq!(at(&detail), (State::Pending, Some(SubState::ManualReview)));
        assert_eq!(detail.objections[0].step, ObjectionStep::Dismissed);
        assert_eq!(detail.ruling, None);
        let seen = spouse.seen(id).await;
        assert_eq!(seen.objections[0].standing.reason.as_deref(), Some(why));
        // It is decided, and cannot be used to keep the application waiting.
        assert!(!seen.may_object);
        let answer = spouse.object(id).await;
        answer.problem(ProblemKind::WrongState);
        let last = seen.events.last().unwrap();
        assert_eq!(last.kind, EventKind::ObjectionDismissed);

        // The case of before is there again, and nothing is proposed.
        let entry = supervisor.queue("").await.items.pop().unwrap();
        assert_eq!(entry.kind, CaseKind::ManualReview);
        supervisor.claim(id).await;
        let answer = supervisor.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::WrongState);
        supervisor.ask("DELETE", id, "/claim").await.expect(204);
        reviewer.propose(id).await;
        supervisor.claim(id).await;
        supervisor
            .say(id, "/confirmation", "同意")
            .await
            .expect(200);
        assert_eq!(applied.detail().await.summary.state, State::Passed);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn taken_back_it_leaves_everything_as_it_was() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        applied.decided().await;
        let id = &applied.id;
        let spouse = world.member("xie-jing").await;
        let answer = spouse.take_back(id).await;
        answer.problem(ProblemKind::WrongState);
        spouse.object(id).await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        reviewer.propose(id).await;
        let seen: Membership = spouse.take_back(id).await.expect(200).json();
        assert_eq!(seen.objections[0].standing.step, ObjectionStep::Withdrawn);
        assert!(seen.may_object);
        assert_eq!(reviewer.queued("").await, [""; 0]);
        let answer = reviewer.ask("POST", id, "/claim").await;
        answer.problem(ProblemKind::WrongState);
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Passed);
        assert_eq!(detail.objections[0].step, ObjectionStep::Withdrawn);
        // It can be raised again, but not for ever, and is a case of its own again.
        spouse.object(id).await.expect(200);
        spouse.take_back(id).await.expect(200);
        let last = spouse.object(id).await.expect(200);
        assert_eq!(last.json::<Membership>().objections.len(), MOST_OBJECTIONS);
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(id).await;
        let answer = supervisor.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::WrongState);
        let seen: Membership = spouse.take_back(id).await.expect(200).json();
        assert!(!seen.may_object);
        let answer = spouse.object(id).await;
        answer.problem(ProblemKind::WrongState);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_case_that_opens_behind_an_objection_leaves_what_is_proposed() {
    in_world(async |world| {
        world.fault(Registry::Property, FaultKind::Error500).await;
        let browser = world.at_home("wu-haitao").await;
        let answers = world.answers("wu-haitao");
        let applied = world.applied_with(browser, answers).await;
        applied.awaiting().await;
        let spouse = world.member("zhu-hong").await;
        spouse.object(&applied.id).await.expect(200);
        let seen = spouse.seen(&applied.id).await;
        // What it waits for is not for everybody; who was asked about oneself is.
        assert_eq!(seen.summary.sub_state, None);
        assert!(
            seen.queries
                .iter()
                .any(|one| one.registry == Registry::Population)
        );
        assert!(
            seen.queries
                .iter()
                .all(|one| one.registry != Registry::Property)
        );
        let (reviewer, supervisor) = (
            world.officer("ding-ning").await,
            world.officer("su-wen").await,
        );
        reviewer.propose(&applied.id).await;
        world.clear_faults().await;
        world
            .app
            .set_clock_forward(std::time::Duration::from_secs(60));
        world.app.work.notify_one();
        let waits = |detail: &Detail| detail.summary.sub_state == Some(SubState::ManualReview);
        applied.until("for an officer", waits).await;
        supervisor.claim(&applied.id).await;
        let answer = supervisor.say(&applied.id, "/confirmation", "属实").await;
        answer.expect(200);
        assert_eq!(at(&applied.detail().await), VOID);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn an_objection_and_a_withdrawing_applicant_meet() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        applied.decided().await;
        let spouse = world.member("xie-jing").await;
        let withdrawal = format!("/api/v1/applications/{}/withdrawal", applied.id);
        let objection = format!("/api/v1/memberships/{}/objection", applied.id);
        let said = said();
        let (withdrawn, objected) = futures::join!(
            applied.browser.call("POST", &withdrawal, None),
            spouse.0.call("POST", &objection, Some(&said)),
        );
        // The applicant may withdraw whatever is objected; what has ended is not objected to.
        assert_eq!(withdrawn.status, 200);
        let detail = applied.detail().await;
        assert_eq!(at(&detail), (State::Void, Some(SubState::Withdrawn)));
        let steps: Vec<_> = detail.objections.iter().map(|one| one.step).collect();
        match objected.status {
            200 => assert_eq!(steps, [ObjectionStep::Overtaken]),
            409 => assert_eq!(steps, []),
            other => panic!("{other}"),
        }
        assert_eq!(world.count("SELECT count(*) AS n FROM reviews").await, 0);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_refusal_overtakes_an_objection_and_a_pass_does_not() {
    in_world(async |world| {
        let reviewer = world.officer("ding-ning").await;
        for (applicant, member, state) in [
            ("zhao-min", "qian-feng", State::Failed),
            ("yang-fan", "xie-jing", State::Passed),
        ] {
            world.fault(Registry::Property, FaultKind::Error500).await;
            let applied = world.applied(applicant).await;
            applied.awaiting().await;
            let member = world.member(member).await;
            member.object(&applied.id).await.expect(200);
            world.clear_faults().await;
            world
                .app
                .set_clock_forward(std::time::Duration::from_secs(60));
            world.app.work.notify_one();
            let detail = applied.decided().await;
            assert_eq!(detail.summary.state, state);
            let step = detail.objections[0].step;
            let cases = "SELECT count(*) AS n FROM reviews";
            if state == State::Failed {
                assert_eq!(step, ObjectionStep::Overtaken);
                assert_eq!(world.count(cases).await, 0);
            } else {
                assert_eq!(step, ObjectionStep::Open);
                let entry = reviewer.queue("").await.items.pop().unwrap();
                assert_eq!(entry.kind, CaseKind::Objection);
            }
            world.audited(applied.uuid()).await;
        }
    });
}
