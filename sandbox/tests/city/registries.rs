//! The six registries and the changes of their records at run time.

use reqwest::Method;
use sandbox::City;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::document::{Document, DocumentKind};
use shared::registry::{
    Answer, CivilAffairsRecord, ContributionRecord, MaritalStatus, PermitsRecord, PopulationRecord,
    PropertyRecord, Question, Registry, UnitQuestion, UnitRecord,
};
use shared::values::Day;

use crate::browser::{Browser, folder, start};

pub(crate) fn question(document: &Document) -> Question {
    Question {
        name: "周晓岚".to_owned(),
        document: document.clone(),
        on: Day::from_ymd_opt(2026, 11, 20).unwrap(),
    }
}

fn document_of(city: &City, key: &str) -> Document {
    city.people().member(key).unwrap().document.clone()
}

async fn ask<T: DeserializeOwned>(
    city: &City,
    registry: Registry,
    document: &Document,
) -> Answer<T> {
    let mut browser = Browser::new(city);
    let request = browser
        .request(Method::POST, &format!("/registries/{}", registry.slug()))
        .json(&question(document));
    let response = browser.send(request).await;
    assert_eq!(response.status(), 200);
    response.json().await.unwrap()
}

#[tokio::test]
async fn each_registry_tells_what_it_holds_of_a_person() {
    let city = start();
    let zhou = document_of(&city, "zhou-xiaolan");
    let chen = document_of(&city, "chen-li");
    let population: Answer<PopulationRecord> = ask(&city, Registry::Population, &zhou).await;
    assert_eq!(population.about, zhou);
    assert_eq!(population.record.unwrap().name, "周晓岚");
    let civil: Answer<CivilAffairsRecord> = ask(&city, Registry::CivilAffairs, &zhou).await;
    let civil = civil.record.unwrap();
    assert_eq!(
        (civil.status, civil.spouse),
        (MaritalStatus::Married, Some(chen))
    );
    let insurance: Answer<ContributionRecord> = ask(&city, Registry::SocialInsurance, &zhou).await;
    let months = insurance.record.unwrap().contributions;
    assert_eq!(months.len(), 26);
    assert_eq!(months.last().unwrap().month.to_string(), "2026-10");
    let tax: Answer<ContributionRecord> = ask(&city, Registry::Tax, &zhou).await;
    assert!(tax.record.unwrap().contributions.is_empty());
    let property: Answer<PropertyRecord> = ask(&city, Registry::Property, &zhou).await;
    assert_eq!(property.record.unwrap().homes.len(), 1);
    let permits: Answer<PermitsRecord> = ask(&city, Registry::Permits, &zhou).await;
    assert_eq!(permits.record, Some(PermitsRecord::default()));
    city.stop().await;
}

#[tokio::test]
async fn a_person_is_found_by_any_writing_of_the_number_and_strangers_are_not() {
    let city = start();
    let zhou = document_of(&city, "zhou-xiaolan");
    let with = |number: String| Document {
        kind: DocumentKind::ResidentId,
        number,
        nationality: None,
    };
    for number in [
        format!(" {} ", zhou.number.to_lowercase()),
        zhou.old_number().unwrap(),
    ] {
        let asked = with(number);
        let answer: Answer<PopulationRecord> = ask(&city, Registry::Population, &asked).await;
        assert_eq!(answer.about, asked);
        assert_eq!(answer.record.unwrap().name, "周晓岚");
    }
    for registry in Registry::ALL {
        let stranger = with("11010519491231002X".to_owned());
        let answer: Answer<Value> = ask(&city, registry, &stranger).await;
        assert_eq!(answer.record, None);
    }
    city.stop().await;
}

#[tokio::test]
async fn questions_are_counted_by_registry_and_document() {
    let city = start();
    let zhou = document_of(&city, "zhou-xiaolan");
    let _: Answer<Value> = ask(&city, Registry::Tax, &zhou).await;
    let _: Answer<Value> = ask(&city, Registry::Tax, &zhou).await;
    let mut browser = Browser::new(&city);
    let log: Value = browser
        .get("/control/questions")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(
        log,
        json!([{ "registry": "tax", "kind": "resident_id", "number": zhou.number, "count": 2 }])
    );
    let clear = browser.request(Method::DELETE, "/control/questions");
    assert_eq!(browser.send(clear).await.status(), 204);
    let log: Value = browser
        .get("/control/questions")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(log, json!([]));
    city.stop().await;
}

#[tokio::test]
async fn a_registry_corrects_its_record() {
    let city = start();
    let zhou = document_of(&city, "zhou-xiaolan");
    let mut browser = Browser::new(&city);
    let mut correct = async |change: Value| {
        let request = browser
            .request(Method::POST, "/control/people")
            .json(&change);
        browser.send(request).await.status().as_u16()
    };
    let change = json!({ "document": zhou, "registry": "property", "record": { "homes": [] } });
    assert_eq!(correct(change).await, 204);
    let property: Answer<PropertyRecord> = ask(&city, Registry::Property, &zhou).await;
    assert!(property.record.unwrap().homes.is_empty());
    let change = json!({ "document": zhou, "registry": "population", "record": null });
    assert_eq!(correct(change).await, 204);
    let population: Answer<PopulationRecord> = ask(&city, Registry::Population, &zhou).await;
    assert_eq!(population.record, None);
    let nonsense = json!({ "document": zhou, "registry": "tax", "record": { "contributions": 7 } });
    assert_eq!(correct(nonsense).await, 422);
    let reset = browser.request(Method::DELETE, "/control/people");
    browser.send(reset).await;
    let property: Answer<PropertyRecord> = ask(&city, Registry::Property, &zhou).await;
    assert_eq!(property.record.unwrap().homes.len(), 1);
    city.stop().await;
}

#[tokio::test]
async fn registries_ask_for_their_key_where_they_have_one() {
    let mut options = sandbox::Options::new(folder());
    options.registry_key = Some("a-key".to_owned());
    let city = City::start(options).unwrap();
    let zhou = document_of(&city, "zhou-xiaolan");
    let mut browser = Browser::new(&city);
    let mut ask = async |key: &str| {
        let request = browser
            .request(Method::POST, "/registries/tax")
            .bearer_auth(key)
            .json(&question(&zhou));
        browser.send(request).await.status().as_u16()
    };
    assert_eq!(ask("another").await, 401);
    assert_eq!(ask("a-key").await, 200);
    city.stop().await;
}

#[tokio::test]
async fn a_unit_is_found_by_any_writing_of_its_certificate_and_its_owner_is_not_told() {
    let city = start();
    let mut browser = Browser::new(&city);
    for (certificate, known) in [
        ("京（2016）通不动产权第0000204号", true),
        (" 京(2016)通不动产权第0000204号 ", true),
        ("京（2016）通不动产权第0009999号", false),
    ] {
        let question = UnitQuestion {
            certificate: certificate.to_owned(),
            on: Day::from_ymd_opt(2026, 11, 20).unwrap(),
        };
        let request = browser
            .request(Method::POST, "/registries/property/units")
            .json(&question);
        let answer: Value = browser.send(request).await.json().await.unwrap();
        assert_eq!(answer["about"], certificate);
        let on_record = json!({
            "kind": "mixed", "district": "tongzhou", "in_tongzhou": true,
            "first_sold": "2016-08-15",
        });
        let expected = if known { on_record } else { Value::Null };
        assert_eq!(answer["record"], expected);
        let read: Answer<UnitRecord, String> = serde_json::from_value(answer).unwrap();
        assert_eq!(read.record.is_some(), known);
    }
    let log: Value = browser
        .get("/control/questions")
        .await
        .json()
        .await
        .unwrap();
    let counts: Vec<&Value> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|q| &q["count"])
        .collect();
    assert_eq!(counts, [&json!(2), &json!(1)]);
    city.stop().await;
}
