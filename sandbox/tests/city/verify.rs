//! 实名认证: who registers becomes a person of the city, and nobody whom somebody else is.

use reqwest::Method;
use sandbox::City;
use serde_json::Value;

use crate::browser::{Browser, Landing, start};

/// Registers; gives the request on the page 实名认证.
async fn registered(browser: &mut Browser, user: &str, name: &str) -> String {
    let id = browser.authorize(&[("prompt", "create")]).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", user),
        ("name", name),
        ("password", "a good password"),
        ("password_again", "a good password"),
    ];
    let response = browser.post("/register", &form).await;
    let id = Landing::of(&response).page();
    let page = browser
        .get(&format!("/verify?request={id}&lang=zh-CN"))
        .await;
    let page = page.text().await.unwrap();
    assert!(page.contains("实名认证") && page.contains(name));
    id
}

/// What the provider tells of whoever a code stands for.
async fn told(browser: &mut Browser, code: &str) -> Value {
    let (_, tokens) = browser.exchange(code, &[]).await;
    let request = browser
        .request(Method::GET, "/userinfo")
        .bearer_auth(tokens.get("access_token").unwrap().as_str().unwrap());
    browser.send(request).await.json().await.unwrap()
}

fn number(city: &City, key: &str) -> String {
    city.people().member(key).unwrap().document.number.clone()
}

#[tokio::test]
async fn name_and_number_make_a_registered_user_a_person_of_the_city() {
    let city = start();
    let mut browser = Browser::new(&city);
    let id = registered(&mut browser, "xiaolan", "周晓岚").await;
    let own = number(&city, "zhou-xiaolan");
    for wrong in [String::new(), "1".to_owned(), number(&city, "sun-ming")] {
        let form = [("request", id.as_str()), ("number", wrong.as_str())];
        assert_eq!(browser.post("/verify", &form).await.status(), 422);
    }
    let typed = format!(" {} ", own.to_lowercase());
    let form = [("request", id.as_str()), ("number", typed.as_str())];
    let response = browser.post("/verify", &form).await;
    let back = Landing::of(&response).back();
    let person = told(&mut browser, &back["code"]).await;
    let born = city.people().member("zhou-xiaolan").unwrap().born;
    assert_eq!(person["identity_level"], "verified");
    assert_eq!(person["birthdate"], born.to_string());
    assert_eq!(person.get("document_number"), None);

    // With the scope for it, to whoever asks.
    let scope = [("scope", "openid profile document")];
    let back = browser.authorize(&scope).await.back();
    let person = told(&mut browser, &back["code"]).await;
    assert_eq!(person["document_number"], own);

    // Nobody else becomes her, nor somebody who has an account from the beginning.
    for (user, name, key) in [
        ("another", "周晓岚", "zhou-xiaolan"),
        ("third", "何俊", "he-jun"),
    ] {
        let mut other = Browser::new(&city);
        let id = registered(&mut other, user, name).await;
        let number = number(&city, key);
        let form = [("request", id.as_str()), ("number", number.as_str())];
        assert_eq!(other.post("/verify", &form).await.status(), 422, "{name}");
    }
    city.stop().await;
}

#[tokio::test]
async fn a_client_can_ask_for_somebody_who_is_verified() {
    let city = start();
    let mut browser = Browser::new(&city);
    let id = registered(&mut browser, "xiaolan", "周晓岚").await;
    let later = [("request", id.as_str()), ("later", "1")];
    let response = browser.post("/verify", &later).await;
    let back = Landing::of(&response).back();
    let person = told(&mut browser, &back["code"]).await;
    assert_eq!(person["identity_level"], "registered");
    assert!(browser.authorize(&[]).await.back().contains_key("code"));

    let wish = [("acr_values", "verified")];
    let id = browser.authorize(&wish).await.page();
    assert_eq!(
        browser.get(&format!("/verify?request={id}")).await.status(),
        200
    );
    // Also where the sign-in comes first.
    let mut other = Browser::new(&city);
    let id = other.authorize(&wish).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", "xiaolan"),
        ("password", "a good password"),
    ];
    let response = other.post("/sign-in", &form).await;
    assert_eq!(Landing::of(&response).page(), id);
    let own = number(&city, "zhou-xiaolan");
    let form = [("request", id.as_str()), ("number", own.as_str())];
    let response = other.post("/verify", &form).await;
    let back = Landing::of(&response).back();
    let person = told(&mut other, &back["code"]).await;
    assert_eq!(person["identity_level"], "verified");
    // Whom the city knows already is not asked.
    let mut citizen = Browser::new(&city);
    citizen.sign_in("chenli", sandbox::PASSWORD).await;
    assert!(citizen.authorize(&wish).await.back().contains_key("code"));
    city.stop().await;
}
