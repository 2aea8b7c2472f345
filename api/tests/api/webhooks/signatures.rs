//! Every delivery is signed as Standard Webhooks 1.0.0 says: told by its own libraries, where they are
//! (`ANJU_TEST_WEBHOOK_LIBRARIES`, which the stage `outside` sets), and by plain HMAC and Ed25519.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use shared::webhook::{WebhookDeliveryState, WebhookEndpoint, WebhookSecret};

use super::receiver::{Came, Manner, Receiver};
use super::{in_sandbox, subscriber};

/// Whether some signature of a request is by a secret, and some by a public key.
fn is_signed(came: &Came, secret: &str, public_key: &str) -> (bool, bool) {
    let content = format!(
        "{}.{}.{}",
        came.header("webhook-id"),
        came.header("webhook-timestamp"),
        came.body
    );
    let of = |version: &str| -> Vec<Vec<u8>> {
        let all = came.header("webhook-signature").split(' ');
        let mine = all.filter_map(|one| one.strip_prefix(version)?.strip_prefix(','));
        mine.map(|one| STANDARD.decode(one).unwrap()).collect()
    };
    let secret = STANDARD.decode(secret.strip_prefix("whsec_").unwrap());
    let secret = secret.unwrap();
    assert!((24..=64).contains(&secret.len()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
    let by_secret = |tag: &Vec<u8>| hmac::verify(&key, content.as_bytes(), tag).is_ok();
    let public = STANDARD.decode(public_key.strip_prefix("whpk_").unwrap());
    let public = UnparsedPublicKey::new(&ED25519, public.unwrap());
    let by_key = |signature: &Vec<u8>| public.verify(content.as_bytes(), signature).is_ok();
    (of("v1").iter().any(by_secret), of("v1a").iter().any(by_key))
}

/// Has the libraries of others look at requests: each verifies the one that it is given, and refuses the
/// same with another body.
fn ask_libraries(all: &[(&Came, &str, &str)]) {
    let Some(scripts) = std::env::var_os("ANJU_TEST_WEBHOOK_LIBRARIES") else {
        return;
    };
    let told: Vec<Value> = all
        .iter()
        .map(|(came, secret, public_key)| {
            json!({
                "headers": came.headers, "body": came.body,
                "secret": secret, "public_key": public_key,
            })
        })
        .collect();
    for (program, script) in [("node", "verify.mjs"), ("python3", "verify.py")] {
        let mut child = Command::new(program)
            .arg(std::path::Path::new(&scripts).join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input
            .write_all(&serde_json::to_vec(&told).unwrap())
            .unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{program}");
        let counted = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            counted.trim(),
            format!("{} verified", all.len()),
            "{program}"
        );
    }
}

#[test]
fn each_delivery_is_signed_by_secret_and_key_and_by_both_while_they_are_replaced() {
    in_sandbox(async |world| {
        let mut client = subscriber(world).await;
        let receiver = Receiver::start(Manner::Status(204));
        let first = client.endpoint(&receiver.url).await;
        let id = first.endpoint.id.as_str();
        let first_key = &first.endpoint.keys[0].public_key;
        let sent = client.test(id).await;
        let log = client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
        assert_eq!((log.attempts.len(), log.attempts[0].status), (1, Some(204)));
        let came = &receiver.came()[0];
        assert_eq!(came.header("webhook-id"), sent.event_id);
        assert_eq!(came.header("content-type"), "application/json");
        assert_eq!(came.path, "/hook");
        let body: Value = serde_json::from_str(&came.body).unwrap();
        assert_eq!(body["type"], "test");
        assert_eq!(body["data"], json!({ "id": id }));
        assert_eq!(is_signed(came, &first.secret, first_key), (true, true));

        // No answer tells the secret again.
        let path = format!("/api/v1/webhook-endpoints/{id}");
        let told = client.get(&path).await.expect(200).text();
        assert!(!told.contains("whsec_") && told.contains("whpk_"), "{told}");

        let rotate = async |hours: u8| -> WebhookSecret {
            let body = json!({ "overlap_hours": hours });
            let path = format!("{path}/key-rotations");
            let rotated = client.order(&path, Some(&body)).await;
            rotated.expect(201).json()
        };
        let second = rotate(24).await;
        let second_key = &second.endpoint.keys[0].public_key;
        assert_eq!(second.endpoint.keys.len(), 2);
        assert_eq!(&second.endpoint.keys[1].public_key, first_key);
        let sent = client.test(id).await;
        client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
        let came = &receiver.came()[1];
        assert_eq!(came.header("webhook-signature").split(' ').count(), 4);
        assert_eq!(is_signed(came, &first.secret, first_key), (true, true));
        assert_eq!(is_signed(came, &second.secret, second_key), (true, true));
        ask_libraries(&[
            (&receiver.came()[0], &first.secret, first_key),
            (came, &first.secret, first_key),
            (came, &second.secret, second_key),
        ]);

        // A secret that somebody else may know signs no more at once.
        let third = rotate(0).await;
        let keys: Vec<_> = third.endpoint.keys.iter().collect();
        assert_eq!(keys.len(), 1);
        let sent = client.test(id).await;
        client
            .until(id, &sent.id, WebhookDeliveryState::Delivered)
            .await;
        let came = &receiver.came()[2];
        assert_eq!(is_signed(came, &second.secret, second_key), (false, false));
        assert_eq!(
            is_signed(came, &third.secret, &keys[0].public_key),
            (true, true)
        );

        // And what was to overlap ends after its day.
        let body = json!({ "overlap_hours": 1 });
        let rotation = format!("{path}/key-rotations");
        client.order(&rotation, Some(&body)).await.expect(201);
        world.app.set_clock_forward(Duration::from_secs(61 * 60));
        client.renew().await;
        let now: WebhookEndpoint = client.read_endpoint(id).await;
        assert_eq!(now.keys.len(), 1);
        client.delete_endpoint(id).await;
    });
}
