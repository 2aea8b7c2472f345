//! Endpoints and deliveries of a client as administrators see them, and whom is written to when nothing
//! is sent any more.

use std::time::Duration;

use api::config::notice::EmailConfig;
use api::config::webhooks::WebhooksConfig;
use api::service::access::partner::format_client;
use serde_json::json;
use shared::client::Client as Registered;
use shared::client::watching::ClientDelivery;
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::webhook::{WebhookDeliveryState, WebhookDisabled, WebhookEndpoint, WebhookTrouble};

use super::receiver::{Manner, Receiver};
use super::{in_sandbox, subscriber};
use crate::harness::{Browser, Client, in_town};

fn path(client: &Client, rest: &str) -> String {
    let id = format_client(client.id);
    format!("/api/v1/officer/clients/{id}{rest}")
}

async fn deliveries(office: &Browser, client: &Client, query: &str) -> Page<ClientDelivery> {
    let path = path(client, &format!("/deliveries{query}"));
    office.get(&path).await.expect(200).json()
}

#[test]
fn administrators_see_what_arrives_and_no_secrets() {
    in_sandbox(async |world| {
        let office = world.officer("luo-min").await.0;
        let client = subscriber(world).await;
        let other = subscriber(world).await;
        let good = Receiver::start(Manner::Status(204));
        let bad = Receiver::start(Manner::Status(503));
        let key = format!("{}?key=geheim", good.url);
        let first = client.endpoint(&key).await;
        let second = client.endpoint(&bad.url).await;
        other.endpoint(&good.url).await;
        let (first_id, second_id) = (first.endpoint.id, second.endpoint.id);
        let arrived = client.test(&first_id).await;
        client
            .until(&first_id, &arrived.id, WebhookDeliveryState::Delivered)
            .await;
        let refused = client.test(&second_id).await;
        client.until_tried(&second_id, &refused.id, 1).await;

        let answer = office.get(&path(&client, "/webhook-endpoints")).await;
        let text = answer.expect(200).text();
        assert!(
            !text.contains("geheim") && !text.contains("whsec_"),
            "{text}"
        );
        let answer = office.get(&path(&client, "/webhook-endpoints")).await;
        let list: Page<WebhookEndpoint> = answer.json();
        assert_eq!(list.items.len(), 2);
        assert_eq!(list.items[0].url, format!("{}?…", good.url));
        assert!(list.items[0].delivered_at.is_some());
        assert!(list.items[1].failing_since.is_some());

        let page = deliveries(&office, &client, "?limit=1").await;
        assert_eq!(page.items.len(), 1);
        assert_eq!(page.items[0].endpoint, second_id);
        let last = page.items[0].last_attempt.clone().unwrap();
        assert_eq!(
            (last.status, last.trouble),
            (Some(503), Some(WebhookTrouble::Refused))
        );
        let cursor = page.next_cursor.unwrap();
        let rest = deliveries(&office, &client, &format!("?cursor={cursor}")).await;
        assert_eq!(rest.items[0].delivery.id, arrived.id);
        assert_eq!((rest.items.len(), rest.next_cursor), (1, None));
        let waiting = deliveries(&office, &client, "?state=waiting").await;
        assert_eq!(waiting.items[0].delivery.id, refused.id);
        assert_eq!(waiting.items.len(), 1);
        for wrong in ["?limit=0", "?limit=101", "?cursor=dlv_1"] {
            let path = path(&client, &format!("/deliveries{wrong}"));
            let refused = office.get(&path).await.expect(400);
            refused.problem(ProblemKind::MalformedRequest);
        }
        // What still waits would wait for ever.
        client.delete_endpoint(&second_id).await;
        let nobody = "/api/v1/officer/clients/cli_019d0000000070008000000000000099";
        for rest in ["/deliveries", "/webhook-endpoints", "/usage"] {
            office.get(&format!("{nobody}{rest}")).await.expect(404);
        }
    });
}

#[test]
fn the_contacts_are_written_to_when_an_endpoint_is_disabled() {
    in_town(
        |config, city| {
            let email = EmailConfig::read(&city.mail_url(), "anju@city.example".to_owned());
            config.notice.email = Some(email.unwrap());
            config.webhooks = WebhooksConfig {
                sandbox: true,
                private_hosts: vec!["127.0.0.1".to_owned()],
            };
        },
        async |world| {
            let office = world.officer("luo-min").await.0;
            let mut client = subscriber(world).await;
            let own: Registered = {
                let all = office.get("/api/v1/officer/clients").await.expect(200);
                let all: shared::client::ClientList = all.json();
                all.items.into_iter().next().unwrap()
            };
            // One of them cannot be written to; one stands there twice.
            let terms = json!({
                "version": own.version, "name": own.name, "scopes": own.scopes, "networks": [],
                "contacts": [
                    { "name": "李工", "reach": "ops@partner.example" },
                    { "name": "王工", "reach": "OPS@partner.example" },
                    { "name": "值班", "reach": "021-5000 0000" },
                    { "name": "陈工", "reach": "second@partner.example" },
                ],
            });
            office
                .call("PUT", &path(&client, ""), Some(&terms))
                .await
                .expect(200);
            let receiver = Receiver::start(Manner::Status(500));
            let made = client.endpoint(&format!("{}/geheim", receiver.url)).await;
            let id = made.endpoint.id.as_str();
            for _ in 0..5 {
                let sent = client.test(id).await;
                client.until_tried(id, &sent.id, 1).await;
                world
                    .app
                    .set_clock_forward(Duration::from_secs(24 * 60 * 60));
                client.renew().await;
            }
            // What is tried again on the sixth day is one too many.
            let inbox = world.until_inbox("ops@partner.example", 1).await;
            world.until_inbox("second@partner.example", 1).await;
            let endpoint = client.read_endpoint(id).await;
            assert_eq!(endpoint.disabled_because, Some(WebhookDisabled::Failing));
            let [letter] = inbox.as_slice() else {
                panic!("{inbox:?}")
            };
            for told in [
                id,
                own.name.as_str(),
                "127.0.0.1",
                "连续 5 天",
                "for 5 days",
                "enabled: true",
            ] {
                assert!(letter.text.contains(told), "{told}: {}", letter.text);
            }
            for kept in ["geheim", "李工", "whsec_"] {
                assert!(!letter.text.contains(kept), "{}", letter.text);
            }
            let left = "select count(*) as n from client_letters";
            world.until_count(left, 0).await;
            let stored = String::from_utf8_lossy(&world.dump().await).into_owned();
            assert!(!stored.contains("partner.example"));
        },
    );
}
