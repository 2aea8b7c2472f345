//! What outlives a restart: accounts, keys, document numbers.

use crate::browser::{Browser, Landing, folder, payload, start_in, verified};

#[tokio::test]
async fn accounts_keys_and_numbers_outlive_a_restart() {
    let folder = folder();
    let city = start_in(&folder);
    let mut browser = Browser::new(&city);
    let id = browser.authorize(&[]).await.page();
    let form = [
        ("request", id.as_str()),
        ("user_name", "xiaolan"),
        ("name", "周晓岚"),
        ("password", "a good password"),
        ("password_again", "a good password"),
    ];
    let id = Landing::of(&browser.post("/register", &form).await).page();
    let number = city.people().member("zhou-xiaolan").unwrap();
    let number = number.document.number.clone();
    let proof = [("request", id.as_str()), ("number", number.as_str())];
    let back = Landing::of(&browser.post("/verify", &proof).await).back();
    let (_, tokens) = browser.exchange(&back["code"], &[]).await;
    let token = tokens["id_token"].as_str().unwrap().to_owned();
    let child = city.people().member("chen-nuo").unwrap().document.clone();
    city.stop().await;

    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("a good password"), "{}", path.display());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        }
    }

    let city = start_in(&folder);
    assert_eq!(city.people().member("chen-nuo").unwrap().document, child);
    let mut browser = Browser::new(&city);
    let back = browser.sign_in("xiaolan", "a good password").await;
    // Still verified: nobody is led to the page for it.
    let wish = [("acr_values", "verified")];
    assert!(browser.authorize(&wish).await.back().contains_key("code"));
    let (_, again) = browser.exchange(&back["code"], &[]).await;
    let again = verified(&city, again["id_token"].as_str().unwrap()).await;
    assert_eq!(again["sub"], payload(&token)["sub"]);
    let kid = jsonwebtoken::decode_header(&token).unwrap().kid;
    let keys = browser.get("/jwks").await.text().await.unwrap();
    assert!(keys.contains(&kid.unwrap()));
    city.stop().await;
}

#[tokio::test]
async fn a_port_in_use_and_a_folder_that_cannot_be_are_one_clear_sentence() {
    let city = start_in(&folder());
    let mut options = sandbox::Options::new(folder());
    options.port = city.address.port();
    let why = sandbox::City::start(options).unwrap_err().to_string();
    assert!(why.contains(&city.address.to_string()), "{why}");
    let file = folder();
    std::fs::write(&file, "not a folder").unwrap();
    let why = sandbox::City::start(sandbox::Options::new(&file))
        .unwrap_err()
        .to_string();
    assert!(why.contains("data folder"), "{why}");
    city.stop().await;
}
