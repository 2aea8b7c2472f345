//! What the people files promise is what the platform's own rules find, from the answers of the
//! form and from what the registries reply over HTTP.

use reqwest::Method;
use serde::de::DeserializeOwned;
use shared::document::Document;
use shared::form::{Answers, Person};
use shared::gather;
use shared::policy::{Cap, Outcome, Policies, ReasonCode, evaluate};
use shared::purchase::Module;
use shared::registry::{
    Answer, PersonReplies, Question, Registry, Replies, Reply, UnitQuestion, UnitRecord,
};
use shared::values::{Day, Zone};

use crate::browser::{Browser, start};

async fn ask<T: DeserializeOwned>(
    browser: &Browser,
    registry: Registry,
    question: &Question,
) -> Option<Reply<T>> {
    let path = format!("/registries/{}", registry.slug());
    let request = browser.request(Method::POST, &path).json(question);
    let answer: Answer<T> = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer.about, question.document);
    let at = "2026-11-20T02:00:00Z".parse().unwrap();
    Some(Reply {
        record: answer.record,
        at,
    })
}

async fn replies_about(browser: &Browser, person: &Person, on: Day) -> PersonReplies {
    let document: Document = person.document().unwrap();
    let question = Question {
        name: person.name.clone().unwrap(),
        document,
        on,
    };
    PersonReplies {
        population: ask(browser, Registry::Population, &question).await,
        civil_affairs: ask(browser, Registry::CivilAffairs, &question).await,
        social_insurance: ask(browser, Registry::SocialInsurance, &question).await,
        tax: ask(browser, Registry::Tax, &question).await,
        property: ask(browser, Registry::Property, &question).await,
        permits: ask(browser, Registry::Permits, &question).await,
    }
}

pub(crate) async fn replies(browser: &Browser, answers: &Answers, on: Day) -> Replies {
    let mut all = Replies {
        applicant: replies_about(browser, &answers.applicant.person, on).await,
        ..Replies::default()
    };
    if answers.is_married() {
        all.spouse = Some(replies_about(browser, &answers.spouse, on).await);
    }
    for child in &answers.children {
        all.children
            .push(replies_about(browser, &child.person, on).await);
    }
    if let Some(certificate) = answers.unit.certificate_number() {
        let question = UnitQuestion {
            certificate: certificate.to_owned(),
            on,
        };
        let request = browser.request(Method::POST, "/registries/property/units");
        let response = request.json(&question).send().await.unwrap();
        let answer: Answer<UnitRecord, String> = response.json().await.unwrap();
        assert_eq!(answer.about, question.certificate);
        all.unit = Some(Reply {
            record: answer.record,
            at: "2026-11-20T02:00:00Z".parse().unwrap(),
        });
    }
    all
}

/// Also those that the form itself refuses: the rules do not rely on the form.
#[tokio::test]
async fn every_application_ends_as_the_files_say() {
    let city = start();
    let browser = Browser::new(&city);
    // Rows of months and quarters hold whenever somebody applies.
    for on in ["2026-11-20", "2027-03-31"] {
        let on: Day = on.parse().unwrap();
        let mut checked = 0;
        for application in city.people().applications() {
            let module = application.module;
            let answers = application.answers(city.people(), on).unwrap();
            let replies = replies(&browser, &answers, on).await;
            let facts = gather::facts(module, &answers, &replies, on);
            let decision = evaluate(&facts, Policies::builtin(), on);
            assert_eq!(
                (decision.outcome, decision.reason),
                (application.outcome, application.reason),
                "{} on {on}: {:?} {:?}",
                application.applicant,
                answers.target,
                answers.unit
            );
            checked += 1;
        }
        assert!(checked >= 70, "{checked}");
    }
    city.stop().await;
}

#[tokio::test]
async fn the_two_child_family_may_buy_one_more_inside_and_as_many_as_it_likes_outside() {
    let city = start();
    let browser = Browser::new(&city);
    let on: Day = "2026-11-20".parse().unwrap();
    let zhou = city.people().household("zhou").unwrap();
    let answers = zhou
        .applications
        .first()
        .unwrap()
        .answers(city.people(), on)
        .unwrap();
    let facts = gather::facts(
        Module::Residential,
        &answers,
        &replies(&browser, &answers, on).await,
        on,
    );
    let decision = evaluate(&facts, Policies::builtin(), on);
    let zone = |zone: Zone| decision.zone(zone).unwrap();
    let inside = zone(Zone::InsideFifthRing);
    assert_eq!(
        (inside.outcome, inside.reason),
        (Outcome::Eligible, ReasonCode::Ok)
    );
    assert_eq!(inside.used, Some(1));
    assert_eq!(inside.remaining, Some(Cap::Homes(1)));
    assert_eq!(zone(Zone::OutsideFifthRing).outcome, Outcome::Eligible);
    city.stop().await;
}
