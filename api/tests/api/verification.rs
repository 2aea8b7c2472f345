//! From submission to the result: six registries, one decision, whatever happens to the worker.

use std::time::{Duration, Instant};

use api::service::expiry::expire_applications;
use api::service::verification::replay;
use sandbox::{Fault, FaultKind};
use serde_json::json;
use shared::application::{CheckState, EventKind, State, SubState};
use shared::household::Category;
use shared::policy::{Outcome, ReasonCode, Verdict};
use shared::problem::ProblemKind;
use shared::purchase::Place;
use shared::registry::Registry;
use shared::values::{Day, Zone};

use crate::applying::{Applied, registries_of};
use crate::harness::{Log, World, in_world};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Longer than the claim on a job and than any pause between two rounds.
const LONG: Duration = Duration::from_secs(90);

fn silent() -> Fault {
    Fault {
        fault: FaultKind::Silent,
        seconds: None,
        times: None,
        document: None,
        units: false,
    }
}

#[test]
fn a_result_stands_within_two_seconds() {
    in_world(async |world| {
        let begun = Instant::now();
        let applied = world.applied("yang-fan").await;
        let detail = applied.decided().await;
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "with sign-in and all"
        );
        let summary = &detail.summary;
        let took = summary.decided_at.unwrap() - summary.submitted_at.unwrap();
        assert!(took.num_milliseconds() < 2000, "{took}");
        assert_eq!((summary.state, summary.sub_state), (State::Passed, None));
        assert_eq!(summary.reason, Some(ReasonCode::Ok));
        assert!(!summary.may_ask_review && !summary.may_get_help);

        let decision = detail.decision.clone().unwrap();
        assert_eq!(decision.outcome, Outcome::Eligible);
        assert_eq!(decision.policy.map(|p| p.to_string()), detail.policy);
        for zone in [Zone::InsideFifthRing, Zone::OutsideFifthRing] {
            assert_eq!(decision.zone(zone).unwrap().outcome, Outcome::Eligible);
        }
        let certificate = detail.certificate.clone().unwrap();
        assert_eq!(certificate.number.len(), "AJ-7KQ2-M9XW-4T8D".len());
        let days = certificate.valid_until - certificate.valid_from;
        assert_eq!(
            (certificate.valid_from, days.num_days()),
            (world.app.today(), 30)
        );

        let all = Registry::ALL.to_vec();
        assert_eq!(registries_of(&detail, EventKind::RegistryAnswered), all);
        assert_eq!(registries_of(&detail, EventKind::RegistryAwaited), []);
        let asked: Vec<Registry> = detail.checks.iter().map(|check| check.registry).collect();
        assert_eq!(asked, all);
        for check in &detail.checks {
            assert_eq!((check.state, check.attempts), (CheckState::Answered, 1));
            assert!(check.answered_at.unwrap() >= check.asked_at);
            assert_eq!(check.next_attempt_at, None);
        }
        assert_eq!(detail.events.last().unwrap().kind, EventKind::Passed);
        assert!(world.audited(applied.uuid()).await >= 3);
        // The log proves which decision was made, and tells nothing of it.
        let store = &world.app.store;
        let filed = store.newest_filed(applied.uuid()).await.unwrap().unwrap();
        let proved = format!(
            "SELECT count(*) AS n FROM audit WHERE action = 'decide_application' \
             AND detail LIKE 'policy {} decision 1 {} | owner %, state passed, %'",
            filed.policy, filed.fingerprint
        );
        assert_eq!(filed.fingerprint.len(), 64);
        assert_eq!(world.count(&proved).await, 1);
    });
}

#[test]
fn a_missing_month_is_named() {
    in_world(async |world| {
        let detail = world.applied("sun-ming").await.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        assert!(detail.summary.may_get_help && !detail.summary.may_ask_review);
        assert_eq!(detail.certificate, None);
        let decision = detail.decision.unwrap();
        let failed = decision
            .findings
            .iter()
            .find(|f| f.verdict == Verdict::NotMet)
            .unwrap();
        assert_eq!(failed.code, ReasonCode::GapTooLong);
        assert!(failed.months.as_ref().unwrap().first_missing.is_some());
    });
}

#[test]
fn a_failure_frees_the_household_for_another_try() {
    in_world(async |world| {
        let first = world.applied("wang-qiang").await;
        let detail = first.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        assert!(detail.summary.may_ask_review);
        let mut answers = world.answers("wang-qiang");
        answers.target.place = Some(Place::OutsideFifthRing);
        let second = world.applied_with(first.browser, answers).await;
        assert_eq!(second.decided().await.summary.state, State::Passed);
    });
}

#[test]
fn somebody_whom_a_registry_does_not_know_is_an_answer() {
    in_world(async |world| {
        let unknown = json!({
            "document": world.document("fan-yu"), "registry": "tax", "record": null,
        });
        let path = format!("{}/control/people", world.city.url());
        world
            .browser()
            .at(&path, "POST", Some(&unknown))
            .await
            .expect(204);
        let detail = world.applied("fan-yu").await.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        assert_eq!(detail.summary.reason, Some(ReasonCode::ContributionShort));
    });
}

#[test]
fn answers_that_speak_against_themselves_are_judged_by_the_records_not_refused() {
    in_world(async |world| {
        let browser = world.at_home("he-jun").await;
        let mut answers = world.answers("he-jun");
        answers.category = Some(Category::Local);
        let applied = world.applied_with(browser, answers).await;
        let summary = applied.decided().await.summary;
        assert_eq!(summary.state, State::Failed);
        assert_eq!(summary.reason, Some(ReasonCode::HukouNotLocal));

        // The day that was typed has passed; the permit on record is valid.
        let browser = world.at_home("cheng-yuan").await;
        let mut answers = world.answers("cheng-yuan");
        if let Some(permit) = &mut answers.applicant.permit {
            permit.valid_to = Day::from_ymd_opt(2020, 5, 31);
        }
        let applied = world.applied_with(browser, answers).await;
        assert_eq!(applied.decided().await.summary.state, State::Passed);
    });
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    in_world(async |world| {
        for applicant in ["chen-li", "cui-ying", "emma-miller"] {
            let applied = match applicant {
                // The spouse of the applicant fills in as well as anybody.
                "chen-li" => {
                    let browser = world.at_home("chen-li").await;
                    let mut answers = world.answers("zhou-xiaolan");
                    answers.filler.who = Some(shared::form::FilledBy::FamilyMember);
                    world.applied_with(browser, answers).await
                }
                _ => world.applied(applicant).await,
            };
            applied.decided().await;
            assert!(
                replay(&world.app, applied.uuid()).await.unwrap(),
                "{applicant}"
            );
        }
        let nobody = replay(&world.app, world.app.new_id()).await.unwrap_err();
        assert_eq!(nobody.kind(), ProblemKind::NotFound);
    });
}

#[test]
fn a_killed_worker_resumes_and_asks_nothing_twice() {
    in_world(async |world| {
        world.set_fault(Registry::Property, &silent()).await;
        let applied = world.applied("luo-jia").await;
        let answered = |count: usize| {
            move |detail: &shared::application::Detail| {
                let done = detail
                    .checks
                    .iter()
                    .filter(|c| c.state == CheckState::Answered);
                done.count() == count
            }
        };
        applied.until("answered by five", answered(5)).await;
        world.kill_workers().await;
        world.clear_faults().await;
        // A claim of another process ends by time; of an embedded database's only process it
        // ends with the process.
        world.app.set_clock_forward(LONG);
        world.start_worker();
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        decided_once(world, &applied).await;
        for (registry, times) in world.questions_about(&world.document("luo-jia")).await {
            let expected = match registry {
                Registry::Property => 2,
                // Binding asks the population registry as well.
                Registry::Population => 2,
                _ => 1,
            };
            assert_eq!(times, expected, "{registry:?}");
        }
    });
}

#[test]
fn workers_side_by_side_decide_everything_once() {
    in_world(async |world| {
        // Before there is anything to do: on SQLite a worker that starts takes what is claimed for that of
        // a process that died, and these are one process.
        for _ in 0..2 {
            world.start_worker();
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        let mut all = Vec::new();
        for applicant in [
            "fan-yu",
            "luo-jia",
            "song-yang",
            "han-shufen",
            "ho-weng",
            "hsu-yating",
        ] {
            all.push((applicant, world.applied(applicant).await));
        }
        for (applicant, applied) in &all {
            let detail = applied.decided().await;
            assert_eq!(detail.summary.state, State::Passed, "{applicant}");
            decided_once(world, applied).await;
            let asked = world.questions_about(&world.document(applicant)).await;
            assert_eq!(asked.values().sum::<u64>(), 7, "{applicant}: {asked:?}");
        }
    });
}

/// One decision, one entry in the time line, one in the unbroken audit log.
async fn decided_once(world: &World, applied: &Applied) {
    let events = applied.detail().await.events;
    let results = events
        .iter()
        .filter(|event| event.kind == EventKind::Passed);
    assert_eq!(results.count(), 1);
    let answers = events
        .iter()
        .filter(|event| event.kind == EventKind::RegistryAnswered);
    assert_eq!(answers.count(), 6);
    let filed = world
        .app
        .store
        .newest_filed(applied.uuid())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(filed.sequence, 1);
    world.audited(applied.uuid()).await;
}

#[test]
fn a_withdrawn_application_is_not_decided() {
    in_world(async |world| {
        world.set_fault(Registry::Tax, &silent()).await;
        let applied = world.applied("he-jun").await;
        // While the question is under way …
        applied
            .until("asked", |detail| !detail.checks.is_empty())
            .await;
        applied.withdraw().await;
        // … nobody is locked any more, so that the household may begin anew.
        world.clear_faults().await;
        let browser = world.at_home("he-jun").await;
        let again = world.applied_with(browser, world.answers("he-jun")).await;
        assert_eq!(again.decided().await.summary.state, State::Passed);
        world.app.set_clock_forward(LONG);
        let gone = Instant::now();
        while world.app.store.count_jobs().await.unwrap().0 > 0 {
            assert!(gone.elapsed() < Duration::from_secs(15), "a job is left");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Void);
        assert_eq!(detail.summary.sub_state, Some(SubState::Withdrawn));
        assert_eq!(detail.decision, None);
        assert_eq!(detail.events.last().unwrap().kind, EventKind::Withdrawn);
    });
}

#[test]
fn a_pass_expires_the_day_after_its_last() {
    in_world(async |world| {
        let applied = world.applied("song-yang").await;
        let certificate = applied.decided().await.certificate.unwrap();
        let store = &world.app.store;
        world.app.set_clock_forward(DAY * 30);
        assert_eq!(world.app.today(), certificate.valid_until);
        assert_eq!(expire_applications(&world.app).await.unwrap(), 0);
        let found = store
            .find_application(applied.uuid())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.state, State::Passed);

        world.app.set_clock_forward(DAY);
        // The session has ended long ago: the same person signs in again.
        let applied = Applied {
            browser: world.signed_in("song-yang").await,
            id: applied.id,
        };
        let expired = |detail: &shared::application::Detail| detail.summary.state == State::Void;
        let detail = applied.until("void", expired).await;
        assert_eq!(detail.summary.sub_state, Some(SubState::Expired));
        assert_eq!(detail.events.last().unwrap().kind, EventKind::Expired);
        assert_eq!(detail.certificate, Some(certificate));
        world.audited(applied.uuid()).await;
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world
            .until_count("SELECT count(*) AS n FROM sessions", 1)
            .await;
    });
}

#[test]
fn what_is_withdrawn_while_a_registry_answers_ends_quietly() {
    let log = Log::begin();
    in_world(async |world| {
        let slow = Fault {
            fault: FaultKind::Slow,
            seconds: Some(1),
            ..silent()
        };
        world.set_fault(Registry::Tax, &slow).await;
        world.set_fault(Registry::Population, &slow).await;
        let applied = world.applied("yang-fan").await;
        let claimed = "SELECT count(*) AS n FROM jobs WHERE lease IS NOT NULL";
        world.until_count(claimed, 1).await;
        applied.withdraw().await;
        tokio::time::sleep(Duration::from_secs(3)).await;
        let detail = applied.detail().await;
        assert_eq!(detail.summary.sub_state, Some(SubState::Withdrawn));
        let told = log.text();
        let wrong = told.lines().filter(|line| line.contains("\"ERROR\""));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
    });
}
