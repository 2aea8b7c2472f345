//! Signing in: what is refused, and what happens when the provider is not well.

pub(crate) mod liar;

use std::time::Duration;

use api::app::App;
use serde_json::json;
use shared::account::Session;

use crate::harness::{Browser, World, in_world, in_world_with};
use liar::{Key, Liar};

const REFUSED: &str = "/entry?error=sign-in";
const UNAVAILABLE: &str = "/entry?error=upstream-unavailable";

async fn is_signed_in(browser: &Browser) -> bool {
    let session: Session = browser.get("/api/v1/session").await.json();
    session.account.is_some()
}

async fn led(browser: &Browser, callback: &str) -> String {
    Browser::location(&browser.visit(callback).await)
}

#[test]
fn a_state_counts_once() {
    in_world(async |world| {
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        assert_eq!(led(&browser, &callback).await, "/bind");
        let token = browser.cookie("anju");
        assert_eq!(led(&browser, &callback).await, REFUSED);
        assert_eq!(
            browser.cookie("anju"),
            token,
            "a replay must not touch the session"
        );
        assert_eq!(world.count("SELECT count(*) AS n FROM sign_ins").await, 0);
    });
}

#[test]
fn a_state_counts_in_the_browser_that_began() {
    in_world(async |world| {
        let (one, other) = (world.browser(), world.browser());
        let callback = one.to_callback("hejun", sandbox::PASSWORD, "/").await;
        assert_eq!(led(&other, &callback).await, REFUSED);
        assert!(!is_signed_in(&other).await);
        // Nor with a cookie of another sign-in.
        let callback = world
            .browser()
            .to_callback("sunming", sandbox::PASSWORD, "/")
            .await;
        other.get("/auth/sign-in").await.expect(303);
        assert_eq!(led(&other, &callback).await, REFUSED);
        assert!(!is_signed_in(&other).await);
    });
}

#[test]
fn two_tabs_can_sign_in_side_by_side() {
    in_world(async |world| {
        let browser = world.browser();
        let first = browser.to_callback("hejun", sandbox::PASSWORD, "/a").await;
        let start = browser.get("/auth/sign-in?return_to=/b").await;
        let second = browser.visit(&Browser::location(&start)).await;
        assert_eq!(led(&browser, &first).await, "/bind?return_to=%2Fa");
        let second = Browser::location(&second);
        assert_eq!(led(&browser, &second).await, "/bind?return_to=%2Fb");
        assert!(is_signed_in(&browser).await);
    });
}

#[test]
fn a_state_lasts_ten_minutes() {
    in_world(async |world| {
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        world.app.set_clock_forward(Duration::from_secs(600));
        assert_eq!(led(&browser, &callback).await, REFUSED);
        assert!(!is_signed_in(&browser).await);
    });
}

#[test]
fn callbacks_that_nobody_asked_for_are_refused() {
    in_world(async |world| {
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        let home = &world.url;
        for made_up in [
            format!("{home}/auth/callback"),
            format!("{home}/auth/callback?code=x"),
            format!("{home}/auth/callback?code=x&state=y"),
            format!("{home}/auth/callback?error=access_denied&state=y"),
        ] {
            assert_eq!(led(&browser, &made_up).await, REFUSED, "{made_up}");
        }
        // With the state but another code, or another provider's name.
        for (from, to) in [("code=", "code=x"), ("iss=", "iss=x")] {
            let browser = world.browser();
            let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
            assert!(callback.contains(from));
            assert_eq!(
                led(&browser, &callback.replacen(from, to, 1)).await,
                REFUSED
            );
            assert!(!is_signed_in(&browser).await);
        }
        assert_eq!(led(&browser, &callback).await, "/bind");
    });
}

#[test]
fn the_providers_keys_may_change_at_any_time() {
    in_world(async |world| {
        world.signed_in("he-jun").await;
        world.rotate_keys().await;
        let browser = world.signed_in("sun-ming").await;
        assert!(is_signed_in(&browser).await);
    });
}

#[test]
fn nobody_is_sent_to_another_site() {
    in_world(async |world| {
        world.bound("he-jun").await;
        for elsewhere in [
            "https%3A%2F%2Fevil.example",
            "%2F%2Fevil.example",
            "%2F%5Cevil.example",
        ] {
            let browser = world.browser();
            assert_eq!(
                browser.sign_in("hejun", sandbox::PASSWORD, elsewhere).await,
                "/"
            );
        }
    });
}

/// A world whose provider says what it is told to say.
pub(crate) fn in_a_world_of_lies(test: impl AsyncFnOnce(&World, &Liar)) {
    let liar = Liar::start();
    let issuer = liar.issuer().to_owned();
    in_world_with(
        |config| config.identity.issuer = issuer,
        async |world| test(world, &liar).await,
    );
}

/// Signs in at the liar.
pub(crate) async fn sign_in_at(liar: &Liar, browser: &Browser) -> String {
    let start = browser.get("/auth/sign-in?return_to=/").await;
    let callback = liar.callback(&Browser::location(&start));
    led(browser, &callback).await
}

#[test]
fn a_token_has_to_hold_in_every_part() {
    in_a_world_of_lies(async |world, liar| {
        // The truth, so that the lies are refused for what is false in them.
        let browser = world.browser();
        assert_eq!(sign_in_at(liar, &browser).await, "/bind");
        let session: Session = browser.get("/api/v1/session").await.json();
        assert_eq!(session.account.unwrap().name, "张*明");

        // Clocks may differ by a minute.
        let ahead = world.app.now().timestamp() + 90;
        for (claim, truth) in [
            ("azp", json!("anju")),
            ("nbf", json!(ahead - 60)),
            ("iat", json!(ahead - 60)),
        ] {
            liar.say(claim, truth);
            assert_eq!(sign_in_at(liar, &world.browser()).await, "/bind", "{claim}");
            liar.be_honest();
        }
        for (claim, lie) in [
            ("nonce", json!("another")),
            ("nonce", json!(null)),
            ("aud", json!("somebody else")),
            ("aud", json!(["anju", "somebody else"])),
            ("iss", json!("https://evil.example")),
            ("exp", json!(1)),
            ("sub", json!(null)),
            ("sub", json!("")),
            ("azp", json!("somebody else")),
            ("nbf", json!(ahead)),
            ("nbf", json!("soon")),
            ("iat", json!(ahead)),
            ("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
        ] {
            let browser = world.browser();
            liar.say(claim, lie.clone());
            let led = sign_in_at(liar, &browser).await;
            assert!(led == REFUSED || led == UNAVAILABLE, "{claim}={lie}: {led}");
            assert!(!is_signed_in(&browser).await, "{claim}={lie}");
            liar.be_honest();
        }
        for key in [Key::None, Key::ClientSecret, Key::Another, Key::Unpublished] {
            let browser = world.browser();
            liar.sign_with(key);
            let led = sign_in_at(liar, &browser).await;
            assert!(led == REFUSED || led == UNAVAILABLE, "{key:?}: {led}");
            assert!(!is_signed_in(&browser).await, "{key:?}");
            liar.be_honest();
        }
        assert_eq!(sign_in_at(liar, &world.browser()).await, "/bind");
        assert_eq!(world.count("SELECT count(*) AS n FROM accounts").await, 1);
    });
}

#[test]
fn the_secret_is_shown_as_the_provider_takes_it() {
    in_a_world_of_lies(async |world, liar| {
        liar.take_the_secret_in_the_body();
        assert_eq!(sign_in_at(liar, &world.browser()).await, "/bind");
    });
}

#[test]
fn unknown_keys_do_not_become_a_stream_of_requests() {
    in_a_world_of_lies(async |world, liar| {
        liar.sign_with(Key::Unpublished);
        for _ in 0..10 {
            sign_in_at(liar, &world.browser()).await;
        }
        // Once with discovery, once for the first unknown key; then every few seconds.
        let asked = liar.times_asked_for_keys();
        assert!((2..=4).contains(&asked), "{asked}");
    });
}

#[test]
fn a_key_that_was_withdrawn_proves_nothing_any_more() {
    in_a_world_of_lies(async |world, liar| {
        liar.let_keys_be_kept(1);
        assert_eq!(sign_in_at(liar, &world.browser()).await, "/bind");
        liar.withdraw_the_key();
        tokio::time::sleep(Duration::from_millis(1100)).await;
        let browser = world.browser();
        assert_eq!(sign_in_at(liar, &browser).await, REFUSED);
        assert!(!is_signed_in(&browser).await);
    });
}

#[test]
fn a_connection_that_is_closed_under_the_code_loses_no_sign_in() {
    in_a_world_of_lies(async |world, liar| {
        liar.close_used_connections();
        for _ in 0..3 {
            assert_eq!(sign_in_at(liar, &world.browser()).await, "/bind");
        }
    });
}

#[test]
fn a_provider_that_hangs_makes_nobody_wait_in_line() {
    // It takes the connection and never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    in_world_with(
        |config| config.identity.issuer = address,
        async |world| {
            let sign_in = async || {
                let answer = world.browser().get("/auth/sign-in").await;
                assert_eq!(Browser::location(&answer), UNAVAILABLE);
            };
            let begun = std::time::Instant::now();
            futures::future::join_all((0..20).map(|_| sign_in())).await;
            let took = begun.elapsed();
            assert!(took < Duration::from_secs(6), "{took:?}");
            // For a moment nobody tries again.
            let begun = std::time::Instant::now();
            sign_in().await;
            let took = begun.elapsed();
            assert!(took < Duration::from_secs(1), "{took:?}");
        },
    );
}

#[test]
fn the_name_may_come_from_the_user_information() {
    in_a_world_of_lies(async |world, liar| {
        liar.say("name", json!(null));
        assert_eq!(sign_in_at(liar, &world.browser()).await, REFUSED);
        liar.inform(json!({ "sub": "s-1", "name": "李娜", "birthdate": "1990-01-02" }));
        let browser = world.browser();
        assert_eq!(sign_in_at(liar, &browser).await, "/bind");
        let session: Session = browser.get("/api/v1/session").await.json();
        assert_eq!(session.account.unwrap().name, "李*");
        // Of somebody else it counts for nothing.
        liar.inform(json!({ "sub": "s-2", "name": "李娜" }));
        let led = sign_in_at(liar, &world.browser()).await;
        assert!(led.starts_with("/entry?error="), "{led}");
    });
}

#[test]
fn a_provider_that_is_not_well_is_no_page_of_errors() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    in_world_with(
        |config| config.identity.issuer = address,
        async |world| {
            let answer = world.browser().get("/auth/sign-in").await;
            assert_eq!(Browser::location(&answer), UNAVAILABLE);
            assert!(answer.body.is_empty());
        },
    );
    in_a_world_of_lies(async |world, liar| {
        // A discovery that leads elsewhere is not followed.
        liar.redirect_discovery();
        let answer = world.browser().get("/auth/sign-in").await;
        assert_eq!(Browser::location(&answer), UNAVAILABLE);
        liar.be_honest();
        // Its failure is remembered for a moment.
        tokio::time::sleep(Duration::from_millis(2100)).await;
        // It falls silent in the middle of a sign-in.
        let browser = world.browser();
        let start = browser.get("/auth/sign-in").await;
        let callback = liar.callback(&Browser::location(&start));
        liar.talk_nonsense();
        assert_eq!(led(&browser, &callback).await, UNAVAILABLE);
        assert!(!is_signed_in(&browser).await);
    });
}

#[test]
fn any_instance_finishes_what_another_began() {
    in_world(async |world| {
        // A second instance on the same database knows nothing but what is in there.
        let second = App::start(world.app.config.clone()).await.unwrap();
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        let url = url::Url::parse(&callback).unwrap();
        let said = |name: &str| {
            let pair = url.query_pairs().find(|(key, _)| key == name);
            pair.map(|(_, value)| value.into_owned())
        };
        let (state, issuer) = (said("state"), said("iss"));
        let cookie = browser.cookie("anju-sign-in");
        let input = api::service::sign_in::FinishInput {
            code: said("code"),
            state: state.as_deref(),
            issuer: issuer.as_deref(),
            browser: cookie.as_deref(),
            signed_out: false,
            old_token: None,
            old_officer_token: None,
            old_seller_token: None,
            address: "",
        };
        let finished = api::service::sign_in::finish_sign_in(&second, input)
            .await
            .unwrap();
        let api::service::sign_in::Finished::SignedIn { token, .. } = finished else {
            panic!("{finished:?}");
        };
        browser.set_cookie("anju", &token);
        assert!(is_signed_in(&browser).await);
    });
}
