//! Of people whom a form merely names, the registries are asked nothing but who they are and to
//! whom they are married, until both are as the form says.

use sandbox::{Fault, FaultKind};
use shared::application::{CheckState, EventKind, State};
use shared::document::Document;
use shared::policy::ReasonCode;
use shared::registry::{MaritalStatus, Registry};

use crate::applying::registries_of;
use crate::harness::{World, in_world};

/// The registries that were asked about somebody.
async fn asked(world: &World, document: &Document) -> Vec<Registry> {
    let all = world.questions_about(document).await;
    let asked = all.into_iter().filter(|(_, times)| *times > 0);
    asked.map(|(registry, _)| registry).collect()
}

fn fault(kind: FaultKind, document: &Document) -> Fault {
    Fault {
        fault: kind,
        seconds: None,
        times: None,
        document: Some(document.clone()),
        units: false,
    }
}

#[test]
fn of_a_stranger_named_as_spouse_nothing_more_is_asked() {
    in_world(async |world| {
        let mut answers = world.answers("yang-fan");
        let member = world.city.people().member("he-jun").unwrap();
        answers.spouse.name = Some(member.name.clone());
        answers.spouse.document_number = Some(member.document.number.clone());
        let browser = world.at_home("yang-fan").await;
        let detail = world.applied_with(browser, answers).await.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        let decision = detail.decision.unwrap();
        assert_eq!(decision.reason, ReasonCode::MemberNotAsOnRecord);
        // Nothing is counted of which nothing was looked at.
        for zone in &decision.zones {
            assert_eq!((zone.used, zone.remaining), (None, None));
            assert_eq!(zone.reason, ReasonCode::MemberNotAsOnRecord);
        }
        let who = [Registry::Population, Registry::CivilAffairs];
        assert_eq!(asked(world, &member.document).await, who);
        // His own six have answered all the same, each told of once.
        let own = asked(world, &world.document("yang-fan")).await;
        assert_eq!(own, Registry::ALL);
        let answered: Vec<Registry> = detail
            .events
            .iter()
            .filter(|event| event.kind == EventKind::RegistryAnswered)
            .filter_map(|event| event.registry)
            .collect();
        assert_eq!(answered.len(), 6, "{answered:?}");
        let checks = detail.checks.iter();
        assert!(
            checks
                .clone()
                .all(|check| check.state == CheckState::Answered)
        );
        assert!(checks.clone().all(|check| check.attempts == 1));
    });
}

#[test]
fn of_a_strangers_child_nothing_more_is_asked() {
    in_world(async |world| {
        let mut answers = world.answers("guo-zhenhua");
        let other = world.answers("yang-fan");
        answers.children = other.children;
        answers.has_adult_children = None;
        let child = answers.children[0].person.document().unwrap();
        let browser = world.at_home("guo-zhenhua").await;
        let detail = world.applied_with(browser, answers).await.decided().await;
        assert_eq!(
            detail.decision.unwrap().reason,
            ReasonCode::MemberNotAsOnRecord
        );
        assert_eq!(asked(world, &child).await, [Registry::Population]);
        // Nor of the spouse, while the household is not the one on record.
        let spouse = world.document("liang-yan");
        let who = [Registry::Population, Registry::CivilAffairs];
        assert_eq!(asked(world, &spouse).await, who);
    });
}

#[test]
fn while_it_cannot_be_told_who_they_are_the_others_wait() {
    in_world(async |world| {
        let browser = world.at_home("guo-zhenhua").await;
        let spouse = world.document("liang-yan");
        for registry in [Registry::Population, Registry::CivilAffairs] {
            let silent = fault(FaultKind::OtherPerson, &spouse);
            world.set_fault(registry, &silent).await;
        }
        let answers = world.answers("guo-zhenhua");
        assert_eq!(
            answers.applicant.marital_status,
            Some(MaritalStatus::Married)
        );
        let applied = world.applied_with(browser, answers).await;
        let (detail, silent) = applied.awaiting().await;
        // The page names those that are silent, and none that has answered what it was asked.
        let who = [Registry::Population, Registry::CivilAffairs];
        assert_eq!(silent, who, "{:?}", detail.checks);
        assert_eq!(registries_of(&detail, EventKind::RegistryAwaited), who);
        assert_eq!(asked(world, &spouse).await, who);
        world.clear_faults().await;
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        let all = Registry::ALL;
        assert_eq!(registries_of(&detail, EventKind::RegistryAnswered), all);
        assert_eq!(world.questions(Registry::Property, &spouse).await, 1);
        let applicant = world.document("guo-zhenhua");
        assert_eq!(world.questions(Registry::Property, &applicant).await, 1);
    });
}

#[test]
fn a_worker_killed_between_goes_on_with_the_others() {
    in_world(async |world| {
        let browser = world.at_home("guo-zhenhua").await;
        let spouse = world.document("liang-yan");
        world
            .set_fault(Registry::Property, &fault(FaultKind::Silent, &spouse))
            .await;
        let answers = world.answers("guo-zhenhua");
        let applied = world.applied_with(browser, answers).await;
        let begun = std::time::Instant::now();
        while world.questions(Registry::Property, &spouse).await == 0 {
            assert!(begun.elapsed().as_secs() < 10, "it was not asked");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        // Everybody else may have answered by now; the property registry is under way.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        world.kill_workers().await;
        world.clear_faults().await;
        world
            .app
            .set_clock_forward(std::time::Duration::from_secs(90));
        world.start_worker();
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        for (registry, times) in world.questions_about(&spouse).await {
            let expected = match registry {
                Registry::Population | Registry::CivilAffairs | Registry::Permits => 1,
                Registry::Property => 2,
                _ => 0,
            };
            assert_eq!(times, expected, "{registry:?}");
        }
    });
}

#[test]
fn who_fills_in_for_a_stranger_learns_nothing_of_them() {
    in_world(async |world| {
        let browser = world.at_home("chen-li").await;
        let mut answers = world.answers("zhou-xiaolan");
        answers.filler.who = Some(shared::form::FilledBy::FamilyMember);
        let member = world.city.people().member("he-jun").unwrap();
        answers.applicant.person.name = Some(member.name.clone());
        answers.applicant.person.document_number = Some(member.document.number.clone());
        answers.has_children = Some(false);
        let detail = world.applied_with(browser, answers).await.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        let who = [Registry::Population, Registry::CivilAffairs];
        assert_eq!(asked(world, &member.document).await, who);
        assert!(
            asked(world, &world.document("chen-li"))
                .await
                .contains(&Registry::Property)
        );
        let checks = detail.checks.iter();
        assert!(checks.clone().all(|c| c.state == CheckState::Answered));
        assert!(checks.count() < 6);
    });
}
