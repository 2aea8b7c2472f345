//! Webhooks, with receivers of the test's own on this machine.

mod addresses;
mod deliveries;
mod office;
mod receiver;
mod receivers;
mod signatures;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use api::config::webhooks::WebhooksConfig;
use serde_json::{Value, json};
use shared::scope::Scope;
use shared::webhook::{
    WebhookDelivery, WebhookDeliveryLog, WebhookDeliveryState, WebhookEndpoint, WebhookSecret,
};

use crate::harness::{Answer, Client, World, in_world_with};

/// How long something may take that happens by itself.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs a test in a sandbox that sends events to this machine.
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

/// A client that may do everything with webhooks.
async fn subscriber(world: &World) -> Client {
    world
        .client(&[Scope::WebhooksRead, Scope::WebhooksWrite])
        .await
}

/// What makes an endpoint.
fn at(url: &str) -> Value {
    json!({ "url": url, "description": "测试", "events": ["policy.published"] })
}

impl Client {
    /// Posts something for the first time.
    async fn order(&self, path: &str, body: Option<&Value>) -> Answer {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let key = format!("order-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let headers = [("idempotency-key", key.as_str())];
        self.send("POST", path, &headers, body).await
    }

    async fn endpoint(&self, url: &str) -> WebhookSecret {
        let made = self
            .order("/api/v1/webhook-endpoints", Some(&at(url)))
            .await;
        made.expect(201).json()
    }

    async fn read_endpoint(&self, id: &str) -> WebhookEndpoint {
        let read = self.get(&format!("/api/v1/webhook-endpoints/{id}")).await;
        read.expect(200).json()
    }

    async fn delete_endpoint(&self, id: &str) {
        let path = format!("/api/v1/webhook-endpoints/{id}");
        self.call("DELETE", &path, None).await.expect(204);
    }

    async fn test(&self, endpoint: &str) -> WebhookDelivery {
        let path = format!("/api/v1/webhook-endpoints/{endpoint}/tests");
        self.order(&path, None).await.expect(202).json()
    }

    async fn log(&self, endpoint: &str, delivery: &str) -> WebhookDeliveryLog {
        let path = format!("/api/v1/webhook-endpoints/{endpoint}/deliveries/{delivery}");
        self.get(&path).await.expect(200).json()
    }

    /// Waits until a delivery was tried so often, or more often.
    async fn until_tried(&self, endpoint: &str, delivery: &str, times: u32) -> WebhookDeliveryLog {
        let begun = Instant::now();
        loop {
            let log = self.log(endpoint, delivery).await;
            if log.delivery.attempts >= times {
                return log;
            }
            assert!(begun.elapsed() < PATIENCE, "{log:?}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until a delivery is in a state.
    async fn until(
        &self,
        endpoint: &str,
        delivery: &str,
        state: WebhookDeliveryState,
    ) -> WebhookDeliveryLog {
        let begun = Instant::now();
        loop {
            let log = self.log(endpoint, delivery).await;
            if log.delivery.state == state {
                return log;
            }
            assert!(begun.elapsed() < PATIENCE, "{log:?}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }
}
