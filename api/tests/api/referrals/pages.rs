//! Lists that clients read are paged alike, and a certificate is looked up by whoever has to do with it.

use std::time::Duration;

use serde_json::{Value, json};
use shared::certificate::{CertificateStatus, KnownCertificate};
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::referral::Referral;
use shared::scope::Scope;

use super::{REFERRALS, home};
use crate::harness::{Client, in_world};

/// Reads a list in pages of two: the ids in their order.
async fn walked(client: &Client, path: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("{path}?limit=2{cursor}")).await;
        let page: Value = page.expect(200).json();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2);
        ids.extend(
            items
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next_cursor"].as_str() else {
            return ids;
        };
        cursor = format!("&cursor={next}");
    }
}

#[test]
fn lists_go_on_where_they_ended_and_say_when_nothing_is_new() {
    in_world(async |world| {
        let client = world.refers().await;
        for n in 0..3 {
            client.referred(&format!("k{n}"), &home()).await;
            let endpoint = json!({
                "url": "https://1.1.1.1/hook", "enabled": false, "events": ["referral.decided"],
            });
            let path = "/api/v1/webhook-endpoints";
            let key = format!("e{n}");
            client.post(path, &key, &endpoint).await.expect(201);
        }
        for path in [REFERRALS, "/api/v1/webhook-endpoints"] {
            let ids = walked(&client, path).await;
            let mut sorted = ids.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!((ids.len(), &ids), (3, &sorted), "{path}");
            let answer = client.get(path).await.expect(200);
            let tag = [("if-none-match", answer.header("etag"))];
            client.send("GET", path, &tag, None).await.expect(304);
            for wrong in [
                "limit=0",
                "limit=101",
                "cursor=hold_1",
                "created_after=yesterday",
                "page=2",
            ] {
                let answer = client.get(&format!("{path}?{wrong}")).await;
                answer.problem(ProblemKind::MalformedRequest);
            }
        }
        let page: Page<Referral> = client.get(REFERRALS).await.expect(200).json();
        let first = page.items[0].created_at;
        let after = first.to_rfc3339().replace("+00:00", "Z");
        let path = format!("{REFERRALS}?created_after={after}");
        let later: Page<Referral> = client.get(&path).await.expect(200).json();
        assert_eq!(later.items, &page.items[1..]);
        // Another client's are not there.
        let other = world.refers().await;
        assert!(walked(&other, REFERRALS).await.is_empty());
    });
}

#[test]
fn a_certificate_is_looked_up_by_who_has_to_do_with_it_and_by_nobody_else() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        let detail = applied.decided().await;
        let number = detail.certificate.as_ref().unwrap().number.clone();
        let mut client = world.client(&[Scope::CertificatesCheck]).await;
        let path = format!("/api/v1/certificates/{number}");
        let mut told = Vec::<Value>::new();
        for path in [path.as_str(), "/api/v1/certificates/AJ-2222-2222-2222"] {
            let answer = client.get(path).await;
            answer.problem(ProblemKind::NotFound);
            let mut problem: Value = answer.json();
            problem["request_id"] = Value::Null;
            problem["instance"] = Value::Null;
            told.push(problem);
        }
        assert_eq!(told[0], told[1]);
        let pair = json!({
            "certificate_number": number, "document_number": world.document("yang-fan").number,
        });
        let checks = "/api/v1/certificate-checks";
        client.call("POST", checks, Some(&pair)).await.expect(200);
        let answer = client.get(&path).await.expect(200);
        let known: KnownCertificate = answer.json();
        assert_eq!(known.status, CertificateStatus::Valid);
        let last = detail.certificate.as_ref().unwrap().valid_until;
        assert_eq!((&known.number, known.valid_until), (&number, last));
        let tag = [("if-none-match", answer.header("etag"))];
        client.send("GET", &path, &tag, None).await.expect(304);
        applied.withdraw().await;
        let known: KnownCertificate = client.get(&path).await.expect(200).json();
        assert_eq!(known.status, CertificateStatus::Void);
        // Nobody else has checked it, and a check is forgotten after thirty days.
        let other = world.client(&[Scope::CertificatesCheck]).await;
        other.get(&path).await.problem(ProblemKind::NotFound);
        let days = Duration::from_secs(31 * 24 * 60 * 60);
        world.app.set_clock_forward(days);
        client.renew().await;
        client.get(&path).await.problem(ProblemKind::NotFound);
    });
}
