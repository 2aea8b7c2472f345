//! Assertions by which clients prove themselves: each once, and none with which something is wrong.

use api::service::access::partner::format_client;
use api::service::clients::operating::rotate_credential;
use serde_json::{Value, json};
use shared::scope::Scope;
use uuid::Uuid;

use super::forging::{Signer, badly_formed, rsa_jwk, with};
use crate::harness::{Answer, World, in_world_with, send_form};

const SCOPES: [Scope; 2] = [Scope::CertificatesCheck, Scope::HoldsRead];
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// An assertion as a careful client makes it.
struct Assertion {
    header: Value,
    claims: Value,
}

impl Assertion {
    fn of(world: &World, client: Uuid) -> Self {
        let now = world.app.now().timestamp();
        let id = format_client(client);
        Self {
            header: json!({ "alg": "ES256", "typ": "JWT" }),
            claims: json!({
                "iss": id, "sub": id, "aud": format!("{}/oauth/token", world.url),
                "exp": now + 60, "iat": now, "jti": world.app.new_id().to_string(),
            }),
        }
    }
}

async fn assert_as(world: &World, from: usize, assertion: &str, more: &[(&str, &str)]) -> Answer {
    // Each comes from a network of its own: failures are counted by network.
    let address = format!("2001:db8:{from:x}::1");
    let headers = [("x-forwarded-for", address.as_str())];
    let mut fields = vec![
        ("grant_type", "client_credentials"),
        ("client_assertion_type", ASSERTION),
        ("client_assertion", assertion),
    ];
    fields.extend(more);
    send_form(&world.browser(), &headers, &fields).await
}

/// Registers a client with a key.
async fn with_key(world: &World, jwk: &Value) -> Uuid {
    let (id, _) = world.registered_client(&SCOPES, &[]).await;
    let ids = [id, world.app.new_id()];
    let key = Some(jwk.to_string());
    let now = world.app.now();
    rotate_credential(&world.app.store, ids, key, now)
        .await
        .unwrap();
    id
}

#[test]
fn an_assertion_proves_a_client_once() {
    in_world_with(
        |config| config.behind_proxy = true,
        async |world| {
            let key = Signer::new_key();
            let client = with_key(world, &key.jwk()).await;
            let pair = Signer::new_rsa_key();
            let rsa_client = with_key(world, &rsa_jwk(&pair)).await;
            let pss = Signer::Ps256(pair);
            for (n, header, claims) in [
                (1, json!({}), json!({})),
                (2, json!({ "typ": null }), json!({ "iat": null })),
                (
                    3,
                    json!({ "typ": "client-authentication+jwt" }),
                    json!({ "aud": world.url }),
                ),
                (
                    4,
                    json!({ "x5t": "AA" }),
                    json!({ "aud": [world.url], "more": 1 }),
                ),
            ] {
                let made = Assertion::of(world, client);
                let text = key.made(&with(&made.header, header), &with(&made.claims, claims));
                assert_as(world, n, &text, &[]).await.expect(200);
                let again = assert_as(world, n, &text, &[]).await.expect(401);
                assert_eq!(again.json::<Value>()["error"], "invalid_client");
            }
            let made = Assertion::of(world, rsa_client);
            let header = with(&made.header, json!({ "alg": "PS256" }));
            let text = pss.made(&header, &made.claims);
            assert_as(world, 5, &text, &[]).await.expect(200);
            // All at once: one of them is the first.
            let made = Assertion::of(world, client);
            let text = key.made(&made.header, &made.claims);
            let all = (0..8).map(|n| assert_as(world, 10 + n, &text, &[]));
            let all = futures::future::join_all(all).await;
            assert_eq!(all.iter().filter(|answer| answer.status == 200).count(), 1);
            // That is forgotten once it could not be used again for its age.
            let kept = "SELECT count(*) AS n FROM assertion_uses";
            assert_eq!(world.count(kept).await, 6);
            world
                .app
                .set_clock_forward(std::time::Duration::from_secs(61));
            api::service::expiry::forget_ended(&world.app)
                .await
                .unwrap();
            assert_eq!(world.count(kept).await, 0);
            assert_as(world, 30, &text, &[]).await.expect(401);
        },
    );
}

/// What is wrong with assertions of a client whose key this is.
#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
fn bad_assertions(
    world: &World,
    ids: [Uuid; 2],
    keys: [&Signer; 2],
) -> Vec<(&'static str, String)> {
    let ([client, other], [key, others]) = (ids, keys);
    let now = world.app.now().timestamp();
    let header = |changes: Value| {
        let made = Assertion::of(world, client);
        key.made(&with(&made.header, changes), &made.claims)
    };
    let claims = |changes: Value| {
        let made = Assertion::of(world, client);
        key.made(&made.header, &with(&made.claims, changes))
    };
    let by = |signer: &Signer, changes: Value| {
        let made = Assertion::of(world, client);
        signer.made(&with(&made.header, changes), &made.claims)
    };
    let rsa = Signer::Rs256(Signer::new_rsa_key());
    let public = key.jwk().to_string().into_bytes();
    let made = Assertion::of(world, client);
    let twice = made
        .header
        .to_string()
        .replacen('{', "{\"alg\":\"none\",", 1);
    vec![
        (
            "alg none",
            by(&Signer::Given(Vec::new()), json!({ "alg": "none" })),
        ),
        ("alg none, signed", header(json!({ "alg": "none" }))),
        ("alg twice", key.made_of(&twice, &made.claims.to_string())),
        (
            "HS256 with the public key",
            by(&Signer::Hs256(public), json!({ "alg": "HS256" })),
        ),
        ("RS256", by(&rsa, json!({ "alg": "RS256" }))),
        (
            "PS256 of a key that is of ES256",
            header(json!({ "alg": "PS256" })),
        ),
        ("another client's key", by(others, json!({}))),
        (
            "a key in the header",
            by(others, json!({ "jwk": others.jwk() })),
        ),
        (
            "a key in the header that is known",
            header(json!({ "jwk": key.jwk() })),
        ),
        (
            "jku",
            header(json!({ "jku": "https://example.com/jwks.json" })),
        ),
        ("x5u", header(json!({ "x5u": "https://example.com/x.pem" }))),
        ("x5c", header(json!({ "x5c": ["AA"] }))),
        ("crit", header(json!({ "crit": ["exp"] }))),
        ("b64", header(json!({ "b64": false, "crit": ["b64"] }))),
        ("an unknown kid", header(json!({ "kid": "1" }))),
        (
            "a kid that is a path",
            header(json!({ "kid": "../../dev/null" })),
        ),
        ("typ of an access token", header(json!({ "typ": "at+jwt" }))),
        ("zeros", by(&Signer::Given(vec![0; 64]), json!({}))),
        (
            "another aud",
            claims(json!({ "aud": format!("{}/api/v1", world.url) })),
        ),
        ("no aud", claims(json!({ "aud": null }))),
        (
            "two aud",
            claims(json!({ "aud": [world.url, "https://example.com"] })),
        ),
        (
            "another iss",
            claims(json!({ "iss": format_client(other) })),
        ),
        (
            "another sub",
            claims(json!({ "sub": format_client(other) })),
        ),
        (
            "another client",
            claims(json!({ "iss": format_client(other), "sub": format_client(other) })),
        ),
        ("no exp", claims(json!({ "exp": null }))),
        (
            "exp a text",
            claims(json!({ "exp": (now + 60).to_string() })),
        ),
        ("exp over", claims(json!({ "exp": now }))),
        ("exp far", claims(json!({ "exp": now + 3600 }))),
        ("exp beyond numbers", claims(json!({ "exp": 1e300 }))),
        ("nbf ahead", claims(json!({ "nbf": now + 120 }))),
        ("nbf a text", claims(json!({ "nbf": "0" }))),
        ("iat ahead", claims(json!({ "iat": now + 120 }))),
        ("no jti", claims(json!({ "jti": null }))),
        ("an empty jti", claims(json!({ "jti": "" }))),
        ("jti a number", claims(json!({ "jti": 1 }))),
        ("a long jti", claims(json!({ "jti": "a".repeat(257) }))),
    ]
}

#[test]
fn no_assertion_proves_a_client_with_which_something_is_wrong() {
    in_world_with(
        |config| config.behind_proxy = true,
        async |world| {
            let (key, others) = (Signer::new_key(), Signer::new_key());
            let client = with_key(world, &key.jwk()).await;
            let other = with_key(world, &others.jwk()).await;
            let mut cases = bad_assertions(world, [client, other], [&key, &others]);
            let made = Assertion::of(world, client);
            let good = key.made(&made.header, &made.claims);
            cases.extend(
                badly_formed(&good)
                    .into_iter()
                    .filter(|(_, text)| !text.is_empty()),
            );
            let mut passed = Vec::new();
            for (n, (what, text)) in cases.iter().enumerate() {
                let answer = assert_as(world, n, text, &[]).await;
                if answer.status == 200 {
                    passed.push(*what);
                    continue;
                }
                assert_eq!(answer.status, 401, "{what}: {}", answer.text());
                assert_eq!(answer.json::<Value>()["error"], "invalid_client", "{what}");
                assert_eq!(answer.header("cache-control"), "no-store");
            }
            assert!(passed.is_empty(), "{passed:?}");
            // None of them has used the good one up, but who says to be another one has not shown it.
            let id = format_client(other);
            assert_as(world, 900, &good, &[("client_id", &id)])
                .await
                .expect(401);
            let made = Assertion::of(world, client);
            let good = key.made(&made.header, &made.claims);
            let id = format_client(client);
            assert_as(world, 901, &good, &[("client_id", &id)])
                .await
                .expect(200);
            // Nor is a token of the platform an assertion.
            let token = world.client(&SCOPES).await.token;
            assert_as(world, 902, &token, &[]).await.expect(401);
        },
    );
}
