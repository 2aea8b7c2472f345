//! Personal data is in no file of the database, no row of a job and no line of the log. Searched
//! for by name and number after a whole application.

use std::io::Write;
use std::sync::{Arc, Mutex};

use sandbox::FaultKind;
use shared::application::State;
use shared::form::Person;
use shared::registry::Registry;

use crate::harness::in_world;

/// Every line that the program logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

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
fn no_name_and_no_number_is_found_anywhere() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(move || writer.clone())
        .init();
    in_world(async |world| {
        let browser = world.at_home("shen-bo").await;
        // A fault on the way writes more lines than a good day.
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
        let lines = log.0.lock().unwrap().clone();

        // What is no secret shows that this looks in the right places.
        assert!(has(&job, "verify") && has(&dump, &detail.summary.number.unwrap()));
        assert!(has(&lines, "answer about another person"));
        assert!(has(&lines, &applied.uuid().to_string()));
        for canary in canaries {
            assert!(
                !has(&job, &canary),
                "while waiting, the database holds {canary}"
            );
            assert!(!has(&dump, &canary), "the database holds {canary}");
            assert!(!has(&lines, &canary), "the log holds {canary}");
        }
    });
}
