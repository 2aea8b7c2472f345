//! Naming people in a form: what is told of them, whom it locks, and what comes of it when two
//! applications meet.

use std::time::Duration;

use sandbox::{Fault, FaultKind};
use serde_json::json;
use shared::application::{Detail, Draft, EventKind, State, SubState};
use shared::document::Document;
use shared::form::{Answers, FilledBy};
use shared::policy::{FactKind, ReasonCode};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::registry::{MaritalStatus, Registry};

use crate::applying::{Applied, saved, saved_for};
use crate::harness::{Answer, Browser, World, in_world};

/// The answers of a family that names somebody else as the spouse.
fn naming(world: &World, name: &str, number: &str) -> Answers {
    let mut answers = world.answers("yang-fan");
    answers.spouse.name = Some(name.to_owned());
    answers.spouse.document_number = Some(number.to_owned());
    answers
}

async fn submit(browser: &Browser, answers: Answers) -> Answer {
    let draft = saved(browser, answers).await;
    submit_draft(browser, &draft).await
}

async fn submit_draft(browser: &Browser, draft: &Draft) -> Answer {
    let path = format!("/api/v1/applications/{}/submission", draft.id);
    let if_match = format!("\"{}\"", draft.version);
    browser
        .send("POST", &path, &[("if-match", if_match.as_str())], None)
        .await
}

/// What can be told of an application apart from when it was.
fn told(detail: &Detail) -> String {
    let mut events: Vec<(EventKind, Option<Registry>)> = detail
        .events
        .iter()
        .map(|event| (event.kind, event.registry))
        .collect();
    events.sort();
    let checks: Vec<_> = detail
        .checks
        .iter()
        .map(|check| (check.registry, check.state, check.attempts))
        .collect();
    let summary = (detail.summary.state, detail.summary.reason);
    let decision = serde_json::to_string(&detail.decision).unwrap();
    format!("{summary:?} {events:?} {checks:?} {decision}")
}

/// A registry answers about everybody but one.
async fn silent_about(world: &World, registry: Registry, document: &Document) {
    let fault = Fault {
        fault: FaultKind::OtherPerson,
        seconds: None,
        times: None,
        document: Some(document.clone()),
        units: false,
    };
    world.set_fault(registry, &fault).await;
}

#[test]
fn whatever_differs_of_somebody_named_the_answer_is_one() {
    in_world(async |world| {
        world.applied("song-yang").await.decided().await;
        let people = world.city.people();
        let (free, applying) = (
            people.member("he-jun").unwrap(),
            people.member("song-yang").unwrap(),
        );
        let mut all = Vec::new();
        for (name, number) in [
            // Name and number fit, the marriage does not.
            (&free.name, &free.document.number),
            // The same of somebody in a live application.
            (&applying.name, &applying.document.number),
            // Another name.
            (&"何峻".to_owned(), &free.document.number),
            // Nobody's number.
            (&free.name, &"11010519491231002X".to_owned()),
        ] {
            let browser = world.at_home("yang-fan").await;
            let answers = naming(world, name, number);
            let detail = world.applied_with(browser, answers).await.decided().await;
            assert_eq!(detail.summary.reason, Some(ReasonCode::MemberNotAsOnRecord));
            all.push(told(&detail));
        }
        assert!(all.windows(2).all(|two| two[0] == two[1]), "{all:#?}");
        // Nor by a child of one's own with it: the spouse alone is named.
        let mut answers = naming(world, &free.name, &free.document.number);
        answers.children[0].person.name = Some("谁".to_owned());
        let browser = world.at_home("yang-fan").await;
        let detail = world.applied_with(browser, answers).await.decided().await;
        assert_eq!(told(&detail), all[0]);
    });
}

#[test]
fn ones_own_record_is_told_as_it_is() {
    in_world(async |world| {
        let mut answers = world.answers("yang-fan");
        answers.applicant.person.name = Some("杨帆帆".to_owned());
        let browser = world.at_home("yang-fan").await;
        let detail = world.applied_with(browser, answers).await.decided().await;
        let decision = detail.decision.unwrap();
        assert_eq!(decision.reason, ReasonCode::IdentityMismatch);
        assert_eq!(decision.findings.len(), 1);
        assert!(decision.zones.iter().all(|zone| zone.remaining.is_none()));

        let mut answers = world.answers("song-yang");
        answers.applicant.marital_status = Some(MaritalStatus::Widowed);
        answers.applicant.marital_since = Some("2020-01-02".parse().unwrap());
        let browser = world.at_home("song-yang").await;
        let detail = world.applied_with(browser, answers).await.decided().await;
        let decision = detail.decision.unwrap();
        assert_eq!(decision.reason, ReasonCode::MarriageMismatch);
        // None of it is a wrong try about somebody else.
        assert_eq!(
            world.count("SELECT count(*) AS n FROM binding_tries").await,
            0
        );
    });
}

#[test]
fn a_wrong_child_is_told_as_a_child_and_no_more() {
    in_world(async |world| {
        let mut answers = world.answers("yang-fan");
        answers.children[0].person.name = Some("谁".to_owned());
        let browser = world.at_home("yang-fan").await;
        let detail = world.applied_with(browser, answers).await.decided().await;
        let decision = detail.decision.unwrap();
        assert_eq!(decision.reason, ReasonCode::MemberNotAsOnRecord);
        let fact = decision.findings[0].facts.get(FactKind::IdentityAgrees);
        let fact = fact.unwrap();
        assert_eq!(fact.who, Some(shared::household::Who::Child(1)));
        assert_eq!((fact.source, fact.at), (None, None));
    });
}

#[test]
fn a_stranger_who_is_named_is_not_locked_out_while_a_registry_is_silent() {
    in_world(async |world| {
        let stranger = world.city.people().member("song-yang").unwrap();
        silent_about(world, Registry::CivilAffairs, &stranger.document).await;
        let browser = world.at_home("yang-fan").await;
        let answers = naming(world, &stranger.name, &stranger.document.number);
        let waiting = world.applied_with(browser, answers).await;
        waiting.awaiting().await;
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 1);
        let own = world.at_home("song-yang").await;
        submit(&own, world.answers("song-yang")).await.expect(200);
        world.clear_faults().await;
        waiting.decided().await;
    });
}

#[test]
fn of_two_applications_that_meet_the_earlier_submission_stays() {
    in_world(async |world| {
        let spouse = world.document("liang-yan");
        let hers = world.verified("liangyan", "liang-yan").await;
        hers.bind(&spouse).await.expect(200);
        silent_about(world, Registry::Population, &spouse).await;
        let browser = world.at_home("guo-zhenhua").await;
        let first = world
            .applied_with(browser, world.answers("guo-zhenhua"))
            .await;
        first.awaiting().await;
        let detail = first.detail().await;
        assert_eq!(detail.summary.state, State::Pending);
        // The spouse may submit: nobody knows yet whether it is the same household.
        world.kill_workers().await;
        world.clear_faults().await;
        let mut answers = world.answers("guo-zhenhua");
        answers.filler.who = Some(FilledBy::FamilyMember);
        let second = world.applied_with(hers, answers).await;
        world.app.set_clock_forward(Duration::from_secs(90));
        world.start_worker();
        let ended = second
            .until("ended", |detail| detail.summary.state == State::Void)
            .await;
        let label = ended.summary.sub_state;
        assert_eq!(label, Some(SubState::MemberInOtherApplication));
        // What a registry said at the same moment may stand behind it.
        let ends = ended.events.iter().map(|event| event.kind);
        let ends = ends.filter(|kind| *kind == EventKind::MemberInOtherApplication);
        assert_eq!(ends.count(), 1);
        assert_eq!(ended.decision, None);
        let detail = first.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 3);
        // Who is locked hears it at submission: it is about nobody else.
        let Applied { browser, .. } = second;
        let mut answers = world.answers("guo-zhenhua");
        answers.filler.who = Some(FilledBy::FamilyMember);
        submit(&browser, answers)
            .await
            .expect(409)
            .problem(ProblemKind::HouseholdMemberLocked);
    });
}

#[test]
fn five_households_that_are_not_lock_submitting_for_half_an_hour() {
    in_world(async |world| {
        let stranger = world.city.people().member("he-jun").unwrap();
        for _ in 0..5 {
            let browser = world.at_home("yang-fan").await;
            let answers = naming(world, &stranger.name, &stranger.document.number);
            world.applied_with(browser, answers).await.decided().await;
        }
        let browser = world.at_home("yang-fan").await;
        let answer = submit(&browser, world.answers("yang-fan")).await;
        let problem = answer.expect(429).problem(ProblemKind::SubmissionLocked);
        assert!((1..=1800).contains(&problem.retry_after.unwrap()));
        // Whoever names nobody is not kept from buying alone.
        let mut alone = world.answers_for(Module::Commercial, "ren-jie");
        alone.applicant.person = world.answers("yang-fan").applicant.person;
        let draft = saved_for(&browser, Module::Commercial, alone).await;
        submit_draft(&browser, &draft).await.expect(200);
        // The stranger is not kept out by it.
        let own = world.at_home("he-jun").await;
        saved(&own, Answers::default()).await;
        world.app.set_clock_forward(Duration::from_secs(30 * 60));
        let browser = world.signed_in("yang-fan").await;
        submit(&browser, world.answers("yang-fan"))
            .await
            .expect(200);
    });
}

#[test]
fn a_marriage_that_no_register_knows_opens_nobody_s_records() {
    in_world(async |world| {
        // Neither was ever married in the mainland, so civil affairs knows neither.
        for person in ["emma-miller", "ma-xiaoyu"] {
            let unknown = json!({
                "document": world.document(person), "registry": "civil_affairs", "record": null,
            });
            let path = format!("{}/control/people", world.city.url());
            let browser = world.browser();
            browser.at(&path, "POST", Some(&unknown)).await.expect(204);
        }
        let stranger = world.city.people().member("ma-xiaoyu").unwrap();
        let mut answers = world.answers("emma-miller");
        answers.applicant.marital_status = Some(MaritalStatus::Married);
        answers.applicant.marital_since = "2020-05-01".parse().ok();
        answers.spouse = world.answers("ma-xiaoyu").applicant.person;
        let browser = world.at_home("emma-miller").await;
        let applied = world.applied_with(browser, answers).await;
        let waiting = |detail: &Detail| detail.summary.sub_state == Some(SubState::ManualReview);
        let detail = applied.until("a person decides", waiting).await;
        assert_eq!(detail.summary.state, State::Pending);
        assert_eq!(detail.certificate, None);
        let asked = world.questions_about(&stranger.document).await;
        let asked = asked.into_iter().filter(|(_, times)| *times > 0);
        let asked: Vec<Registry> = asked.map(|(registry, _)| registry).collect();
        assert_eq!(asked, [Registry::Population, Registry::CivilAffairs]);
        // Nobody is kept from applying by being named.
        let free = world.applied("ma-xiaoyu").await.decided().await;
        assert_eq!(free.summary.reason, Some(ReasonCode::ContributionShort));
    });
}
