//! What does not arrive is tried again under the same id, given up after three days, and sent again when
//! the client asks for it.

use std::time::Duration;

use serde_json::json;
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::webhook::{WebhookDelivery, WebhookDeliveryState, WebhookSecret, WebhookTrouble};

use super::receiver::{Manner, Receiver};
use super::{at, in_sandbox, subscriber};

#[test]
fn what_is_refused_comes_again_for_three_days_and_again_when_it_is_asked_for() {
    in_sandbox(async |world| {
        let mut client = subscriber(world).await;
        let receiver = Receiver::start(Manner::Status(500));
        let made = client.endpoint(&receiver.url).await;
        let id = made.endpoint.id.as_str();
        let sent = client.test(id).await;
        let log = client.until_tried(id, &sent.id, 1).await;
        assert_eq!(log.delivery.state, WebhookDeliveryState::Waiting);
        assert_eq!(log.attempts[0].trouble, Some(WebhookTrouble::Refused));
        assert_eq!(log.attempts[0].status, Some(500));
        assert!(log.attempts[0].answer.starts_with("收到"));
        let wait = log.delivery.next_at.unwrap() - log.delivery.at;
        assert!((5..=7).contains(&wait.num_seconds()), "{wait}");
        let mut hours = 0;
        for attempt in 2..=10_u32 {
            // The longest pause is 25 hours.
            world
                .app
                .set_clock_forward(Duration::from_secs(26 * 60 * 60));
            hours += 26;
            client.renew().await;
            let log = client.until_tried(id, &sent.id, attempt).await;
            assert_eq!(log.delivery.attempts, attempt);
            // Longer than five days is another matter.
            if hours > 70 {
                receiver.behave(Manner::Status(204));
                let probe = client.test(id).await;
                client
                    .until(id, &probe.id, WebhookDeliveryState::Delivered)
                    .await;
                receiver.behave(Manner::Status(500));
                hours = 0;
            }
        }
        let log = client.log(id, &sent.id).await;
        assert_eq!(log.delivery.state, WebhookDeliveryState::Dead);
        assert_eq!(log.attempts.len(), 10);
        let came = receiver.came();
        let mine = came
            .iter()
            .filter(|came| came.header("webhook-id") == sent.event_id);
        let times: Vec<i64> = mine
            .map(|came| came.header("webhook-timestamp").parse().unwrap())
            .collect();
        assert!(times.len() == 10 && times.windows(2).all(|two| two[0] < two[1]));

        receiver.behave(Manner::Status(200));
        let dead = format!("/api/v1/webhook-endpoints/{id}/deliveries?state=dead");
        let dead: Page<WebhookDelivery> = client.get(&dead).await.expect(200).json();
        assert_eq!(dead.items.len(), 1);
        let again = format!(
            "/api/v1/webhook-endpoints/{id}/deliveries/{}/redeliveries",
            sent.id
        );
        client.order(&again, None).await.expect(202);
        let log = client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
        assert_eq!(log.attempts.len(), 11);
        assert_eq!(
            receiver.came().last().unwrap().header("webhook-id"),
            sent.event_id
        );
    });
}

#[test]
fn a_process_that_dies_while_it_sends_sends_again_under_the_same_id() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        let receiver = Receiver::start(Manner::Hangs);
        let made = client.endpoint(&receiver.url).await;
        let id = made.endpoint.id.as_str();
        let sent = client.test(id).await;
        let begun = std::time::Instant::now();
        while receiver.came().is_empty() {
            assert!(begun.elapsed() < super::PATIENCE);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        world.kill_workers().await;
        receiver.behave(Manner::Status(200));
        // Its claim runs out.
        world.app.set_clock_forward(Duration::from_secs(20));
        world.start_worker();
        client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
        let came = receiver.came();
        assert_eq!(came.len(), 2);
        assert_eq!(came[0].header("webhook-id"), came[1].header("webhook-id"));
    });
}

#[test]
fn what_is_another_clients_does_not_exist() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        let other = subscriber(world).await;
        let receiver = Receiver::start(Manner::Status(204));
        let made = client.endpoint(&receiver.url).await;
        let id = made.endpoint.id.as_str();
        let sent = client.test(id).await;
        client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
        let own = other.endpoint(&receiver.url).await;
        // A repeated test is one, and a repeated endpoint has the same secret.
        let repeated = format!("/api/v1/webhook-endpoints/{id}/tests");
        let repeat = [("idempotency-key", "again")];
        let mut ids = Vec::new();
        for _ in 0..2 {
            let answer = client.send("POST", &repeated, &repeat, None).await;
            let told: shared::webhook::WebhookDelivery = answer.expect(202).json();
            ids.push(told.id);
        }
        assert_eq!(ids[0], ids[1]);
        client
            .until(id, &ids[0], WebhookDeliveryState::Delivered)
            .await;
        let path = format!("/api/v1/webhook-endpoints/{id}");
        let delivery = format!("{path}/deliveries/{}", sent.id);
        let through = format!(
            "/api/v1/webhook-endpoints/{}/deliveries/{}",
            own.endpoint.id, sent.id
        );
        let body = at(&receiver.url);
        let keys = json!({});
        for (n, (method, path, body)) in [
            ("GET", path.clone(), None),
            ("PUT", path.clone(), Some(&body)),
            ("DELETE", path.clone(), None),
            ("POST", format!("{path}/key-rotations"), Some(&keys)),
            ("POST", format!("{path}/tests"), None),
            ("GET", format!("{path}/deliveries"), None),
            ("GET", delivery.clone(), None),
            ("POST", format!("{delivery}/redeliveries"), None),
            // Through an endpoint of one's own.
            ("GET", through.clone(), None),
            ("POST", format!("{through}/redeliveries"), None),
        ]
        .into_iter()
        .enumerate()
        {
            let key = format!("other-{n}");
            let headers = [("idempotency-key", key.as_str())];
            let headers = if method == "POST" { &headers[..] } else { &[] };
            let answer = other.send(method, &path, headers, body).await.expect(404);
            answer.problem(ProblemKind::NotFound);
        }
        assert_eq!(receiver.came().len(), 2);
        // What a client may is said by its scopes.
        let reader = world.client(&[shared::scope::Scope::WebhooksRead]).await;
        let refused = reader.order("/api/v1/webhook-endpoints", Some(&body)).await;
        let refused = refused.expect(403);
        refused.problem(ProblemKind::InsufficientScope);
        // Ten are enough.
        for _ in 0..9 {
            client.endpoint(&receiver.url).await;
        }
        let eleventh = client.order("/api/v1/webhook-endpoints", Some(&body)).await;
        let refused = eleventh.expect(409);
        refused.problem(ProblemKind::TooManyWebhookEndpoints);
    });
}

#[test]
fn what_is_promised_to_a_disabled_endpoint_is_kept_for_whoever_asks() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        let receiver = Receiver::start(Manner::Status(204));
        let mut body = at(&receiver.url);
        body["events"] = json!(["hold.released", "policy.published"]);
        body["enabled"] = json!(false);
        let path = "/api/v1/webhook-endpoints";
        let off: WebhookSecret = client.order(path, Some(&body)).await.expect(201).json();
        let on = client.endpoint(&receiver.url).await;
        // As if a version had come into force since the platform has been there.
        world
            .tamper("INSERT INTO policy_versions (id, sha256, first_seen) VALUES ('R-2026-01-02', 'x', '2036-01-01T00:00:00+00:00')")
            .await;
        api::service::estimates::begin_walks(&world.app)
            .await
            .unwrap();
        api::service::estimates::begin_walks(&world.app)
            .await
            .unwrap();
        let begun = std::time::Instant::now();
        while receiver.came().is_empty() {
            assert!(begun.elapsed() < super::PATIENCE);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let list = async |id: &str| -> Page<WebhookDelivery> {
            let path = format!("/api/v1/webhook-endpoints/{id}/deliveries");
            client.get(&path).await.expect(200).json()
        };
        let kept = list(&off.endpoint.id).await;
        assert_eq!(kept.items.len(), 1);
        assert_eq!(kept.items[0].state, WebhookDeliveryState::Dead);
        let told = list(&on.endpoint.id).await;
        assert_eq!(told.items.len(), 1);
        assert_eq!(told.items[0].event_id, kept.items[0].event_id);
        assert_eq!(told.items[0].event.data.id, "R-2026-01-02");
        let id = &on.endpoint.id;
        let state = WebhookDeliveryState::Delivered;
        client.until(id, &told.items[0].id, state).await;
        assert_eq!(receiver.came().len(), 1);
    });
}
