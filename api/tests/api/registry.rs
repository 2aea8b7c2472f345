//! The registries' adapter by itself: what it takes for an answer, and what it calls everything
//! else.

use std::time::Duration;

use api::registry::records::{Property, Tax, Units};
use api::registry::{Registries, Silence};
use sandbox::{City, Fault, FaultKind, Options};
use shared::registry::{Question, Registry, UnitQuestion};

use crate::harness::{Scratch, World, in_world};

fn question(world: &World) -> Question {
    Question {
        name: "骆佳".to_owned(),
        document: world.document("luo-jia"),
        on: world.app.today(),
    }
}

async fn ask(world: &World, registries: &Registries) -> Result<bool, Silence> {
    let reply = registries
        .ask::<Property>(&question(world), || world.app.now())
        .await;
    reply.map(|reply| reply.record.is_some())
}

/// An adapter that has not met any fault yet, with another configuration.
fn fresh(world: &World, change: impl FnOnce(&mut api::config::Config)) -> Registries {
    let mut config = world.app.config.clone();
    change(&mut config);
    let client = reqwest::Client::builder().build().unwrap();
    Registries::new(&config, client)
}

#[test]
fn every_fault_has_its_name() {
    in_world(async |world| {
        for (kind, seconds, silence) in [
            (FaultKind::Error500, None, Silence::Status(500)),
            (FaultKind::Reset, None, Silence::Broken),
            (FaultKind::Garbage, None, Silence::Garbage),
            (FaultKind::OtherPerson, None, Silence::WrongPerson),
            (FaultKind::Huge, None, Silence::TooLarge),
            (FaultKind::Silent, None, Silence::TimedOut),
            (FaultKind::Slow, Some(2), Silence::TimedOut),
        ] {
            let fault = Fault {
                fault: kind,
                seconds,
                times: None,
                document: None,
                units: false,
            };
            world.set_fault(Registry::Property, &fault).await;
            let registries = fresh(world, |config| {
                config.registry_patience = Duration::from_millis(1_500);
            });
            assert_eq!(ask(world, &registries).await, Err(silence), "{kind:?}");
        }
        world.clear_faults().await;
        assert_eq!(ask(world, &fresh(world, |_| {})).await, Ok(true));
    });
}

#[test]
fn what_passes_quickly_is_tried_three_times_and_the_rest_once() {
    in_world(async |world| {
        let document = world.document("luo-jia");
        let mut sum = 0;
        for (kind, tries) in [
            (FaultKind::Error500, 3),
            (FaultKind::Reset, 3),
            (FaultKind::Garbage, 1),
            (FaultKind::OtherPerson, 1),
            (FaultKind::Huge, 1),
        ] {
            world.fault(Registry::Property, kind).await;
            ask(world, &fresh(world, |_| {})).await.unwrap_err();
            sum += tries;
            assert_eq!(
                world.questions(Registry::Property, &document).await,
                sum,
                "{kind:?}"
            );
        }
    });
}

#[test]
fn a_registry_that_failed_five_times_is_left_alone() {
    in_world(async |world| {
        let document = world.document("luo-jia");
        world.fault(Registry::Property, FaultKind::Garbage).await;
        let registries = fresh(world, |_| {});
        for _ in 0..5 {
            assert_eq!(ask(world, &registries).await, Err(Silence::Garbage));
        }
        world.clear_faults().await;
        let resting = ask(world, &registries).await.unwrap_err();
        assert!(
            resting.rest().is_some_and(|left| left.as_secs() < 5),
            "{resting}"
        );
        assert_eq!(world.questions(Registry::Property, &document).await, 5);
        // Its neighbours are none the worse for it, nor are its own answers about units.
        let unit = UnitQuestion {
            certificate: "京（2010）朝不动产权第0000201号".to_owned(),
            on: world.app.today(),
        };
        let units = registries.ask::<Units>(&unit, || world.app.now()).await;
        assert!(units.unwrap().record.is_some());
        let others = registries
            .ask::<Tax>(&question(world), || world.app.now())
            .await;
        assert!(others.unwrap().record.is_some());
    });
}

#[test]
fn what_is_wrong_with_one_record_does_not_count_against_the_registry() {
    in_world(async |world| {
        let registries = fresh(world, |_| {});
        world
            .fault(Registry::Property, FaultKind::OtherPerson)
            .await;
        for _ in 0..6 {
            assert_eq!(ask(world, &registries).await, Err(Silence::WrongPerson));
        }
        world.clear_faults().await;
        let nonsense = serde_json::json!({
            "document": world.document("luo-jia"), "registry": "property",
            "record": { "commercial_units": null },
        });
        let path = format!("{}/control/people", world.city.url());
        let answer = world.browser().at(&path, "POST", Some(&nonsense)).await;
        answer.expect(204);
        for _ in 0..6 {
            assert_eq!(ask(world, &registries).await, Err(Silence::Invalid));
        }
        let other = Question {
            document: world.document("fan-yu"),
            ..question(world)
        };
        let reply = registries.ask::<Property>(&other, || world.app.now()).await;
        assert!(reply.unwrap().record.is_some());
    });
}

/// Neither good nor bad: what failed before still counts.
#[test]
fn one_bad_record_among_failures_forgives_none_of_them() {
    in_world(async |world| {
        let registries = fresh(world, |_| {});
        for (kind, silence, times) in [
            (FaultKind::Garbage, Silence::Garbage, 4),
            (FaultKind::OtherPerson, Silence::WrongPerson, 1),
            (FaultKind::Garbage, Silence::Garbage, 1),
        ] {
            world.fault(Registry::Property, kind).await;
            for _ in 0..times {
                assert_eq!(ask(world, &registries).await, Err(silence));
            }
        }
        let resting = ask(world, &registries).await.unwrap_err();
        assert!(resting.rest().is_some(), "{resting}");
    });
}

#[test]
fn the_key_is_shown_where_there_is_one() {
    in_world(async |world| {
        let folder = Scratch::new();
        let mut options = Options::new(folder.path());
        options.registry_key = Some("a registry's key".to_owned());
        let city = City::start(options).unwrap();
        let with = |key: Option<&str>| {
            fresh(world, |config| {
                config.registry_url = format!("{}/registries/", city.url()).parse().unwrap();
                config.registry_key = key.map(Into::into);
            })
        };
        assert_eq!(ask(world, &with(Some("a registry's key"))).await, Ok(true));
        for wrong in [None, Some("another key")] {
            assert_eq!(ask(world, &with(wrong)).await, Err(Silence::Status(401)));
        }
        // Refused whoever is asked about: that counts against the registry.
        let refused = with(None);
        for _ in 0..5 {
            assert_eq!(ask(world, &refused).await, Err(Silence::Status(401)));
        }
        let resting = ask(world, &refused).await.unwrap_err();
        assert!(resting.rest().is_some(), "{resting}");
    });
}

#[test]
fn nobody_there_is_silence_too() {
    in_world(async |world| {
        let nowhere = fresh(world, |config| {
            config.registry_url = "http://127.0.0.1:1/registries".parse().unwrap();
        });
        assert_eq!(ask(world, &nowhere).await, Err(Silence::Unreachable));
    });
}
