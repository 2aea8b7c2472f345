//! Each fault as the other side of the wire sees it.

use std::error::Error;
use std::io::ErrorKind;
use std::time::{Duration, Instant};

use reqwest::{Method, Response};
use sandbox::City;
use serde_json::{Value, json};
use shared::registry::{Answer, ContributionRecord};

use crate::browser::{Browser, start};
use crate::registries::question;

async fn set(city: &City, fault: Value) {
    let mut browser = Browser::new(city);
    let request = browser
        .request(Method::PUT, "/control/faults/tax")
        .json(&fault);
    assert_eq!(browser.send(request).await.status(), 204);
}

async fn ask(city: &City, key: &str) -> reqwest::Result<Response> {
    let document = city.people().member(key).unwrap().document.clone();
    Browser::new(city)
        .request(Method::POST, "/registries/tax")
        .json(&question(&document))
        .send()
        .await
}

fn io_kind(error: &reqwest::Error) -> Option<ErrorKind> {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return Some(io.kind());
        }
        cause = error.source();
    }
    None
}

#[tokio::test]
async fn a_reset_is_a_reset_and_then_all_is_well() {
    let city = start();
    set(&city, json!({ "fault": "reset", "times": 1 })).await;
    let error = ask(&city, "zhou-xiaolan").await.unwrap_err();
    assert_eq!(
        io_kind(&error),
        Some(ErrorKind::ConnectionReset),
        "{error:?}"
    );
    assert_eq!(ask(&city, "zhou-xiaolan").await.unwrap().status(), 200);
    city.stop().await;
}

#[tokio::test]
async fn an_internal_error_and_garbage_are_no_answers() {
    let city = start();
    set(&city, json!({ "fault": "error_500" })).await;
    assert_eq!(ask(&city, "zhou-xiaolan").await.unwrap().status(), 500);
    set(&city, json!({ "fault": "garbage" })).await;
    let garbage = ask(&city, "zhou-xiaolan").await.unwrap();
    assert_eq!(garbage.status(), 200);
    assert!(garbage.json::<Value>().await.is_err());
    city.stop().await;
}

#[tokio::test]
async fn another_persons_answer_is_well_formed() {
    let city = start();
    set(&city, json!({ "fault": "other_person" })).await;
    let answer: Answer<ContributionRecord> = ask(&city, "zhou-xiaolan")
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_ne!(
        answer.about,
        city.people().member("zhou-xiaolan").unwrap().document
    );
    assert!(city.people().with_document(&answer.about).is_some());
    city.stop().await;
}

#[tokio::test]
async fn slow_answers_come_late_and_silence_ends_without_one() {
    let city = start();
    set(&city, json!({ "fault": "slow", "seconds": 1 })).await;
    let begun = Instant::now();
    assert_eq!(ask(&city, "zhou-xiaolan").await.unwrap().status(), 200);
    assert!(begun.elapsed() >= Duration::from_secs(1));
    set(&city, json!({ "fault": "silent", "seconds": 1 })).await;
    let begun = Instant::now();
    assert!(ask(&city, "zhou-xiaolan").await.is_err());
    assert!(begun.elapsed() >= Duration::from_secs(1));
    city.stop().await;
}

#[tokio::test]
async fn a_huge_answer_has_64_mib() {
    let city = start();
    set(&city, json!({ "fault": "huge" })).await;
    let answer = ask(&city, "zhou-xiaolan")
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert!(answer.len() > 64 << 20);
    city.stop().await;
}

#[tokio::test]
async fn a_fault_can_meet_one_person_only_and_faults_can_be_listed_and_cleared() {
    let city = start();
    let document = city
        .people()
        .member("zhou-xiaolan")
        .unwrap()
        .document
        .clone();
    set(&city, json!({ "fault": "error_500", "document": document })).await;
    assert_eq!(ask(&city, "zhou-xiaolan").await.unwrap().status(), 500);
    assert_eq!(ask(&city, "chen-li").await.unwrap().status(), 200);
    let mut browser = Browser::new(&city);
    let faults: Value = browser.get("/control/faults").await.json().await.unwrap();
    assert_eq!(faults[0]["registry"], "tax");
    assert_eq!(faults[0]["fault"], "error_500");
    let clear = browser.request(Method::DELETE, "/control/faults");
    browser.send(clear).await;
    assert_eq!(ask(&city, "zhou-xiaolan").await.unwrap().status(), 200);
    city.stop().await;
}

#[tokio::test]
async fn a_city_stops_while_a_registry_is_silent() {
    let city = start();
    set(&city, json!({ "fault": "silent", "seconds": 600 })).await;
    let waiting = tokio::spawn({
        let document = city
            .people()
            .member("zhou-xiaolan")
            .unwrap()
            .document
            .clone();
        let request = Browser::new(&city)
            .request(Method::POST, "/registries/tax")
            .json(&question(&document));
        async move { request.send().await.is_err() }
    });
    let mut browser = Browser::new(&city);
    while browser
        .get("/control/questions")
        .await
        .text()
        .await
        .unwrap()
        == "[]"
    {
        tokio::task::yield_now().await;
    }
    tokio::time::timeout(Duration::from_secs(5), city.stop())
        .await
        .unwrap();
    assert!(waiting.await.unwrap());
}
