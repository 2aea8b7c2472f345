//! What integrators do with a sandbox and the city around it: people by outcome who apply by themselves, the
//! clock, and the city's receivers of events.

use std::time::{Duration, Instant};

use api::app::App;
use api::config::webhooks::WebhooksConfig;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::hold::Hold;
use shared::problem::ProblemKind;
use shared::sandbox::SandboxClock;
use shared::scope::Scope;

use crate::harness::{Client, World, in_world, in_world_with};

/// How long something may take that happens by itself.
const PATIENCE: Duration = Duration::from_secs(20);
const CLOCK: &str = "/api/v1/sandbox/clock";
const SCOPES: [Scope; 5] = [
    Scope::CertificatesCheck,
    Scope::HoldsRead,
    Scope::HoldsWrite,
    Scope::WebhooksRead,
    Scope::WebhooksWrite,
];

fn in_sandbox(test: impl AsyncFnOnce(&World)) {
    in_world_with(
        |config| {
            config.webhooks = WebhooksConfig {
                sandbox: true,
                private_hosts: vec!["127.0.0.1".to_owned()],
            };
        },
        test,
    );
}

impl World {
    /// Asks the city for something.
    async fn ask_city(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let url = format!("{}/control/{path}", self.city.url());
        let answer = self.browser().at(&url, method, body.as_ref()).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text());
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    /// Somebody new, who has applied.
    async fn has_applied(&self, outcome: &str) -> Value {
        let path = format!("outcomes/{outcome}/application");
        self.ask_city("POST", &path, None).await
    }
}

async fn hold(client: &Client, passed: &Value, zone: &str) -> Hold {
    let wanted = json!({
        "certificate_number": passed["certificate_number"],
        "document_number": passed["document_number"],
        "zone": zone, "kind": "resale", "unit": { "address": "北京市丰台区示例路 1 号院 2 号楼 301" },
    });
    let key = passed["certificate_number"].as_str().unwrap();
    client
        .post("/api/v1/holds", key, &wanted)
        .await
        .expect(201)
        .json()
}

#[test]
fn everybody_who_comes_applies_and_ends_as_was_asked_for() {
    in_sandbox(async |world| {
        for (outcome, state, sub_state, module) in [
            ("passes-home", "passed", None, "residential"),
            ("passes-commercial", "passed", None, "commercial"),
            ("fails-house-records", "failed", None, "residential"),
            ("fails-months", "failed", None, "residential"),
            (
                "manual-review",
                "pending",
                Some("manual_review"),
                "residential",
            ),
            (
                "registry-silent",
                "pending",
                Some("awaiting_registries"),
                "residential",
            ),
        ] {
            let told = world.has_applied(outcome).await;
            assert_eq!(told["state"], state, "{told}");
            assert_eq!(told["sub_state"], json!(sub_state), "{told}");
            assert_eq!(told["module"], module, "{told}");
            assert_eq!(
                told["certificate_number"].is_string(),
                state == "passed",
                "{told}"
            );
        }
        // Whoever waits for a registry goes on by themselves.
        world.ask_city("POST", "reset", None).await;
        world.app.set_clock_forward(Duration::from_secs(120));
        let passed = world.has_applied("passes-home").await;
        let client = world.client(&SCOPES).await;
        let pair = json!({
            "certificate_number": passed["certificate_number"],
            "document_number": passed["document_number"],
        });
        let path = "/api/v1/certificate-checks";
        client.call("POST", path, Some(&pair)).await.expect(200);
        let other = json!({
            "certificate_number": passed["certificate_number"],
            "document_number": "110199197003010017",
        });
        let refused = client.call("POST", path, Some(&other)).await;
        assert_eq!(refused.status, 404, "{}", refused.text());
    });
}

#[test]
fn a_platform_with_people_never_becomes_a_sandbox() {
    let sandbox = WebhooksConfig {
        sandbox: true,
        private_hosts: Vec::new(),
    };
    in_world(async |world| {
        let mut config = world.app.config.clone();
        config.webhooks = sandbox.clone();
        world.at_home("zhao-min").await;
        let refused = App::start(config).await.unwrap_err().to_string();
        assert!(refused.contains("ANJU_SANDBOX"), "{refused}");
        // Nothing has changed.
        App::start(world.app.config.clone()).await.unwrap();
    });
    in_world_with(
        |config| config.webhooks = sandbox.clone(),
        async |world| {
            world.at_home("zhao-min").await;
            App::start(world.app.config.clone()).await.unwrap();
        },
    );
}

/// The clock of platform and city goes forward, and only that; what is due comes about, and people go on
/// signing in.
#[test]
fn a_hold_runs_out_when_the_clock_is_set() {
    in_sandbox(async |world| {
        let passed = world.has_applied("passes-home").await;
        let mut client = world.client(&SCOPES).await;
        let held = hold(&client, &passed, "outside_fifth_ring").await;
        let anybody = world.browser();
        let before: SandboxClock = anybody.get(CLOCK).await.expect(200).json();
        assert_eq!(before.ahead_seconds, 0);
        let later = before.now + TimeDelta::hours(73);
        let told = world
            .ask_city("PUT", "clock", Some(json!({ "now": later })))
            .await;
        let told: SandboxClock = serde_json::from_value(told).unwrap();
        assert!(
            told.now >= later && told.ahead_seconds >= 73 * 60 * 60 - 5,
            "{told:?}"
        );
        let begun = Instant::now();
        loop {
            client.renew().await;
            let path = format!("/api/v1/holds/{}", held.id);
            let seen: Value = client.get(&path).await.expect(200).json();
            if seen["state"] == "expired" {
                break;
            }
            assert!(begun.elapsed() < PATIENCE, "{seen}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // The city's clock is ahead as well: its word for who somebody is counts.
        assert_eq!(world.has_applied("passes-home").await["state"], "passed");

        for wrong in [before.now, before.now + TimeDelta::days(401)] {
            let body = json!({ "now": wrong });
            let refused = anybody.call("PUT", CLOCK, Some(&body)).await.expect(422);
            refused.problem(ProblemKind::InvalidAnswers);
        }
        // Another instance, and this one started again, have the same time.
        let other = App::start(world.app.config.clone()).await.unwrap();
        assert!(other.now() >= later, "{}", other.now());
    });
}

#[test]
fn an_event_comes_to_a_receiver_of_the_city_and_is_sent_again() {
    in_sandbox(async |world| {
        let client = world.client(&SCOPES).await;
        let url = format!("{}/webhooks/mine", world.city.url());
        let wanted = json!({ "url": url, "description": "收件箱", "events": ["hold.expired"] });
        let path = "/api/v1/webhook-endpoints";
        let made: Value = client.post(path, "one", &wanted).await.expect(201).json();
        let secret = made["secret"].as_str().or(made["keys"]["secret"].as_str());
        let secret = secret.unwrap_or_else(|| panic!("{made}"));
        world
            .ask_city("PUT", "webhooks/mine", Some(json!({ "secret": secret })))
            .await;
        let id = made["id"]
            .as_str()
            .or(made["endpoint"]["id"].as_str())
            .unwrap();
        let tests = format!("{path}/{id}/tests");
        let headers = [("idempotency-key", "two")];
        client
            .send("POST", &tests, &headers, None)
            .await
            .expect(202);
        let begun = Instant::now();
        let inbox = loop {
            let inbox = world.ask_city("GET", "webhooks/mine", None).await;
            if inbox["requests"]
                .as_array()
                .is_some_and(|all| !all.is_empty())
            {
                break inbox;
            }
            assert!(begun.elapsed() < PATIENCE, "{inbox}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        assert_eq!(inbox["requests"][0]["signed"], true, "{inbox}");
        let replayed = world.ask_city("POST", "webhooks/mine/1/replay", None).await;
        assert_eq!(replayed["status"], 200, "{replayed}");
        let inbox = world.ask_city("GET", "webhooks/mine", None).await;
        assert_eq!(inbox["requests"][0]["number"], 2);
        assert_eq!(inbox["requests"][0]["signed"], true, "{inbox}");
    });
}
