//! What no access token may be.

use api::service::access::partner::format_client;
use api::service::clients::operating::{disable_client, rotate_credential};
use api::signing::{NewKey, Purpose, make_key};
use serde_json::{Value, json};
use shared::problem::ProblemKind;
use shared::scope::Scope;
use uuid::Uuid;

use super::forging::{Signer, badly_formed, encoded, with};
use crate::harness::{Answer, Browser, World, in_world};

const SCOPES: [Scope; 2] = [Scope::CertificatesCheck, Scope::HoldsRead];

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
