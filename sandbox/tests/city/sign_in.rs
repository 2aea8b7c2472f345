//! The code flow: what works, and everything that has to be refused.

use reqwest::Method;
use serde_json::Value;

use crate::browser::{Browser, Landing, REDIRECT, authorize_path, start, verified};

#[tokio::test]
async fn discovery_names_working_addresses_below_the_issuer() {
    let city = start();
    let mut browser = Browser::new(&city);
    let found: Value = browser
        .get("/.well-known/openid-configuration")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(found["issuer"], city.issuer);
    for name in ["authorization", "token", "userinfo", "end_session"] {
        let address = found[format!("{name}_endpoint")].as_str().unwrap();
        assert!(address.starts_with(&city.issuer));
        assert_ne!(browser.get(address).await.status(), 404, "{name}");
    }
    let keys: Value = browser
        .get(found["jwks_uri"].as_str().unwrap())
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(keys["keys"][0]["alg"], "RS256");
    city.stop().await;
}

#[tokio::test]
async fn a_citizen_signs_in_and_the_token_tells_no_document() {
    let city = start();
    let mut browser = Browser::new(&city);
    let back = browser.sign_in("chenli", sandbox::PASSWORD).await;
    assert_eq!(back["state"], "the-state");
    assert_eq!(back["iss"], city.issuer);
    let (status, tokens) = browser.exchange(&back["code"], &[]).await;
    assert_eq!(status, 200);
    let claims = verified(&city, tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(claims["nonce"], "the-nonce");
    assert!(claims["auth_time"].is_i64());
    for of_the_person in ["name", "preferred_username", "birthdate", "identity_level"] {
        assert_eq!(claims.get(of_the_person), None, "{of_the_person}");
    }
    let number = &city.people().member("chen-li").unwrap().document.number;
    assert!(!claims.to_string().contains(number.as_str()));

    let request = browser
        .request(Method::GET, "/userinfo")
        .bearer_auth(tokens["access_token"].as_str().unwrap());
    let told: Value = browser.send(request).await.json().await.unwrap();
    assert_eq!(told["sub"], claims["sub"]);
    assert_eq!(told["name"], "陈立");
    assert_eq!(told["preferred_username"], "chenli");
    assert_eq!(told["birthdate"], "1988-11-03");
    assert_eq!(told["identity_level"], "verified");

    // The second time the browser is known.
    let back = browser.authorize(&[]).await.back();
    assert!(back.contains_key("code"));
    // Unless the client wants a fresh sign-in.
    browser.authorize(&[("prompt", "login")]).await.page();
    city.stop().await;
}

#[tokio::test]
async fn a_new_user_registers_and_signs_in_again() {
    let city = start();
    let mut browser = Browser::new(&city);
    let id = browser.authorize(&[("prompt", "create")]).await.page();
    let page = browser.get(&format!("/register?request={id}")).await;
    assert_eq!(page.status(), 200);
    let form = [
        ("request", id.as_str()),
        ("user_name", "Xiaolan"),
        ("name", "周晓岚"),
        ("mobile", ""),
        ("password", "a good password"),
        ("password_again", "a good password"),
    ];
    let response = browser.post("/register", &form).await;
    // Verified later, or never.
    let id = Landing::of(&response).page();
    let later = [("request", id.as_str()), ("later", "1")];
    let response = browser.post("/verify", &later).await;
    let back = Landing::of(&response).back();
    let (_, tokens) = browser.exchange(&back["code"], &[]).await;
    let claims = verified(&city, tokens["id_token"].as_str().unwrap()).await;
    let request = browser
        .request(Method::GET, "/userinfo")
        .bearer_auth(tokens["access_token"].as_str().unwrap());
    let told: Value = browser.send(request).await.json().await.unwrap();
    assert_eq!(told["name"], "周晓岚");
    assert_eq!(told["identity_level"], "registered");
    assert_eq!(told.get("birthdate"), None);

    let mut other = Browser::new(&city);
    let id = other.authorize(&[]).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", "xiaolan"),
        ("password", "a bad password"),
    ];
    assert_eq!(other.post("/sign-in", &form).await.status(), 422);
    let back = other.sign_in("xiaolan", "a good password").await;
    let (_, again) = other.exchange(&back["code"], &[]).await;
    let again = verified(&city, again["id_token"].as_str().unwrap()).await;
    assert_eq!(again["sub"], claims["sub"]);
    city.stop().await;
}

#[tokio::test]
async fn a_registration_names_each_fault_and_keeps_what_was_typed() {
    let city = start();
    let mut browser = Browser::new(&city);
    let id = browser.authorize(&[]).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", "a b"),
        ("name", "周"),
        ("mobile", "12"),
        ("password", "short"),
        ("password_again", ""),
    ];
    let response = browser.post("/register", &form).await;
    assert_eq!(response.status(), 422);
    let page = response.text().await.unwrap();
    for field in ["user_name", "name", "mobile", "password"] {
        assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(page.contains("value=\"a b\""));
    assert!(!page.contains("short"));

    let taken = [
        ("request", id.as_str()),
        ("user_name", "chenli"),
        ("name", "周晓岚"),
        ("password", "a good password"),
        ("password_again", "a good password"),
    ];
    let response = browser.post("/register", &taken).await;
    assert_eq!(response.status(), 422);
    assert!(response.text().await.unwrap().contains("user_name-error"));
    city.stop().await;
}

#[tokio::test]
async fn a_wrong_password_does_not_open_a_session() {
    let city = start();
    let mut browser = Browser::new(&city);
    for (user, password) in [("chenli", "wrong"), ("nobody-here", "anju2026"), ("", "")] {
        let id = browser.authorize(&[]).await.page();
        let form = [
            ("request", id.as_str()),
            ("user_name", user),
            ("password", password),
        ];
        let response = browser.post("/sign-in", &form).await;
        assert_eq!(response.status(), 422);
        assert!(response.headers().get("set-cookie").is_none());
    }
    city.stop().await;
}

#[tokio::test]
async fn a_code_is_good_once_and_for_its_own_client_only() {
    let city = start();
    let mut browser = Browser::new(&city);
    for change in [
        (
            "code_verifier",
            "another-verifier-of-at-least-forty-three-chars",
        ),
        ("redirect_uri", "http://127.0.0.1:9/elsewhere"),
        ("code", "no-such-code"),
    ] {
        let back = browser.sign_in_again().await;
        let (status, answer) = browser.exchange(&back["code"], &[change]).await;
        assert_eq!(
            (status, &answer["error"]),
            (400, &"invalid_grant".into()),
            "{change:?}"
        );
        // A failed try uses the code up; only a code that was never shown is still good.
        let (status, _) = browser.exchange(&back["code"], &[]).await;
        let untouched = change.0 == "code";
        assert_eq!(status == 200, untouched, "{change:?}");
    }
    let back = browser.sign_in_again().await;
    let (status, answer) = browser
        .exchange(&back["code"], &[("grant_type", "password")])
        .await;
    assert_eq!(
        (status, &answer["error"]),
        (400, &"unsupported_grant_type".into())
    );

    let back = browser.sign_in_again().await;
    let (status, tokens) = browser.exchange(&back["code"], &[]).await;
    assert_eq!(status, 200);
    let (status, answer) = browser.exchange(&back["code"], &[]).await;
    assert_eq!((status, &answer["error"]), (400, &"invalid_grant".into()));
    // What the first use gave is worthless from now on.
    let request = browser
        .request(Method::GET, "/userinfo")
        .bearer_auth(tokens["access_token"].as_str().unwrap());
    assert_eq!(browser.send(request).await.status(), 401);
    city.stop().await;
}

impl Browser {
    async fn sign_in_again(&mut self) -> std::collections::BTreeMap<String, String> {
        match self.authorize(&[]).await {
            Landing::Back(back) => back,
            Landing::Page(_) => self.sign_in("chenli", sandbox::PASSWORD).await,
        }
    }
}

#[tokio::test]
async fn the_client_has_to_show_its_secret() {
    let city = start();
    let mut browser = Browser::new(&city);
    let back = browser.sign_in("chenli", sandbox::PASSWORD).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", back["code"].as_str()),
    ];
    let request = browser
        .request(Method::POST, "/token")
        .basic_auth("anju", Some("wrong"))
        .form(&form);
    let response = browser.send(request).await;
    assert_eq!(response.status(), 401);
    assert!(response.headers().contains_key("www-authenticate"));
    let by_body = [
        ("client_id", sandbox::CLIENT_ID),
        ("client_secret", sandbox::CLIENT_SECRET),
        ("grant_type", "authorization_code"),
        ("code", back["code"].as_str()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", crate::browser::VERIFIER),
    ];
    assert_eq!(browser.post("/token", &by_body).await.status(), 200);
    city.stop().await;
}

#[tokio::test]
async fn bad_requests_go_back_with_an_error_or_nowhere() {
    let city = start();
    let mut browser = Browser::new(&city);
    for (change, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("scope", "profile"), "invalid_scope"),
        (("code_challenge", ""), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("prompt", "none"), "login_required"),
        (("prompt", "none login"), "invalid_request"),
        (("response_mode", "fragment"), "invalid_request"),
        (("request", "a.b.c"), "request_not_supported"),
    ] {
        let back = browser.authorize(&[change]).await.back();
        assert_eq!(back["error"], error, "{change:?}");
        assert_eq!(back["state"], "the-state");
    }
    for change in [
        ("client_id", "somebody"),
        ("redirect_uri", "http://127.0.0.1:9/callback/"),
        ("redirect_uri", "http://127.0.0.1:9/callback?x=1"),
        ("redirect_uri", "https://evil.example/callback"),
    ] {
        let response = browser.get(&authorize_path(&[change])).await;
        assert_eq!(response.status(), 400, "{change:?}");
        assert!(response.headers().get("location").is_none());
    }
    city.stop().await;
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let city = start();
    let mut browser = Browser::new(&city);
    let id = browser.authorize(&[]).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", "chenli"),
        ("password", "anju2026"),
    ];
    for (header, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = browser
            .request(Method::POST, "/sign-in")
            .header(header, value)
            .form(&form);
        assert_eq!(browser.send(request).await.status(), 403, "{header}");
    }
    let own = browser
        .request(Method::POST, "/sign-in")
        .header("origin", &city.issuer)
        .form(&form);
    assert_eq!(browser.send(own).await.status(), 303);
    city.stop().await;
}

#[tokio::test]
async fn tokens_are_signed_with_a_new_key_after_a_rotation() {
    let city = start();
    let mut browser = Browser::new(&city);
    let back = browser.sign_in("chenli", sandbox::PASSWORD).await;
    let (_, before) = browser.exchange(&back["code"], &[]).await;
    assert_eq!(
        browser.post("/control/keys/rotate", &[]).await.status(),
        200
    );
    let back = browser.authorize(&[]).await.back();
    let (_, after) = browser.exchange(&back["code"], &[]).await;
    let kid = |tokens: &Value| {
        jsonwebtoken::decode_header(tokens["id_token"].as_str().unwrap())
            .unwrap()
            .kid
            .unwrap()
    };
    assert_ne!(kid(&before), kid(&after));
    // Both can still be verified.
    verified(&city, before["id_token"].as_str().unwrap()).await;
    verified(&city, after["id_token"].as_str().unwrap()).await;
    city.stop().await;
}

#[tokio::test]
async fn pages_come_in_two_languages_without_anything_inline() {
    let city = start();
    let mut browser = Browser::new(&city);
    let id = browser.authorize(&[("ui_locales", "en")]).await.page();
    for (path, word) in [
        (format!("/sign-in?request={id}"), "Sign in"),
        (format!("/register?request={id}"), "Register"),
        (format!("/sign-in?request={id}&lang=zh-CN"), "登录"),
        (format!("/register?request={id}"), "用户注册"),
        // Nobody is signed in.
        (format!("/verify?request={id}&lang=en"), "lapsed"),
        ("/?lang=en".to_owned(), "Residents of the synthetic city"),
        ("/sign-in?request=gone&lang=en".to_owned(), "lapsed"),
    ] {
        let response = browser.get(&path).await;
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        let page = response.text().await.unwrap();
        assert!(page.contains(word), "{path}");
        assert!(
            !page.contains("style=") && !page.contains("<script"),
            "{path}"
        );
    }
    city.stop().await;
}
