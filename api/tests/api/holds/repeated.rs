//! What is sent again under its key is done once and answered alike.

use serde_json::json;
use shared::hold::Hold;
use shared::problem::ProblemKind;

use super::WHO;
use crate::harness::in_world;

const HOLDS: &str = "SELECT count(*) AS n FROM holds";

#[test]
fn a_request_that_is_repeated_under_its_key_is_done_once() {
    in_world(async |world| {
        let (_, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let mut client = world.signs().await;
        let answer = client.call("POST", "/api/v1/holds", Some(&wanted)).await;
        answer.problem(ProblemKind::IdempotencyKeyRequired);
        // At once, one of the two does it; the other waits for it, or gets the same.
        let (a, b) = tokio::join!(client.hold("k1", &wanted), client.hold("k1", &wanted));
        for answer in [&a, &b] {
            if answer.status != 201 {
                answer.problem(ProblemKind::IdempotencyKeyInFlight);
                assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
            }
        }
        assert_eq!(world.count(HOLDS).await, 1);
        let first = if a.status == 201 { a } else { b };
        let again = client.hold("k1", &wanted).await.expect(201);
        assert_eq!(again.json::<Hold>(), first.json::<Hold>());
        assert_eq!(again.header("idempotent-replayed"), "true");
        let mut other = wanted.clone();
        other["unit"] = json!({ "address": "别处" });
        let answer = client.hold("k1", &other).await;
        answer.problem(ProblemKind::IdempotencyKeyReused);
        // Keys are each client's own.
        let stranger = world.signs().await;
        let answer = stranger.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateHeld);
        // A refusal stays one, too: who wants to try anew says so.
        let hold: Hold = again.json();
        client.act("e1", &hold.id, "release").await.expect(200);
        let answer = client.act("e1", &hold.id, "release").await.expect(200);
        assert_eq!(answer.header("idempotent-replayed"), "true");
        let answer = stranger.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateHeld);
        assert_eq!(answer.header("idempotent-replayed"), "true");
        // After a day the key is nobody's.
        world.hours_later(24);
        world.anew(&mut client).await;
        let answer = client.hold("k1", &other).await.expect(201);
        assert_eq!(answer.header("idempotent-replayed"), "");
        // Nothing of a request stands in clear.
        let all = world.dump().await;
        let number = world.document(WHO).number;
        assert!(!all.windows(number.len()).any(|w| w == number.as_bytes()));
    });
}

#[test]
fn whoever_dies_with_a_request_leaves_its_key_to_be_tried_again() {
    in_world(async |world| {
        let (_, detail) = world.pass(WHO).await;
        let client = world.signs().await;
        let mut wanted = world.wanted(&detail, WHO);
        let right = wanted["document_number"].clone();
        wanted["document_number"] = json!("11010519491231002X");
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateUnknown);
        // As a process leaves it that was killed in between.
        world
            .tamper("UPDATE idempotency_keys SET answer_sealed = NULL")
            .await;
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::IdempotencyKeyInFlight);
        let wait: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&wait));
        let minute = std::time::Duration::from_secs(61);
        world.app.set_clock_forward(minute);
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateUnknown);
        assert_eq!(answer.header("idempotent-replayed"), "");
        wanted["document_number"] = right;
        client.hold("k2", &wanted).await.expect(201);
    });
}
