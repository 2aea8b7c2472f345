//! The second factor: asked for by `acr_values`, told by `acr`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::browser::{Browser, Landing, payload, start};

const TWO_FACTORS: &str = "https://refeds.org/profile/mfa";

#[tokio::test]
async fn a_code_is_the_second_factor_and_the_token_says_so() {
    let city = start();
    let mut browser = Browser::new(&city);
    let wish = [("acr_values", TWO_FACTORS), ("scope", "openid roles")];
    let id = browser.authorize(&wish).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", "dingning"),
        ("password", sandbox::PASSWORD),
    ];
    let response = browser.post("/sign-in", &form).await;
    assert_eq!(Landing::of(&response).page(), id);
    let page = format!("/second-factor?request={id}&lang=zh-CN");
    let page = browser.get(&page).await.text().await.unwrap();
    let (_, code) = page.split_once("data-code=\"").unwrap();
    let code = code.get(..6).unwrap();
    for wrong in ["", "x", "1234567"] {
        let form = [("request", id.as_str()), ("code", wrong)];
        assert_eq!(browser.post("/second-factor", &form).await.status(), 422);
    }
    let typed = format!(" {code} ");
    let form = [("request", id.as_str()), ("code", typed.as_str())];
    let response = browser.post("/second-factor", &form).await;
    let back = Landing::of(&response).back();
    let (_, tokens) = browser.exchange(&back["code"], &[]).await;
    let claims = payload(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["acr"], TWO_FACTORS);
    let request = browser
        .request(Method::GET, "/userinfo")
        .bearer_auth(tokens["access_token"].as_str().unwrap());
    let told: Value = browser.send(request).await.json().await.unwrap();
    assert_eq!(told["roles"], json!(["reviewer"]));
    // Whoever has proved it is not asked again.
    assert!(browser.authorize(&wish).await.back().contains_key("code"));

    let mut citizen = Browser::new(&city);
    let back = citizen.sign_in("chenli", sandbox::PASSWORD).await;
    let (_, tokens) = citizen.exchange(&back["code"], &[]).await;
    let claims = payload(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["acr"], "verified");
    // With one factor so far, the other is asked for alone.
    let id = citizen.authorize(&wish).await.page();
    let page = citizen.get(&format!("/second-factor?request={id}")).await;
    assert_eq!(page.status(), 200);
    city.stop().await;
}
