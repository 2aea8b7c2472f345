//! Signing in, staying signed in, signing out.

use std::time::Duration;

use shared::account::{Account, Identity, Session, SignedOut};
use shared::problem::ProblemKind;
use url::Url;

use crate::harness::{Browser, form_field, in_world};

const MINUTE: Duration = Duration::from_secs(60);

async fn session(browser: &Browser) -> Session {
    browser.get("/api/v1/session").await.expect(200).json()
}

#[test]
fn a_person_signs_in_binds_and_comes_back() {
    in_world(async |world| {
        let browser = world.browser();
        assert_eq!(session(&browser).await.account, None);
        let user = world
            .city
            .people()
            .member("he-jun")
            .unwrap()
            .sign_in
            .clone()
            .unwrap();
        let led = browser
            .sign_in(&user, sandbox::PASSWORD, "/applications")
            .await;
        assert_eq!(led, "/bind?return_to=%2Fapplications");
        let account = session(&browser).await.account.unwrap();
        assert_eq!((account.name.as_str(), account.bound), ("何*", None));
        browser
            .get("/api/v1/account/identity")
            .await
            .problem(ProblemKind::NotBound);

        let document = world.document("he-jun");
        let bound: Account = browser.bind(&document).await.expect(200).json();
        assert_eq!(bound.bound.unwrap().masked_number, document.masked_number());
        let identity: Identity = browser.get("/api/v1/account/identity").await.json();
        assert_eq!(
            (identity.name.as_str(), identity.document),
            ("何俊", document)
        );

        // On another device there is nothing left to bind.
        let phone = world.browser();
        let led = phone
            .sign_in(&user, sandbox::PASSWORD, "/applications%3Fstate%3Ddraft")
            .await;
        assert_eq!(led, "/applications?state=draft");
        assert_eq!(
            session(&phone).await.account,
            session(&browser).await.account
        );
    });
}

#[test]
fn a_session_ends_when_it_is_not_used() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        world.app.set_clock_forward(29 * MINUTE);
        // Asking for the session does not keep it.
        let told = session(&browser).await;
        let left = told.idle_until.unwrap() - told.now;
        assert!((0..=60).contains(&left.num_seconds()), "{left}");
        browser.get("/api/v1/home").await.expect(200);
        world.app.set_clock_forward(29 * MINUTE);
        assert!(session(&browser).await.account.is_some());
        let renewed: Session = browser
            .call("POST", "/api/v1/session/renewal", None)
            .await
            .json();
        assert_eq!(
            (renewed.idle_until.unwrap() - renewed.now).num_minutes(),
            30
        );
        world.app.set_clock_forward(30 * MINUTE);
        assert_eq!(session(&browser).await.account, None);
        browser
            .get("/api/v1/home")
            .await
            .problem(ProblemKind::NotSignedIn);
        let renewal = browser.call("POST", "/api/v1/session/renewal", None).await;
        renewal.problem(ProblemKind::NotSignedIn);
    });
}

#[test]
fn a_session_ends_after_eight_hours_however_it_is_used() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let ends_at = session(&browser).await.ends_at.unwrap();
        for _ in 0..23 {
            world.app.set_clock_forward(20 * MINUTE);
            browser
                .call("POST", "/api/v1/session/renewal", None)
                .await
                .expect(200);
        }
        let late = session(&browser).await;
        assert_eq!(late.ends_at, Some(ends_at));
        assert_eq!(late.idle_until, Some(ends_at));
        world.app.set_clock_forward(20 * MINUTE);
        assert_eq!(session(&browser).await.account, None);
    });
}

#[test]
fn signing_out_ends_both_sessions() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let token = browser.cookie("anju").unwrap();
        let end = sign_out(&browser).await;
        assert_eq!(browser.cookie("anju"), None);
        // The token is worth nothing any more, wherever it is kept.
        let thief = world.browser();
        thief.set_cookie("anju", &token);
        assert_eq!(session(&thief).await.account, None);
        // The provider asks, ends its session and sends the browser home.
        let question = browser.visit(&end).await.expect(200).text();
        let fields = ["confirmed", "client_id", "post_logout_redirect_uri"]
            .map(|name| (name, form_field(&question, name)));
        let end = Url::parse(&end).unwrap();
        let home = browser.submit(&end, "/end_session", &fields).await;
        assert_eq!(Browser::location(&home), format!("{}/", world.url));
        let authorize = provider_address(&browser).await;
        let page = browser.visit(authorize.as_str()).await;
        let sign_in = authorize.join(&Browser::location(&page)).unwrap();
        assert!(sign_in.path().ends_with("/sign-in"), "{sign_in}");
        // Twice is no error.
        let again: SignedOut = browser.call("DELETE", "/api/v1/session", None).await.json();
        assert_eq!(again.continue_at, None);
    });
}

#[test]
fn no_token_of_the_provider_is_given_to_the_browser_or_kept() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let answer = browser.call("DELETE", "/api/v1/session", None).await;
        // A JSON web token begins with `{"`, which is `eyJ` in base64.
        assert!(!answer.text().contains("eyJ"), "{}", answer.text());
        assert!(!format!("{:?}", answer.headers).contains("eyJ"));
        let dump = world.dump().await;
        assert!(!dump.windows(3).any(|window| window == b"eyJ"));
    });
}

#[test]
fn the_provider_asks_who_it_is_once_a_session_has_ended() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let asks = async || {
            let address = provider_address(&browser).await;
            address
                .query_pairs()
                .any(|pair| pair == ("prompt".into(), "login".into()))
        };
        assert!(!asks().await, "of a browser where nobody has signed out");
        // Its question, whether to end its session, is left standing.
        sign_out(&browser).await;
        assert!(asks().await);
        let led = browser.sign_in("hejun", sandbox::PASSWORD, "/").await;
        assert_eq!(led, "/");
        assert!(!asks().await, "once somebody has signed in");
        // Nobody was there for half an hour: it may be somebody else who comes.
        world.app.set_clock_forward(29 * MINUTE);
        assert!(!asks().await);
        world.app.set_clock_forward(MINUTE);
        assert!(asks().await);
    });
}

#[test]
fn who_was_not_asked_anew_does_not_get_in() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        // Another tab began to sign in before.
        let early = provider_address(&browser).await;
        sign_out(&browser).await;
        // The provider still knows the person, who was here a while ago. Whoever comes takes the
        // prompt out of the address.
        world.app.set_clock_forward(2 * MINUTE);
        let mut stripped = provider_address(&browser).await;
        let kept: Vec<_> = stripped
            .query_pairs()
            .filter(|(key, _)| key != "prompt" && key != "max_age")
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        stripped.query_pairs_mut().clear().extend_pairs(kept);
        for address in [stripped, early] {
            let callback = Browser::location(&browser.visit(address.as_str()).await);
            assert!(callback.contains("code="), "{callback}");
            let led = Browser::location(&browser.visit(&callback).await);
            assert_eq!(led, "/entry?error=sign-in");
            assert_eq!(session(&browser).await.account, None);
        }
    });
}

/// Signs out; where the browser goes on to.
async fn sign_out(browser: &Browser) -> String {
    let answer = browser.call("DELETE", "/api/v1/session", None).await;
    let signed_out: SignedOut = answer.expect(200).json();
    signed_out.continue_at.unwrap()
}

/// Where a sign-in leads.
async fn provider_address(browser: &Browser) -> Url {
    let start = browser.get("/auth/sign-in?return_to=/").await;
    Url::parse(&Browser::location(&start)).unwrap()
}

/// Signs in at the provider, which still knows the person and sends the browser straight back.
async fn sign_in_again(browser: &Browser) {
    let callback = browser
        .visit(provider_address(browser).await.as_str())
        .await;
    let signed_in = browser.visit(&Browser::location(&callback)).await;
    signed_in.expect(303);
}

#[test]
fn every_sign_in_gives_another_session_and_ends_the_old_one() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let old = browser.cookie("anju").unwrap();
        sign_in_again(&browser).await;
        let new = browser.cookie("anju").unwrap();
        assert_ne!(old, new);
        let thief = world.browser();
        thief.set_cookie("anju", &old);
        assert_eq!(session(&thief).await.account, None);
        assert!(session(&browser).await.account.is_some());
    });
}

#[test]
fn the_cookie_is_for_the_server_only() {
    in_world(async |world| {
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        let answer = browser.visit(&callback).await;
        let cookies = answer.headers.get_all("set-cookie").iter();
        let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap());
        let cookie = cookies.find(|c| c.starts_with("anju=")).unwrap();
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        // What is stored cannot be used: it is a hash.
        let token = browser.cookie("anju").unwrap();
        assert_eq!(token.len(), 43);
        let dump = world.dump().await;
        assert!(!dump.windows(43).any(|window| window == token.as_bytes()));
    });
}
