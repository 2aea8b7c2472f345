//! Whatever goes wrong with a registry decides nothing about anybody: the application waits, says
//! for whom, and goes on by itself.

use std::time::Duration;

use api::config::Config;
use sandbox::{Fault, FaultKind};
use shared::application::{CheckState, Detail, EventKind, State};
use shared::document::Document;
use shared::registry::Registry;

use crate::applying::registries_of;
use crate::harness::{World, in_world, in_world_with};

/// Singles who pass, one for each registry.
const PEOPLE: [&str; 6] = [
    "fan-yu",
    "luo-jia",
    "song-yang",
    "han-shufen",
    "ho-weng",
    "hsu-yating",
];

fn fault(kind: FaultKind, seconds: Option<u64>, document: Document) -> Fault {
    Fault {
        fault: kind,
        seconds,
        times: None,
        document: Some(document),
        units: false,
    }
}

/// Six people, and for each of them another registry with the fault: every application waits for
/// that registry and no other, and passes once the fault is over.
async fn every_registry_with(world: &World, kind: FaultKind, seconds: Option<u64>) {
    let mut all = Vec::new();
    for (applicant, registry) in PEOPLE.into_iter().zip(Registry::ALL) {
        // Binding asks the population registry too, and is not what this is about.
        let browser = world.at_home(applicant).await;
        let fault = fault(kind, seconds, world.document(applicant));
        world.set_fault(registry, &fault).await;
        let applied = world.applied_with(browser, world.answers(applicant)).await;
        all.push((applied, registry));
    }
    for (applied, registry) in &all {
        let (detail, silent) = applied.awaiting().await;
        assert_eq!(silent, [*registry], "{kind:?}");
        assert_eq!(
            registries_of(&detail, EventKind::RegistryAwaited),
            [*registry]
        );
        assert_eq!(detail.decision, None);
        let check = detail
            .checks
            .iter()
            .find(|c| c.registry == *registry)
            .unwrap();
        assert!(check.asked_at >= detail.summary.submitted_at.unwrap());
        assert!(check.attempts >= 1);
    }
    world.clear_faults().await;
    for (applied, registry) in &all {
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed, "{kind:?} {registry:?}");
        assert_eq!(detail.summary.sub_state, None);
        assert!(
            detail
                .checks
                .iter()
                .all(|check| check.state == CheckState::Answered)
        );
        assert_eq!(
            registries_of(&detail, EventKind::RegistryAnswered),
            Registry::ALL
        );
        // However often it was asked, it was told once that it is awaited.
        assert_eq!(
            registries_of(&detail, EventKind::RegistryAwaited),
            [*registry]
        );
    }
}

/// Where nobody waits long for a registry.
fn in_haste(test: impl AsyncFnOnce(&World)) {
    let change = |config: &mut Config| config.registry_patience = Duration::from_millis(1_500);
    in_world_with(change, test);
}

#[test]
fn an_internal_error_is_waited_out() {
    in_world(async |world| every_registry_with(world, FaultKind::Error500, None).await);
}

#[test]
fn a_reset_connection_is_waited_out() {
    in_world(async |world| every_registry_with(world, FaultKind::Reset, None).await);
}

#[test]
fn garbage_is_waited_out() {
    in_world(async |world| every_registry_with(world, FaultKind::Garbage, None).await);
}

#[test]
fn an_answer_about_another_person_is_waited_out() {
    in_world(async |world| every_registry_with(world, FaultKind::OtherPerson, None).await);
}

#[test]
fn an_answer_without_end_is_waited_out() {
    in_world(async |world| every_registry_with(world, FaultKind::Huge, None).await);
}

#[test]
fn silence_is_waited_out() {
    in_haste(async |world| every_registry_with(world, FaultKind::Silent, None).await);
}

#[test]
fn an_answer_that_is_much_too_slow_is_waited_out() {
    in_haste(async |world| every_registry_with(world, FaultKind::Slow, Some(3)).await);
}

#[test]
fn an_answer_that_is_a_little_slow_is_taken() {
    in_world(async |world| {
        for registry in Registry::ALL {
            let browser = world.at_home("luo-jia").await;
            let slow = fault(FaultKind::Slow, Some(1), world.document("luo-jia"));
            world.set_fault(registry, &slow).await;
            let applied = world.applied_with(browser, world.answers("luo-jia")).await;
            let detail = applied.decided().await;
            assert_eq!(registries_of(&detail, EventKind::RegistryAwaited), []);
            let check = detail
                .checks
                .iter()
                .find(|c| c.registry == registry)
                .unwrap();
            let took = check.answered_at.unwrap() - check.asked_at;
            assert!(took.num_milliseconds() >= 1000, "{registry:?}: {took}");
            applied.withdraw().await;
            world.clear_faults().await;
        }
    });
}

#[test]
fn one_bad_moment_is_not_even_noticed() {
    in_world(async |world| {
        for kind in [FaultKind::Error500, FaultKind::Reset] {
            let applied = world.at_home("luo-jia").await;
            let mut once = fault(kind, None, world.document("luo-jia"));
            once.times = Some(2);
            world.set_fault(Registry::Property, &once).await;
            let applied = world.applied_with(applied, world.answers("luo-jia")).await;
            let detail = applied.decided().await;
            assert_eq!(
                registries_of(&detail, EventKind::RegistryAwaited),
                [],
                "{kind:?}"
            );
            applied.withdraw().await;
        }
    });
}

#[test]
fn everything_may_fail_at_once() {
    in_world(async |world| {
        let browser = world.at_home("han-shufen").await;
        for registry in Registry::ALL {
            world.fault(registry, FaultKind::Garbage).await;
        }
        let applied = world
            .applied_with(browser, world.answers("han-shufen"))
            .await;
        let (_, silent) = applied.awaiting().await;
        assert_eq!(silent, Registry::ALL);
        world.clear_faults().await;
        assert_eq!(applied.decided().await.summary.state, State::Passed);
    });
}

#[test]
fn one_persons_bad_record_concerns_nobody_else() {
    in_world(async |world| {
        // A good answer whose record says nothing of a field, again and again.
        let nonsense = serde_json::json!({
            "document": world.document("fan-yu"), "registry": "population",
            "record": { "parents": null },
        });
        let path = format!("{}/control/people", world.city.url());
        let control = world.browser();
        control.at(&path, "POST", Some(&nonsense)).await.expect(204);
        let concerned = world.signed_in("fan-yu").await;
        for _ in 0..7 {
            let answer = concerned.bind(&world.document("fan-yu")).await;
            answer.expect(503);
        }
        assert_eq!(
            world
                .questions(Registry::Population, &world.document("fan-yu"))
                .await,
            7
        );
        let other = world.signed_in("luo-jia").await;
        other.bind(&world.document("luo-jia")).await.expect(200);
        // Once it is set right, the first one goes on at once.
        control.at(&path, "DELETE", None).await.expect(204);
        concerned.bind(&world.document("fan-yu")).await.expect(200);
    });
}

#[test]
fn a_registry_that_is_down_is_left_alone_for_a_while() {
    in_world(async |world| {
        // A family of four about whom the property registry is asked, twice over: more failures in
        // a row than it takes.
        let family = ["yang-fan", "shen-bo"];
        world.fault(Registry::Property, FaultKind::Garbage).await;
        let mut all = Vec::new();
        for applicant in family {
            all.push(world.applied(applicant).await);
        }
        for applied in &all {
            applied.awaiting().await;
        }
        let asked = async || {
            let mut sum = 0;
            for applicant in family {
                sum += world
                    .questions(Registry::Property, &world.document(applicant))
                    .await;
            }
            sum
        };
        let before = asked().await;
        // The worker comes back for its turn; the registry hears nothing of it, but perhaps one
        // probe where this machine is slow.
        for applied in &all {
            let rounds = |detail: &Detail| {
                let check = detail
                    .checks
                    .iter()
                    .find(|c| c.registry == Registry::Property);
                check.unwrap().attempts
            };
            let first = rounds(&applied.detail().await);
            let again = |detail: &Detail| {
                world.app.set_clock_forward(Duration::from_secs(5));
                rounds(detail) >= first + 3
            };
            applied.until("tried three times more", again).await;
        }
        assert!(asked().await <= before + 1);
        world.clear_faults().await;
        for applied in &all {
            // The first question after the rest is a probe; all others follow it.
            let decided = |detail: &Detail| {
                world.app.set_clock_forward(Duration::from_secs(5));
                detail.decision.is_some()
            };
            let detail = applied.until("decided", decided).await;
            assert_eq!(detail.summary.state, State::Passed);
        }
    });
}
