//! Personal data is in no file of the database and no row of a job. Searched for by name, number and
//! address while an application waits and once it is decided.

use sandbox::FaultKind;
use shared::application::State;
use shared::form::Person;
use shared::registry::Registry;

use crate::harness::in_world;

fn has(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

fn of(person: &Person) -> Vec<String> {
    [&person.name, &person.document_number]
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

#[test]
fn replies_and_decisions_are_stored_sealed() {
    in_world(async |world| {
        let browser = world.at_home("shen-bo").await;
        // Waiting is written down too: job, checks, time line.
        world
            .fault(Registry::Property, FaultKind::OtherPerson)
            .await;
        let mut answers = world.answers("shen-bo");
        answers.applicant.mobile = Some("13987654321".to_owned());
        answers.applicant.email = Some("canary@example.org".to_owned());
        answers.applicant.postal_address = Some("金丝雀胡同七号".to_owned());
        answers.target.address = Some("金丝雀大街八号".to_owned());
        let mut canaries: Vec<String> = ["13987654321", "canary@example.org", "金丝雀"]
            .map(str::to_owned)
            .to_vec();
        let children = answers.children.iter().map(|child| &child.person);
        for person in [&answers.applicant.person, &answers.spouse]
            .into_iter()
            .chain(children)
        {
            let found = of(person);
            assert_eq!(found.len(), 2);
            canaries.extend(found);
        }
        let applied = world.applied_with(browser, answers).await;
        applied.awaiting().await;
        let job = world.dump().await;
        world.clear_faults().await;
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        let dump = world.dump().await;

        // What is no secret shows that this looks in the right places.
        assert!(has(&job, "verify") && has(&dump, &detail.summary.number.unwrap()));
        for canary in canaries {
            assert!(
                !has(&job, &canary),
                "while waiting, the database holds {canary}"
            );
            assert!(!has(&dump, &canary), "the database holds {canary}");
        }
    });
}
