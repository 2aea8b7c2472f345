//! Holds that end without a word of their clients: run out, or void with the application.

use std::time::Duration;

use api::service::clients::operating::disable_client;
use api::service::holds::ending::expire_holds;
use sandbox::{Fault, FaultKind};
use serde_json::json;
use shared::hold::{Hold, HoldState};
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::registry::Registry;
use shared::scope::Scope;
use shared::webhook::{WebhookDelivery, WebhookEventType, WebhookSecret};

use super::{EXPIRED, PASSED, SIGNING, WHO, at};
use crate::applying::Applied;
use crate::harness::{Client, World, in_world};
use crate::members::upheld;

impl World {
    async fn back(&self, who: &str, id: &str) -> Applied {
        Applied {
            browser: self.signed_in(who).await,
            id: id.to_owned(),
        }
    }
}

const LIVE: &str = "SELECT count(*) AS n FROM holds WHERE live_application IS NOT NULL";

#[test]
fn a_hold_runs_out_by_itself_and_the_pass_is_free() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let mut client = world.signs().await;
        let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
        world.hours_later(73);
        world.anew(&mut client).await;
        // Whether or not anybody has swept it away, it has ended.
        let answer = client.sign("s1", &hold).await;
        answer.problem(ProblemKind::HoldOver);
        assert_eq!(client.seen(&hold).await.state, HoldState::Expired);
        world.until_count(LIVE, 0).await;
        let applied = world.back(WHO, &applied.id).await;
        let free = applied.detail().await;
        assert_eq!(at(&free), PASSED);
        assert_eq!(free.holds.last().unwrap().state, HoldState::Expired);
        client.hold("k2", &wanted).await.expect(201);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_client_that_is_disabled_holds_nothing() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let (store, now) = (&world.app.store, world.app.now());
        let client = world.signs().await;
        client.hold("k1", &wanted).await.expect(201);
        disable_client(store, client.id, now).await.unwrap();
        assert_eq!(expire_holds(&world.app).await.unwrap(), 1);
        let free = applied.detail().await;
        assert_eq!(at(&free), PASSED);
        assert_eq!(free.holds.last().unwrap().state, HoldState::Released);

        // Nor what it asked for before, and is answered after.
        let client = world.signs().await;
        let late = Fault {
            fault: FaultKind::Slow,
            seconds: Some(2),
            times: None,
            document: None,
            units: false,
        };
        world.set_fault(Registry::Property, &late).await;
        let disabled = async {
            tokio::time::sleep(Duration::from_millis(700)).await;
            disable_client(store, client.id, now).await.unwrap();
        };
        let (answer, ()) = tokio::join!(client.hold("k2", &wanted), disabled);
        answer.problem(ProblemKind::InvalidToken);
        assert_eq!(at(&applied.detail().await), PASSED);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_client_holds_one_pass_a_few_times_a_day() {
    in_world(async |world| {
        let (_, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let mut client = world.signs().await;
        let take = async |client: &Client, n: usize| {
            let hold: Hold = client
                .hold(&format!("k{n}"), &wanted)
                .await
                .expect(201)
                .json();
            client
                .act(&format!("r{n}"), &hold.id, "release")
                .await
                .expect(200);
        };
        for n in 0..5 {
            take(&client, n).await;
        }
        let answer = client.hold("k5", &wanted).await;
        answer.problem(ProblemKind::TooManyRequests);
        assert!(answer.header("retry-after").parse::<u64>().unwrap() > 80_000);
        // Others are not kept from it.
        take(&world.signs().await, 6).await;
        world.hours_later(25);
        world.anew(&mut client).await;
        take(&client, 7).await;
    });
}

#[test]
fn a_pass_that_runs_out_while_it_is_held_is_signed_within_the_term_or_over() {
    for signs in [true, false] {
        in_world(async |world| {
            let (applied, detail) = world.pass(WHO).await;
            let last = detail.certificate.as_ref().unwrap().valid_until;
            world.go_to(last);
            let wanted = world.wanted(&detail, WHO);
            let mut client = world.signs().await;
            let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
            world.hours_later(48);
            world.anew(&mut client).await;
            let applied = world.back(WHO, &applied.id).await;
            assert_eq!(at(&applied.detail().await), SIGNING);
            let answer = client.act("r", &hold.id, "renewals").await;
            answer.problem(ProblemKind::HoldNotRenewable);
            if signs {
                client.signed("s", &hold).await;
                assert_eq!(applied.detail().await.summary.state.slug(), "signed");
            } else {
                client.act("e", &hold.id, "release").await.expect(200);
                assert_eq!(at(&applied.detail().await), EXPIRED);
                let answer = client.hold("k2", &wanted).await;
                answer.problem(ProblemKind::CertificateNotValid);
            }
            world.audited(applied.uuid()).await;
        });
    }
}

#[test]
fn an_objection_that_is_upheld_ends_the_hold_with_the_application() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
        let member = world.member("xie-jing").await;
        member.object(&applied.id).await.expect(200);
        upheld(world, &applied).await;
        assert_eq!(client.seen(&hold).await.state, HoldState::Voided);
        let answer = client.sign("s", &hold).await;
        answer.problem(ProblemKind::HoldOver);
        assert_eq!(world.count(LIVE).await, 0);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_pass_that_a_member_objects_to_is_not_held() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        let member = world.member("xie-jing").await;
        member.object(&applied.id).await.expect(200);
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateNotConfirmed);
        // Nothing was looked at for it, and nothing is told of the pass.
        assert_eq!(at(&applied.detail().await), PASSED);
        member.take_back(&applied.id).await.expect(200);
        let hold: Hold = client.hold("k2", &wanted).await.expect(201).json();
        // Nor is a contract signed over an objection that came while the pass is held.
        member.object(&applied.id).await.expect(200);
        let answer = client.sign("s1", &hold).await;
        answer.problem(ProblemKind::CertificateNotConfirmed);
        assert_eq!(at(&applied.detail().await), SIGNING);
        member.take_back(&applied.id).await.expect(200);
        client.sign("s2", &hold).await.expect(201);
    });
}

#[test]
fn its_client_is_told_how_a_hold_ended() {
    in_world(async |world| {
        let (_, detail) = world.pass(WHO).await;
        let client = world
            .client(&[
                Scope::HoldsRead,
                Scope::HoldsWrite,
                Scope::WebhooksRead,
                Scope::WebhooksWrite,
            ])
            .await;
        // Nothing is sent there, and all of it is kept.
        let endpoint = json!({
            "url": "https://1.1.1.1/hook", "enabled": false,
            "events": ["hold.released", "hold.signed", "hold.expired", "certificate.voided"],
        });
        let made = client.post("/api/v1/webhook-endpoints", "e1", &endpoint);
        let made: WebhookSecret = made.await.expect(201).json();
        let wanted = world.wanted(&detail, WHO);
        let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
        client.act("r1", &hold.id, "release").await.expect(200);
        let second: Hold = client.hold("k2", &wanted).await.expect(201).json();
        client.signed("s1", &second).await;
        let path = format!("/api/v1/webhook-endpoints/{}/deliveries", made.endpoint.id);
        let told: Page<WebhookDelivery> = client.get(&path).await.expect(200).json();
        let told: Vec<_> = told
            .items
            .iter()
            .map(|one| (one.event.kind, one.event.data.id.as_str()))
            .collect();
        let expected = [
            (WebhookEventType::HoldSigned, second.id.as_str()),
            (WebhookEventType::HoldReleased, hold.id.as_str()),
        ];
        assert_eq!(told, expected);
    });
}
