//! Receivers that hang, are gone or fail for days: they slow nobody down, and are sent nothing more.

use std::time::{Duration, Instant};

use shared::problem::ProblemKind;
use shared::webhook::{WebhookDeliveryState, WebhookDisabled, WebhookTrouble};

use super::receiver::{Manner, Receiver};
use super::{at, in_sandbox, subscriber};

#[test]
fn receivers_that_hang_keep_neither_others_nor_verification_waiting() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        let hanging = Receiver::start(Manner::Hangs);
        let healthy = Receiver::start(Manner::Status(204));
        // More than there are hands, each with more than goes at once.
        let mut dead = Vec::new();
        for _ in 0..6 {
            let endpoint = client.endpoint(&hanging.url).await.endpoint.id;
            for _ in 0..5 {
                dead.push((endpoint.clone(), client.test(&endpoint).await.id));
            }
        }
        let well = client.endpoint(&healthy.url).await.endpoint.id;
        // Once each has timed out, they are among themselves.
        for (endpoint, delivery) in dead.iter().step_by(5) {
            let log = client.until_tried(endpoint, delivery, 1).await;
            let first = &log.attempts[0];
            assert_eq!(first.trouble, Some(WebhookTrouble::TimedOut));
            assert!((9_900..15_000).contains(&first.took_ms), "{first:?}");
        }
        let begun = Instant::now();
        for _ in 0..10 {
            let sent = client.test(&well).await;
            client
                .until(&well, &sent.id, WebhookDeliveryState::Delivered)
                .await;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{:?}",
            begun.elapsed()
        );
        let begun = Instant::now();
        let applicant = world.applied("yang-fan").await;
        applicant.decided().await;
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{:?}",
            begun.elapsed()
        );
        let all = client.get("/api/v1/webhook-endpoints").await.expect(200);
        let all: shared::webhook::WebhookEndpointList = all.json();
        for endpoint in all.items {
            client.delete_endpoint(&endpoint.id).await;
        }
    });
}

#[test]
fn one_that_is_gone_is_sent_nothing_more_until_it_is_switched_on_again() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        let receiver = Receiver::start(Manner::Status(410));
        let made = client.endpoint(&receiver.url).await;
        let id = made.endpoint.id.as_str();
        let before = world.audited(client.id).await;
        let sent = client.test(id).await;
        client.until(id, &sent.id, WebhookDeliveryState::Dead).await;
        let endpoint = client.read_endpoint(id).await;
        assert!(!endpoint.enabled);
        assert_eq!(endpoint.disabled_because, Some(WebhookDisabled::Gone));
        assert_eq!(world.audited(client.id).await, before + 1);
        let path = format!("/api/v1/webhook-endpoints/{id}");
        for path in [
            format!("{path}/tests"),
            format!("{path}/deliveries/{}/redeliveries", sent.id),
        ] {
            let refused = client.order(&path, None).await.expect(409);
            refused.problem(ProblemKind::WebhookEndpointDisabled);
        }
        receiver.behave(Manner::Status(204));
        let enabled = client.call("PUT", &path, Some(&at(&receiver.url))).await;
        enabled.expect(200);
        let again = format!("{path}/deliveries/{}/redeliveries", sent.id);
        client.order(&again, None).await.expect(202);
        client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
    });
}

#[test]
fn one_that_fails_for_five_days_is_disabled() {
    in_sandbox(async |world| {
        let mut client = subscriber(world).await;
        let receiver = Receiver::start(Manner::Status(500));
        let made = client.endpoint(&receiver.url).await;
        let id = made.endpoint.id.as_str();
        for day in 0..5_u32 {
            let sent = client.test(id).await;
            client.until_tried(id, &sent.id, 1).await;
            let endpoint = client.read_endpoint(id).await;
            assert!(endpoint.enabled, "{day}: {endpoint:?}");
            world
                .app
                .set_clock_forward(Duration::from_secs(24 * 60 * 60));
            client.renew().await;
        }
        // What is tried again on the sixth day is one too many.
        let begun = Instant::now();
        while client.read_endpoint(id).await.enabled {
            assert!(begun.elapsed() < super::PATIENCE);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let endpoint = client.read_endpoint(id).await;
        assert_eq!(endpoint.disabled_because, Some(WebhookDisabled::Failing));
        let dead = format!("/api/v1/webhook-endpoints/{id}/deliveries?state=dead");
        let dead: shared::webhook::WebhookDeliveryList = client.get(&dead).await.json();
        assert_eq!(dead.items.len(), 5);
    });
}
