//! The token endpoint: what it takes, what it gives, and what it refuses.

use api::service::access::partner::format_client;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use shared::client::token::TokenAnswer;
use shared::problem::ProblemKind;
use shared::scope::Scope;

use crate::harness::{Answer, ask_token, in_world, in_world_with, send_form};

const SCOPES: [Scope; 2] = [Scope::CertificatesCheck, Scope::HoldsWrite];

fn error(answer: &Answer) -> (u16, String) {
    let told: Value = answer.json();
    assert_eq!(answer.header("cache-control"), "no-store");
    (answer.status, told["error"].as_str().unwrap().to_owned())
}

/// A header, a form, and with what it is refused.
type Refused<'a> = (&'a str, &'a [(&'a str, &'a str)], u16, &'a str);

#[test]
fn a_client_gets_a_token_for_its_scopes_or_some_of_them() {
    in_world(async |world| {
        let (id, secret) = world.registered_client(&SCOPES, &[]).await;
        let program = world.browser();
        let all = ask_token(&program, id, &secret, &[]).await.expect(200);
        let answer: TokenAnswer = all.json();
        assert_eq!(answer.scope, "certificates:check holds:write");
        assert_eq!(
            (answer.token_type.as_str(), answer.expires_in),
            ("Bearer", 600)
        );
        assert_eq!(all.header("cache-control"), "no-store");
        assert_eq!(all.header("pragma"), "no-cache");
        let some = [("scope", "certificates:check certificates:check")];
        let some = ask_token(&program, id, &secret, &some).await.expect(200);
        let some: TokenAnswer = some.json();
        assert_eq!(some.scope, "certificates:check");
        let bearer = format!("Bearer {}", some.access_token);
        let headers = [("authorization", bearer.as_str())];
        let own = program.send("GET", "/api/v1/client", &headers, None).await;
        let own: Value = own.expect(200).json();
        assert_eq!(own["scopes"], json!(["certificates:check"]));
        assert_eq!(own["id"], format_client(id));
        // What it may not do, or nobody, or is not written so.
        for scope in [
            "holds:read",
            "certificates:check holds:read",
            "nothing",
            "certificates:check  holds:write",
            " certificates:check",
            "certificates:check,holds:write",
        ] {
            let refused = ask_token(&program, id, &secret, &[("scope", scope)]).await;
            assert_eq!(
                error(&refused),
                (400, "invalid_scope".to_owned()),
                "{scope}"
            );
        }
        let resource = format!("{}/api/v1", world.url);
        let same = [("resource", resource.as_str())];
        ask_token(&program, id, &secret, &same).await.expect(200);
        let other = ask_token(&program, id, &secret, &[("resource", &world.url)]).await;
        assert_eq!(error(&other), (400, "invalid_target".to_owned()));
        // Ten minutes later it is worth nothing.
        world
            .app
            .set_clock_forward(std::time::Duration::from_secs(600));
        let late = program.send("GET", "/api/v1/client", &headers, None).await;
        late.expect(401).problem(ProblemKind::InvalidToken);
    });
}

#[test]
fn what_oauth_refuses_it_refuses_as_oauth_does() {
    in_world(async |world| {
        let (id, secret) = world.registered_client(&SCOPES, &[]).await;
        let program = world.browser();
        let id = format_client(id);
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        let good = basic(&format!("{id}:{secret}"));
        let grant = ("grant_type", "client_credentials");
        let assertion = ("client_assertion", "a.b.c");
        let refused: [Refused<'_>; 14] = [
            (&good, &[], 400, "invalid_request"),
            (&good, &[("grant_type", "")], 400, "invalid_request"),
            (
                &good,
                &[("grant_type", "password")],
                400,
                "unsupported_grant_type",
            ),
            (&good, &[grant, grant], 400, "invalid_request"),
            (
                &good,
                &[grant, ("scope", "a"), ("scope", "b")],
                400,
                "invalid_request",
            ),
            (
                &good,
                &[grant, ("client_secret", &secret)],
                400,
                "invalid_request",
            ),
            (&good, &[grant, assertion], 400, "invalid_request"),
            (
                &good,
                &[grant, ("client_id", "cli_1")],
                401,
                "invalid_client",
            ),
            ("", &[grant, assertion], 400, "invalid_request"),
            ("", &[grant], 401, "invalid_client"),
            (
                &basic(&format!("{id}:{secret}x")),
                &[grant],
                401,
                "invalid_client",
            ),
            (&basic(&id), &[grant], 401, "invalid_client"),
            (
                &basic(&format!("cli_{}:{secret}", "0".repeat(32))),
                &[grant],
                401,
                "invalid_client",
            ),
            ("Bearer x", &[grant], 401, "invalid_client"),
        ];
        for (n, (header, fields, status, code)) in refused.iter().enumerate() {
            let headers = [("authorization", *header)];
            let answer = send_form(&program, &headers, fields).await;
            assert_eq!(error(&answer), (*status, (*code).to_owned()), "{n}");
            let challenge = answer.header("www-authenticate");
            assert_eq!(challenge.starts_with("Basic"), *status == 401, "{n}");
        }
        // Nothing of a parameter that means nothing.
        let more = [grant, ("state", "1"), ("state", "2"), ("scope", "")];
        send_form(&program, &[("authorization", &good)], &more)
            .await
            .expect(200);
        let json = [
            ("authorization", good.as_str()),
            ("content-type", "application/json"),
        ];
        let answer = program
            .send("POST", "/oauth/token", &json, Some(b"{}".to_vec()))
            .await;
        assert_eq!(error(&answer), (400, "invalid_request".to_owned()));
        let long = "a".repeat(9000);
        let answer = send_form(&program, &[("authorization", &good)], &[("scope", &long)]).await;
        answer.expect(413).problem(ProblemKind::BodyTooLarge);
    });
}

#[test]
fn whoever_fails_to_prove_a_client_waits_and_keeps_nobody_else_out() {
    in_world_with(
        |config| config.behind_proxy = true,
        async |world| {
            let (id, secret) = world.registered_client(&SCOPES, &[]).await;
            let program = world.browser();
            let from = |address: &'static str, secret: String| {
                let pair = STANDARD.encode(format!("{}:{secret}", format_client(id)));
                let program = &program;
                async move {
                    let basic = format!("Basic {pair}");
                    let headers = [
                        ("authorization", basic.as_str()),
                        ("x-forwarded-for", address),
                    ];
                    let fields = [("grant_type", "client_credentials")];
                    send_form(program, &headers, &fields).await
                }
            };
            for _ in 0..10 {
                from("192.0.2.7", "wrong".to_owned()).await.expect(401);
            }
            let wrong = || from("192.0.2.7", "wrong".to_owned());
            let refused = wrong().await.expect(429);
            refused.problem(ProblemKind::TooManyRequests);
            let wait: u64 = refused.header("retry-after").parse().unwrap();
            assert!((1..=600).contains(&wait), "{wait}");
            // The client itself does not notice, not even on the same network.
            from("192.0.2.7", secret).await.expect(200);
            wrong().await.expect(429);
            world
                .app
                .set_clock_forward(std::time::Duration::from_secs(wait));
            wrong().await.expect(401);
        },
    );
}

#[test]
fn a_client_calls_from_its_networks_alone() {
    in_world_with(
        |config| config.behind_proxy = true,
        async |world| {
            let networks = ["192.0.2.0/24", "2001:db8::/32"];
            let (id, secret) = world.registered_client(&SCOPES, &networks).await;
            let program = world.browser();
            let pair = STANDARD.encode(format!("{}:{secret}", format_client(id)));
            let basic = format!("Basic {pair}");
            let mut token = String::new();
            for (address, status) in [
                ("192.0.3.1", 401),
                ("192.0.2.9", 200),
                ("::ffff:192.0.2.10", 200),
                ("2001:db8:9::1", 200),
                ("2001:db9::1", 401),
                ("unknown", 401),
            ] {
                let headers = [
                    ("authorization", basic.as_str()),
                    ("x-forwarded-for", address),
                ];
                let fields = [("grant_type", "client_credentials")];
                let answer = send_form(&program, &headers, &fields).await.expect(status);
                if status == 200 {
                    token = answer.json::<TokenAnswer>().access_token;
                }
            }
            let bearer = format!("Bearer {token}");
            for (address, status) in [("192.0.2.9", 200), ("203.0.113.1", 403)] {
                let headers = [
                    ("authorization", bearer.as_str()),
                    ("x-forwarded-for", address),
                ];
                let answer = program.send("GET", "/api/v1/client", &headers, None).await;
                let answer = answer.expect(status);
                if status == 403 {
                    answer.problem(ProblemKind::NetworkRefused);
                }
            }
        },
    );
}

#[test]
fn where_tokens_are_issued_is_published() {
    in_world(async |world| {
        let program = world.browser();
        let path = "/.well-known/oauth-authorization-server";
        let answer = program.get(path).await.expect(200);
        let told: Value = answer.json();
        assert_eq!(told["issuer"], world.url);
        assert_eq!(told["token_endpoint"], format!("{}/oauth/token", world.url));
        for (url, status) in [
            ("token_endpoint", 405),
            ("jwks_uri", 200),
            ("service_documentation", 200),
        ] {
            let url = told[url].as_str().unwrap();
            program.at(url, "GET", None).await.expect(status);
        }
        let tag = answer.header("etag");
        let known = [("if-none-match", tag)];
        program.send("GET", path, &known, None).await.expect(304);
    });
}
