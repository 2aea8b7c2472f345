//! A pass needs two people, a refusal one with a reason; what the rules decided stays.

use api::service::verification::replay;
use serde_json::{Value, json};
use shared::application::{EventKind, RulingOutcome, State, SubState};
use shared::policy::Outcome;
use shared::problem::ProblemKind;
use shared::review::{CaseStanding, ReviewStep, RulingStep};

use super::office::Office;
use crate::harness::{World, in_world, in_world_with};

/// The chain of an application is whole, and the decision of the rules comes out the same.
async fn assert_whole(world: &World, application: uuid::Uuid) {
    world.audited(application).await;
    assert!(replay(&world.app, application).await.unwrap());
}

#[test]
fn a_pass_is_a_proposal_until_a_supervisor_confirms_it() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let id = &applied.id;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(id).await;
        let answer = supervisor.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::WrongState);
        supervisor.ask("DELETE", id, "/claim").await.expect(204);

        let proposed = reviewer.propose(id).await;
        assert_eq!(proposed.step, Some(ReviewStep::Proposed));
        assert_eq!(proposed.sub_state, Some(SubState::ManualReview));
        // The applicant is told nothing of it.
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Pending);
        assert_eq!((detail.ruling, detail.certificate), (None, None));
        assert_eq!(
            supervisor.queued("?step=proposed").await,
            std::slice::from_ref(id)
        );
        // Nor can a reviewer go on with it.
        reviewer.claim(id).await;
        let answer = reviewer.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::RoleMissing);
        let answer = reviewer.rule(id, RulingOutcome::Refused, "不同意").await;
        answer.problem(ProblemKind::WrongState);
        reviewer.ask("DELETE", id, "/claim").await.expect(204);

        supervisor.claim(id).await;
        let answer = supervisor.say(id, "/confirmation", "").await;
        answer.problem(ProblemKind::InvalidAnswers);
        let confirmed = supervisor.say(id, "/confirmation", "同意，材料齐全").await;
        let confirmed: CaseStanding = confirmed.expect(200).json();
        assert_eq!((confirmed.state, confirmed.step), (State::Passed, None));
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Passed);
        assert!(detail.certificate.is_some() && detail.summary.days_left == Some(30));
        let ruling = detail.ruling.unwrap();
        assert_eq!(ruling.outcome, RulingOutcome::Granted);
        assert_eq!(ruling.reason.as_deref(), Some("同意，材料齐全"));
        assert_eq!(detail.decision.unwrap().outcome, Outcome::ManualReview);
        assert_eq!(
            detail.events.last().unwrap().kind,
            EventKind::ManuallyPassed
        );
        // It is no case any more.
        assert!(supervisor.queued("").await.is_empty());
        let answer = supervisor.ask("POST", id, "/claim").await;
        answer.problem(ProblemKind::WrongState);
        assert_whole(world, applied.uuid()).await;
    });
}

#[test]
fn nobody_confirms_what_they_proposed() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let id = &applied.id;
        let one = world.officer("su-wen").await;
        let other = world.officer("lan-tian").await;
        let proposed = one.propose(id).await;
        assert_eq!(proposed.step, Some(ReviewStep::Proposed));
        one.claim(id).await;
        let answer = one.say(id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::SecondPersonNeeded);
        one.ask("DELETE", id, "/claim").await.expect(204);
        other.claim(id).await;
        other.say(id, "/confirmation", "同意").await.expect(200);
        assert_eq!(applied.detail().await.summary.state, State::Passed);
        assert_whole(world, applied.uuid()).await;
    });
}

#[test]
fn a_proposal_can_be_returned() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let id = &applied.id;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        reviewer.propose(id).await;
        supervisor.claim(id).await;
        let returned = supervisor.say(id, "/return", "请补充单位说明").await;
        let returned: CaseStanding = returned.expect(200).json();
        assert_eq!(returned.step, Some(ReviewStep::Open));
        reviewer.claim(id).await;
        let case = reviewer.open(id).await;
        let steps: Vec<_> = case.rulings.iter().map(|r| r.step).collect();
        assert_eq!(steps, [RulingStep::Proposed, RulingStep::Returned]);
        assert_eq!(case.rulings[1].reason, "请补充单位说明");
        let answer = reviewer.rule(id, RulingOutcome::Refused, "未能补充").await;
        answer.expect(200);
        assert_eq!(applied.detail().await.summary.state, State::Failed);
        assert_whole(world, applied.uuid()).await;
    });
}

#[test]
fn what_is_decided_is_what_was_read() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let id = &applied.id;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        let decide = async |officer: &Office, what: &str, mut body: Value, version: u32| {
            body["version"] = version.into();
            body["reason"] = "材料齐全".into();
            let path = format!("/api/v1/officer/cases/{id}{what}");
            officer.0.call("POST", &path, Some(&body)).await
        };
        let pass = json!({ "outcome": "granted" });
        reviewer.claim(id).await;
        let first = reviewer.open(id).await.version;
        assert_eq!(
            reviewer.open(id).await.version,
            first,
            "a look is no change"
        );
        let answer = decide(&reviewer, "/ruling", pass.clone(), first).await;
        answer.expect(200);
        supervisor.claim(id).await;
        let read = supervisor.open(id).await.version;
        assert!(read > first);
        let answer = decide(&supervisor, "/return", json!({}), read).await;
        answer.expect(200);
        reviewer.claim(id).await;
        let answer = decide(&reviewer, "/ruling", pass.clone(), first).await;
        answer.problem(ProblemKind::WrongState);
        let newest = reviewer.open(id).await.version;
        let answer = decide(&reviewer, "/ruling", pass, newest).await;
        answer.expect(200);
        supervisor.claim(id).await;
        for what in ["/confirmation", "/return"] {
            let answer = decide(&supervisor, what, json!({}), read).await;
            answer.problem(ProblemKind::WrongState);
        }
        assert_eq!(applied.detail().await.summary.state, State::Pending);
        let newest = supervisor.open(id).await.version;
        let answer = decide(&supervisor, "/confirmation", json!({}), newest).await;
        answer.expect(200);
        assert_eq!(applied.detail().await.summary.state, State::Passed);
    });
}

#[test]
fn a_refusal_needs_one_officer_and_a_reason() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let id = &applied.id;
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(id).await;
        let answer = reviewer.rule(id, RulingOutcome::Refused, "").await;
        answer.problem(ProblemKind::InvalidAnswers);
        let refused = reviewer
            .rule(id, RulingOutcome::Refused, "成年子女不计入")
            .await;
        let refused: CaseStanding = refused.expect(200).json();
        assert_eq!((refused.state, refused.step), (State::Failed, None));
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Failed);
        let ruling = detail.ruling.unwrap();
        assert_eq!(ruling.outcome, RulingOutcome::Refused);
        assert_eq!(ruling.reason.as_deref(), Some("成年子女不计入"));
        assert_eq!(detail.certificate, None);
        assert_eq!(detail.decision.unwrap().outcome, Outcome::ManualReview);
        assert_eq!(
            detail.events.last().unwrap().kind,
            EventKind::ManuallyFailed
        );
        // Nobody is kept from another application.
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        assert_whole(world, applied.uuid()).await;
    });
}

#[test]
fn one_officer_passes_alone_where_that_is_configured() {
    let change = |config: &mut api::config::Config| config.officers.four_eyes = false;
    in_world_with(change, async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let granted = world.officer("ding-ning").await.propose(&applied.id).await;
        assert_eq!((granted.state, granted.step), (State::Passed, None));
        assert!(applied.detail().await.certificate.is_some());
        assert_whole(world, applied.uuid()).await;
    });
}

#[test]
fn an_officer_and_a_withdrawing_applicant_meet() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let id = &applied.id;
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(id).await;
        applied.withdraw().await;
        for answer in [
            reviewer.rule(id, RulingOutcome::Refused, "不同意").await,
            reviewer.ask("GET", id, "").await,
            reviewer.ask("POST", id, "/claim").await,
        ] {
            answer.problem(ProblemKind::WrongState);
        }
        assert_whole(world, applied.uuid()).await;

        // At the same time: one of them is first, and nothing is half done.
        let applied = world.waiting_for_officer("shi-lei").await;
        let id = &applied.id;
        reviewer.claim(id).await;
        let path = format!("/api/v1/applications/{id}/withdrawal");
        let (ruled, withdrawn) = futures::join!(
            reviewer.rule(id, RulingOutcome::Refused, "不同意"),
            applied.browser.call("POST", &path, None),
        );
        let detail = applied.detail().await;
        match detail.summary.state {
            State::Failed => assert_eq!((ruled.status, withdrawn.status), (200, 409)),
            State::Void => assert_eq!((ruled.status, withdrawn.status), (409, 200)),
            other => panic!("{other:?}"),
        }
        assert_eq!(detail.ruling.is_some(), ruled.status == 200);
        assert_whole(world, applied.uuid()).await;
    });
}

#[test]
fn whoever_changes_a_ruling_behind_the_platform_shows() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let reviewer = world.officer("ding-ning").await;
        reviewer.propose(&applied.id).await;
        world.audited(applied.uuid()).await;
        world.tamper("DELETE FROM rulings").await;
        let chains = [applied.uuid()];
        let found = world.app.store.verify_audit(&chains).await.unwrap();
        assert_eq!(found[0].differences, ["ruling"]);
        // What is proposed is read from what was filed.
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(&applied.id).await;
        let answer = supervisor.say(&applied.id, "/confirmation", "同意").await;
        answer.problem(ProblemKind::WrongState);
    });
}
