//! Sign-out begun by the client.

use crate::browser::{Browser, SIGNED_OUT, start};

#[tokio::test]
async fn with_the_persons_own_token_sign_out_needs_no_question() {
    let city = start();
    let mut browser = Browser::new(&city);
    let back = browser.sign_in("chenli", sandbox::PASSWORD).await;
    let (_, tokens) = browser.exchange(&back["code"], &[]).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let mut thief = browser.clone();
    let path = format!(
        "/end_session?id_token_hint={hint}&post_logout_redirect_uri={SIGNED_OUT}&state=bye"
    );
    let response = browser.get(&path).await;
    assert_eq!(response.status(), 303);
    assert_eq!(
        response.headers()["location"],
        format!("{SIGNED_OUT}?state=bye")
    );
    // The provider knows this browser no more, and a copy of its cookie opens nothing.
    browser.authorize(&[]).await.page();
    thief.authorize(&[]).await.page();
    city.stop().await;
}

#[tokio::test]
async fn without_a_token_the_person_is_asked() {
    let city = start();
    let mut browser = Browser::new(&city);
    browser.sign_in("chenli", sandbox::PASSWORD).await;
    let page = browser.get("/end_session").await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("name=\"confirmed\""));
    browser.authorize(&[]).await.back();
    assert_eq!(
        browser
            .post("/end_session", &[("confirmed", "yes")])
            .await
            .status(),
        200
    );
    browser.authorize(&[]).await.page();
    city.stop().await;
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let city = start();
    let mut browser = Browser::new(&city);
    for path in [
        "/end_session?client_id=anju&post_logout_redirect_uri=https://evil.example/",
        "/end_session?post_logout_redirect_uri=http://127.0.0.1:9/signed-out",
    ] {
        let response = browser.get(path).await;
        assert_eq!(response.status(), 400, "{path}");
        assert!(response.headers().get("location").is_none());
    }
    city.stop().await;
}
