//! Canaries: names and numbers that no place but the sealed columns may hold. They are looked for
//! in everything that is stored and in everything that is logged.

use std::io::Write;
use std::sync::{Arc, Mutex};

use sandbox::FaultKind;
use shared::registry::Registry;
use tracing_subscriber::fmt::MakeWriter;

use crate::harness::{World, in_world};

/// Everything that is logged, at the finest level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// The day of a pre-check, which nothing else can mean.
const PRECHECKED: &str = "2087-05-17";

/// What must not be found: of the household, and what was typed in vain.
fn canaries(world: &World) -> Vec<String> {
    let mut canaries = vec![
        "11010519491231002X".to_owned(),
        "示例里".to_owned(),
        PRECHECKED.to_owned(),
    ];
    for member in &world.city.people().household("zhou").unwrap().members {
        canaries.push(member.name.clone());
        canaries.push(member.document.number.clone());
        canaries.extend(member.document.old_number());
    }
    canaries
}

fn assert_without(canaries: &[String], place: &str, bytes: &[u8]) {
    assert!(!bytes.is_empty(), "{place} was not read");
    for canary in canaries {
        let found = bytes
            .windows(canary.len())
            .any(|window| window == canary.as_bytes());
        assert!(!found, "{place} holds {canary}");
    }
}

#[test]
fn names_and_numbers_are_found_nowhere() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    in_world(async |world| {
        let canaries = canaries(world);
        let browser = world.registered("zhou", "周晓岚").await;
        let mut wrong = world.document("zhou-xiaolan");
        "11010519491231002X".clone_into(&mut wrong.number);
        browser.bind(&wrong).await.expect(422);
        browser
            .bind(&world.document("zhou-xiaolan"))
            .await
            .expect(200);
        browser.get("/api/v1/account/identity").await.expect(200);

        // Pre-checks leave no trace, whether they can be answered or not.
        for (key, status) in [("date", 200), ("示例里", 422)] {
            let mut situation = serde_json::json!({
                "module": "residential", "target": "tongzhou", "category": "local",
            });
            situation[key] = PRECHECKED.into();
            let path = "/api/v1/prechecks";
            let answer = browser.call("POST", path, Some(&situation)).await;
            answer.expect(status);
        }

        // Registries that fail are the likeliest to be logged with what was asked.
        for (registry, fault) in [
            (Registry::Tax, FaultKind::Error500),
            (Registry::Property, FaultKind::Garbage),
            (Registry::CivilAffairs, FaultKind::OtherPerson),
        ] {
            world.fault(registry, fault).await;
        }
        let applied = world
            .applied_with(browser, world.answers("zhou-xiaolan"))
            .await;
        // A body that cannot be read, with personal data in it.
        let body = format!("{{\"document\": \"{}\", ", canaries[2]).into_bytes();
        let json = [("content-type", "application/json")];
        let path = "/api/v1/account/document";
        applied
            .browser
            .send("PUT", path, &json, Some(body))
            .await
            .expect(400);
        let (detail, silent) = applied.awaiting().await;
        assert_eq!(silent.len(), 3, "{silent:?}");
        assert!(world.count("SELECT count(*) AS n FROM jobs").await > 0);

        let stored = world.dump().await;
        assert_without(&canaries, "the database", &stored);
        // The dump does hold what is not secret, so it was looked into.
        let number = detail.summary.number.unwrap();
        assert!(
            stored
                .windows(number.len())
                .any(|window| window == number.as_bytes())
        );

        applied.withdraw().await;
        assert_without(&canaries, "the log", &log.0.lock().unwrap());
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert_lines_are_bare(&log, &detail.summary.id);
    });
}

/// Each request has its line, with its number and template, and without its path.
fn assert_lines_are_bare(log: &str, id: &str) {
    let requests = log
        .lines()
        .filter(|line| line.contains("\"message\":\"request\""));
    assert!(requests.clone().count() > 5, "{log}");
    for line in requests {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let fields = &line["fields"];
        assert_eq!(fields["request_id"].as_str().unwrap().len(), 32, "{line}");
        assert!(
            fields["route"].is_string() && fields["status"].is_u64(),
            "{line}"
        );
        assert!(!line.to_string().contains(id), "{line}");
    }
}
