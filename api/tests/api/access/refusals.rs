//! What no token and no assertion may be.

use api::service::access::partner::format_client;
use api::service::clients::operating::{disable_client, rotate_credential};
use api::signing::{NewKey, Purpose, make_key};
use serde_json::{Value, json};
use shared::problem::ProblemKind;
use shared::scope::Scope;
use uuid::Uuid;

use super::forging::{Signer, encoded, rsa_jwk, with};
use crate::harness::{Answer, Browser, World, in_world, in_world_with, send_form};

const SCOPES: [Scope; 2] = [Scope::CertificatesCheck, Scope::HoldsRead];
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Has the platform sign with keys that are known here.
async fn known_keys(world: &World) -> [NewKey; 2] {
    let keys = [make_key().unwrap(), make_key().unwrap()];
    let write = world.app.store.begin().await.unwrap();
    for (purpose, key) in Purpose::ALL.into_iter().zip(&keys) {
        let now = world.app.now();
        write.add_key(purpose, key, true, now).await.unwrap();
    }
    write.commit().await.unwrap();
    keys
}

/// Whose tokens the hostile ones are made from, and what is in them.
struct Ground {
    header: Value,
    claims: Value,
    signer: Signer,
    token: String,
}

impl Ground {
    async fn of(world: &World, key: &NewKey, token: &str) -> Self {
        let parts: Vec<&str> = token.split('.').collect();
        let read = |part: &str| -> Value {
            serde_json::from_slice(&shared::jws::decode(part).unwrap()).unwrap()
        };
        let ground = Self {
            header: read(parts[0]),
            claims: read(parts[1]),
            signer: Signer::Es256(key.private.clone()),
            token: token.to_owned(),
        };
        assert_eq!(ground.header["kid"], key.public.kid.as_str());
        // What is made here and has nothing wrong with it passes: else the refusals say nothing.
        let same = ground.signer.made(&ground.header, &ground.claims);
        show(&world.browser(), &same).await.expect(200);
        ground
    }

    fn header(&self, changes: Value) -> String {
        self.signer.made(&with(&self.header, changes), &self.claims)
    }

    fn claims(&self, changes: Value) -> String {
        self.signer.made(&self.header, &with(&self.claims, changes))
    }

    /// With another header, signed by somebody else.
    fn by(&self, signer: &Signer, changes: Value) -> String {
        signer.made(&with(&self.header, changes), &self.claims)
    }
}

async fn show(program: &Browser, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("sec-fetch-site", ""),
        ("origin", ""),
    ];
    program.send("GET", "/api/v1/client", &headers, None).await
}

/// What is wrong with how a token is signed.
fn badly_signed(ground: &Ground, keys: &[NewKey; 2]) -> Vec<(&'static str, String)> {
    let mine = Signer::new_key();
    let jwk = mine.jwk();
    let known = Signer::Es256(keys[0].private.clone()).jwk();
    let point = |name: &str| shared::jws::decode(known[name].as_str().unwrap()).unwrap();
    let point = [vec![4], point("x"), point("y")].concat();
    let certificates = Signer::Es256(keys[1].private.clone());
    let der = Signer::Es256Der(keys[0].private.clone());
    let given = |bytes: &[u8]| Signer::Given(bytes.to_vec());
    let hs = |secret: &[u8]| Signer::Hs256(secret.to_vec());
    let signature = ground.token.rsplit('.').next().unwrap();
    let signature = shared::jws::decode(signature).unwrap();
    let (mut off, short) = (signature.clone(), &signature[..63]);
    off[40] ^= 1;
    let kid = |kid: Value| json!({ "kid": kid });
    vec![
        ("alg none", ground.by(&given(b""), json!({ "alg": "none" }))),
        ("alg nOnE", ground.by(&given(b""), json!({ "alg": "nOnE" }))),
        ("alg none, signed", ground.header(json!({ "alg": "none" }))),
        ("no alg", ground.header(json!({ "alg": null }))),
        ("alg a list", ground.header(json!({ "alg": ["ES256"] }))),
        (
            "HS256 with the public key",
            ground.by(&hs(known.to_string().as_bytes()), json!({ "alg": "HS256" })),
        ),
        (
            "HS256 with the point",
            ground.by(&hs(&point), json!({ "alg": "HS256" })),
        ),
        (
            "HS256 with nothing",
            ground.by(&hs(b""), json!({ "alg": "HS256" })),
        ),
        ("another alg", ground.header(json!({ "alg": "ES384" }))),
        ("alg of RSA", ground.header(json!({ "alg": "PS256" }))),
        ("no kid", ground.header(kid(Value::Null))),
        (
            "an unknown kid",
            ground.header(kid(json!(encoded([7; 32])))),
        ),
        (
            "a kid that is a path",
            ground.header(kid(json!("../../dev/null"))),
        ),
        ("a kid that is SQL", ground.header(kid(json!("' OR ''='")))),
        ("an empty kid", ground.header(kid(json!("")))),
        ("a kid that is a number", ground.header(kid(json!(0)))),
        (
            "the certificates' key",
            ground.by(&certificates, kid(json!(keys[1].public.kid))),
        ),
        ("a kid of another key", ground.by(&certificates, json!({}))),
        (
            "an embedded key",
            ground.by(&mine, json!({ "kid": null, "jwk": jwk })),
        ),
        (
            "an embedded key beside a kid",
            ground.by(&mine, json!({ "jwk": jwk })),
        ),
        (
            "an embedded key, signed by us",
            ground.header(json!({ "jwk": jwk })),
        ),
        (
            "jku",
            ground.header(json!({ "jku": "https://example.com/jwks.json" })),
        ),
        (
            "x5u",
            ground.header(json!({ "x5u": "https://example.com/x.pem" })),
        ),
        ("x5c", ground.header(json!({ "x5c": ["AA"] }))),
        ("crit", ground.header(json!({ "crit": ["exp"] }))),
        ("b64", ground.header(json!({ "b64": false }))),
        ("somebody's signature", ground.by(&mine, json!({}))),
        (
            "zeros for a signature",
            ground.by(&given(&[0; 64]), json!({})),
        ),
        ("a bit off", ground.by(&given(&off), json!({}))),
        ("a byte short", ground.by(&given(short), json!({}))),
        ("the signature of X.509", ground.by(&der, json!({}))),
    ]
}

/// What is wrong with what a token says.
fn badly_said(ground: &Ground, now: i64) -> Vec<(&'static str, String)> {
    let claims = |changes: Value| ground.claims(changes);
    let iss = ground.claims["iss"].as_str().unwrap();
    let aud = ground.claims["aud"].as_str().unwrap();
    let twice = ground
        .claims
        .to_string()
        .replacen('{', "{\"exp\":9999999999,", 1);
    vec![
        ("no typ", ground.header(json!({ "typ": null }))),
        ("typ JWT", ground.header(json!({ "typ": "JWT" }))),
        (
            "a certificate",
            ground.header(json!({ "typ": "anju-certificate+jwt" })),
        ),
        ("no iss", claims(json!({ "iss": null }))),
        (
            "another iss",
            claims(json!({ "iss": "https://example.com" })),
        ),
        (
            "iss with a slash",
            claims(json!({ "iss": format!("{iss}/") })),
        ),
        ("no aud", claims(json!({ "aud": null }))),
        ("another aud", claims(json!({ "aud": iss }))),
        (
            "aud a list",
            claims(json!({ "aud": [aud, "https://example.com"] })),
        ),
        ("another sub", claims(json!({ "sub": "cli_0" }))),
        ("no exp", claims(json!({ "exp": null }))),
        (
            "exp a text",
            claims(json!({ "exp": (now + 300).to_string() })),
        ),
        ("exp a fraction", claims(json!({ "exp": 9_999_999_999.5 }))),
        ("exp over", claims(json!({ "exp": now }))),
        ("exp far", claims(json!({ "exp": now + 24 * 60 * 60 }))),
        (
            "exp far, iat as well",
            claims(json!({ "exp": now + 9000, "iat": now + 8900 })),
        ),
        (
            "exp before iat",
            claims(json!({ "iat": now + 400, "exp": now + 300 })),
        ),
        (
            "exp twice",
            ground.signer.made_of(&ground.header.to_string(), &twice),
        ),
        ("nbf ahead", claims(json!({ "nbf": now + 300 }))),
        (
            "another credential",
            claims(json!({ "credential": Uuid::nil() })),
        ),
        (
            "another client",
            claims(json!({
                "sub": format_client(Uuid::nil()), "client_id": format_client(Uuid::nil()),
            })),
        ),
    ]
}

/// What is wrong with the form of a token.
fn badly_formed(token: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        panic!("{token}")
    };
    let flattened = json!({ "protected": header, "payload": claims, "signature": signature });
    vec![
        ("no signature", format!("{header}.{claims}")),
        ("an empty signature", format!("{header}.{claims}.")),
        ("no claims", format!("{header}..{signature}")),
        ("no header", format!(".{claims}.{signature}")),
        ("a segment twice", format!("{token}.{signature}")),
        ("all of it twice", format!("{token}.{token}")),
        ("padding", format!("{header}.{claims}.{signature}==")),
        (
            "another alphabet",
            format!("{header}.{claims}.+{}", &signature[1..]),
        ),
        ("a blank in it", format!("{header}. {claims}.{signature}")),
        ("the other form of JWS", flattened.to_string()),
        ("nothing", String::new()),
    ]
}

#[test]
fn no_access_token_is_worth_anything_with_which_something_is_wrong() {
    in_world(async |world| {
        let keys = known_keys(world).await;
        let client = world.client(&SCOPES).await;
        let ground = Ground::of(world, &keys[0], &client.token).await;
        let now = world.app.now().timestamp();
        let mut cases = badly_signed(&ground, &keys);
        cases.extend(badly_said(&ground, now));
        cases.extend(badly_formed(&ground.token));
        assert!(cases.len() >= 60, "{}", cases.len());
        let program = world.browser();
        let mut passed = Vec::new();
        for (what, token) in cases {
            let answer = show(&program, &token).await;
            if answer.status == 200 {
                passed.push(what);
                continue;
            }
            assert_eq!(answer.status, 401, "{what}");
            answer.problem(ProblemKind::InvalidToken);
            let challenge = answer.header("www-authenticate");
            assert_eq!(challenge, "Bearer error=\"invalid_token\"", "{what}");
        }
        assert!(passed.is_empty(), "{passed:?}");
        // The client is well all the while; then what it had proved itself with ends, and it itself.
        client.get("/api/v1/client").await.expect(200);
        let store = &world.app.store;
        for _ in 0..2 {
            let ids = [client.id, world.app.new_id()];
            rotate_credential(store, ids, None, world.app.now())
                .await
                .unwrap();
        }
        client.get("/api/v1/client").await.expect(401);
        let other = world.client(&SCOPES).await;
        disable_client(store, other.id, world.app.now())
            .await
            .unwrap();
        other.get("/api/v1/client").await.expect(401);
    });
}

#[test]
fn a_token_is_shown_in_one_way_and_a_session_is_none() {
    in_world(async |world| {
        let client = world.client(&SCOPES).await;
        let program = world.browser();
        let none = program.get("/api/v1/client").await.expect(401);
        assert_eq!(none.header("www-authenticate"), "Bearer");
        let in_query = format!("/api/v1/client?access_token={}", client.token);
        program.get(&in_query).await.expect(401);
        let basic = format!("Basic {}", client.token);
        let headers = [("authorization", basic.as_str())];
        program
            .send("GET", "/api/v1/client", &headers, None)
            .await
            .expect(401);
        // Neither a person's session nor an officer's is a token, and a token is neither.
        world
            .bound("he-jun")
            .await
            .get("/api/v1/client")
            .await
            .expect(401);
        let officer = world.officer("luo-min").await.0;
        officer.get("/api/v1/client").await.expect(401);
        client.get("/api/v1/home").await.expect(401);
        client.get("/api/v1/officer/clients").await.expect(401);
        let new = json!({ "module": "residential" });
        client
            .call("POST", "/api/v1/applications", Some(&new))
            .await
            .expect(401);
    });
}

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
        ("too long", claims(json!({ "more": "a".repeat(7000) }))),
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
