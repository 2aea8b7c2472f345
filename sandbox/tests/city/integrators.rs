//! What integrators do with the city: people by outcome, receivers of events, everything as at the beginning.

use std::collections::BTreeSet;

use reqwest::Method;
use sandbox::PersonOutcome;
use serde_json::{Value, json};
use shared::document::Document;
use shared::gather;
use shared::policy::{Policies, evaluate};

use crate::browser::{Browser, folder, start, start_in};
use crate::rules::replies;

async fn newcomer(browser: &mut Browser, outcome: PersonOutcome) -> Value {
    let path = format!("/control/outcomes/{}", outcome.slug());
    let answer = browser.post(&path, &[]).await;
    assert_eq!(answer.status(), 201);
    answer.json().await.unwrap()
}

fn document(person: &Value) -> Document {
    serde_json::from_value(person["document"].clone()).unwrap()
}

/// What each is said to be is what the rules find in what the registries hold of them; and nobody comes twice,
/// not even into a city that was started again.
#[tokio::test]
async fn everybody_who_comes_is_new_and_ends_as_was_asked_for() {
    let folder = folder();
    let city = start_in(&folder);
    let mut browser = Browser::new(&city);
    let mut seen = BTreeSet::new();
    for _ in 0..7 {
        for outcome in PersonOutcome::ALL {
            let person = newcomer(&mut browser, outcome).await;
            let document = document(&person);
            assert_eq!(document.check(), Ok(()));
            assert!(seen.insert(document.number.clone()), "{person}");
            if outcome == PersonOutcome::RegistrySilent {
                // Nothing is found, because the property registry speaks of somebody else.
                continue;
            }
            let on = "2026-11-30".parse().unwrap();
            let known = city.people().with_document(&document).unwrap();
            let mut homes = city.people().households();
            let home = homes.find(|home| home.members[0].key == known.key).unwrap();
            let application = &home.applications[0];
            let answers = application.answers(city.people(), on).unwrap();
            let found = replies(&browser, &answers, on).await;
            let facts = gather::facts(application.module, &answers, &found, on);
            let decision = evaluate(&facts, Policies::builtin(), on);
            let expected = &person["expected"];
            assert_eq!(json!(decision.outcome), expected["outcome"], "{outcome:?}");
            assert_eq!(json!(decision.reason), expected["reason"], "{outcome:?}");
        }
    }
    city.stop().await;
    let again = start_in(&folder);
    let mut browser = Browser::new(&again);
    let first = seen.first().unwrap().clone();
    let known = again
        .people()
        .members()
        .find(|one| one.document.number == first);
    assert!(known.is_some_and(|one| one.sign_in.is_some()));
    let person = newcomer(&mut browser, PersonOutcome::PassesHome).await;
    assert!(seen.insert(document(&person).number));
    again.stop().await;
}

#[tokio::test]
async fn a_receiver_keeps_what_came_answers_as_told_and_sends_it_again() {
    let city = start();
    let mut browser = Browser::new(&city);
    let put = |browser: &Browser, body: Value| {
        browser
            .request(Method::PUT, "/control/webhooks/mine")
            .json(&body)
    };
    let event = |browser: &Browser| {
        browser
            .request(Method::POST, "/webhooks/mine")
            .header("webhook-id", "msg_1")
            .header("webhook-timestamp", "1614265330")
            .header("webhook-signature", "v1,AAAA")
            .body("{\"type\":\"test\"}")
    };
    let sent = event(&browser);
    assert_eq!(browser.send(sent).await.status(), 200);
    for (answer, status) in [("gone", 410), ("broken", 500), ("taken", 200)] {
        let told = put(&browser, json!({ "answer": answer }));
        assert_eq!(browser.send(told).await.status(), 200);
        let sent = event(&browser);
        assert_eq!(browser.send(sent).await.status(), status);
    }
    let told = put(
        &browser,
        json!({ "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }),
    );
    let inbox: Value = browser.send(told).await.json().await.unwrap();
    assert_eq!(inbox["requests"].as_array().unwrap().len(), 4);
    assert_eq!(inbox["requests"][0]["signed"], false);

    let replay = browser.request(Method::POST, "/control/webhooks/mine/1/replay");
    let replayed: Value = browser.send(replay).await.json().await.unwrap();
    assert_eq!(replayed["status"], 200);
    let inbox: Value = browser
        .get("/control/webhooks/mine")
        .await
        .json()
        .await
        .unwrap();
    let newest = &inbox["requests"][0];
    assert_eq!(
        (&newest["number"], &newest["body"]),
        (&json!(5), &json!("{\"type\":\"test\"}"))
    );
    let id = json!(["webhook-id", "msg_1"]);
    assert!(
        newest["headers"].as_array().unwrap().contains(&id),
        "{newest}"
    );
    let elsewhere = json!({ "to": "http://169.254.169.254/latest" });
    let elsewhere = browser
        .request(Method::POST, "/control/webhooks/mine/1/replay")
        .json(&elsewhere);
    assert_eq!(browser.send(elsewhere).await.status(), 422);
    let no_name = browser.request(Method::POST, "/webhooks/No%20Name");
    assert_eq!(browser.send(no_name).await.status(), 404);

    // And afresh.
    let silent = browser
        .request(Method::PUT, "/control/faults/tax")
        .json(&json!({ "fault": "silent" }));
    browser.send(silent).await;
    assert_eq!(browser.post("/control/reset", &[]).await.status(), 204);
    assert_eq!(browser.get("/control/webhooks/mine").await.status(), 404);
    let faults: Value = browser.get("/control/faults").await.json().await.unwrap();
    assert_eq!(faults, json!([]));
    city.stop().await;
}

#[tokio::test]
async fn the_page_has_all_of_it_and_takes_forms_of_its_own_alone() {
    let city = start();
    let mut browser = Browser::new(&city);
    for (lang, words) in [("zh-CN", "按核验结果生成人员"), ("en", "People by outcome")] {
        let page = browser.get(&format!("/integrators?lang={lang}")).await;
        assert_eq!(page.status(), 200);
        assert!(page.text().await.unwrap().contains(words));
    }
    let form = [
        ("lang", "en"),
        ("outcome", "fails-months"),
        ("apply", "false"),
    ];
    let made = browser.post("/integrators/people", &form).await;
    assert_eq!(made.status(), 303);
    let to = made.headers()["location"].to_str().unwrap().to_owned();
    let page = browser.get(&to).await.text().await.unwrap();
    assert!(
        page.contains("fails-months-1") && page.contains("110199"),
        "{page}"
    );
    let fault = [
        ("lang", "en"),
        ("registry", "property"),
        ("fault", "silent"),
    ];
    assert_eq!(
        browser.post("/integrators/faults", &fault).await.status(),
        303
    );
    let page = browser
        .get("/integrators?lang=en")
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains("failing"));
    let foreign = browser
        .request(Method::POST, "/integrators/faults")
        .header("sec-fetch-site", "cross-site")
        .form(&[("lang", "en")]);
    assert_eq!(browser.send(foreign).await.status(), 403);
    assert_eq!(
        browser
            .get("/integrators/webhooks?name=mine&lang=en")
            .await
            .status(),
        303
    );
    assert_eq!(
        browser.get("/integrators/webhooks/mine").await.status(),
        200
    );
    city.stop().await;
}
