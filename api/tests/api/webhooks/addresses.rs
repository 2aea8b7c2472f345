//! Events go to addresses of the internet, and nowhere else: not by another spelling, not by a redirect,
//! not because it was allowed once.

use api::config::webhooks::WebhooksConfig;
use shared::problem::ProblemKind;
use shared::webhook::WebhookTrouble;

use super::receiver::{Manner, Receiver};
use super::{at, in_sandbox, subscriber};
use crate::harness::in_world;

/// Addresses at which nothing may be reached.
const REFUSED: [&str; 24] = [
    "http://1.1.1.1/hook",
    "ftp://1.1.1.1/hook",
    "https:/hook",
    "hook",
    "https://user@1.1.1.1/hook",
    "https://user:secret@1.1.1.1/hook",
    "https://1.1.1.1/hook#fragment",
    "https://1.1.1.1:0/hook",
    "https://localhost/hook",
    "https://localhost./hook",
    "https://127.1/hook",
    "https://2130706433/hook",
    "https://0x7f000001/hook",
    "https://017700000001/hook",
    "https://0/hook",
    "https://10.0.0.1/hook",
    "https://169.254.169.254/latest/meta-data",
    "https://100.100.100.200/latest/meta-data",
    "https://[::1]/hook",
    "https://[::ffff:127.0.0.1]/hook",
    "https://[64:ff9b::7f00:1]/hook",
    "https://[fd00:ec2::254]/hook",
    "https://[fe80::1]/hook",
    "https://no-such-name.invalid/hook",
];

#[test]
fn an_address_within_some_network_is_refused_however_it_is_written() {
    in_world(async |world| {
        let client = subscriber(world).await;
        for url in REFUSED.iter().chain(&["https://127.0.0.1/hook"]) {
            let made = client
                .order("/api/v1/webhook-endpoints", Some(&at(url)))
                .await;
            let refused = made.expect(422);
            refused.problem(ProblemKind::WebhookAddressRefused);
            assert!(refused.headers.get("anju-sandbox").is_none());
        }
        let public = client.endpoint("https://1.1.1.1/hook").await;
        client.delete_endpoint(&public.endpoint.id).await;
    });
}

#[test]
fn a_sandbox_says_that_it_is_one_and_reaches_what_was_named_alone() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        for url in REFUSED {
            let made = client
                .order("/api/v1/webhook-endpoints", Some(&at(url)))
                .await;
            // Other spellings of the address that was named are that address.
            let named = ["127.1", "2130706433", "0x7f000001", "017700000001"];
            let status = if named.iter().any(|name| url.contains(name)) && !url.contains("::") {
                201
            } else {
                422
            };
            let answer = made.expect(status);
            assert_eq!(answer.header("anju-sandbox"), "true");
        }
        let page = world.browser().get("/health/live").await;
        assert_eq!(page.header("anju-sandbox"), "true");
        let operator: serde_json::Value = world.browser().get("/api/v1/operator").await.json();
        assert_eq!(operator["sandbox"], true);
    });
}

#[test]
fn a_redirect_is_not_followed_and_a_long_answer_not_read() {
    in_sandbox(async |world| {
        let client = subscriber(world).await;
        for (manner, status, trouble) in [
            (Manner::Redirects, 307, WebhookTrouble::Refused),
            (Manner::Chatters, 200, WebhookTrouble::AnswerTooLarge),
        ] {
            let receiver = Receiver::start(manner);
            let made = client.endpoint(&receiver.url).await;
            let sent = client.test(&made.endpoint.id).await;
            let log = client.until_tried(&made.endpoint.id, &sent.id, 1).await;
            let attempt = &log.attempts[0];
            assert_eq!(
                (attempt.status, attempt.trouble),
                (Some(status), Some(trouble))
            );
            assert!(attempt.answer.len() <= 500);
            assert!(receiver.came().iter().all(|came| came.path == "/hook"));
            client.delete_endpoint(&made.endpoint.id).await;
        }
    });
}

#[test]
fn without_a_sandbox_no_private_host_can_be_named() {
    let config = WebhooksConfig {
        sandbox: false,
        private_hosts: vec!["127.0.0.1".to_owned()],
    };
    let refused = api::delivery::Deliveries::new(&config).unwrap_err();
    assert!(refused.to_string().contains("ANJU_WEBHOOK_PRIVATE_HOSTS"));
}
