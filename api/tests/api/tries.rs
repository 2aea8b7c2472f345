//! Binding against strangers: wrong tries are counted by the number too, and what the provider has
//! verified has to be the person on record.

use std::time::Duration;

use serde_json::json;
use shared::account::BindDocument;
use shared::document::{Document, DocumentKind};
use shared::problem::{Problem, ProblemKind};

use crate::harness::{Answer, Browser, World, in_world_of_any_level, value};
use crate::sign_in::{in_a_world_of_lies, sign_in_at};

fn told(answer: &Answer) -> (u16, Problem) {
    let mut problem: Problem = answer.json();
    problem.request_id.clear();
    if let Some(seconds) = &mut problem.retry_after {
        *seconds = seconds.next_multiple_of(60);
    }
    (answer.status, problem)
}

/// Six accounts, each with another name.
async fn strangers(world: &World) -> Vec<Browser> {
    let mut all = Vec::new();
    for name in ["甲一", "乙二", "丙三", "丁四", "戊五", "己六"] {
        let user = format!("stranger{}", all.len());
        all.push(world.registered(&user, name).await);
    }
    all
}

#[test]
fn one_number_tried_from_many_accounts_locks_too() {
    in_world_of_any_level(async |world| {
        let strangers = strangers(world).await;
        let bound = world.bound("he-jun").await;
        drop(bound);
        // On record, bound already, and nobody's: the curious are told the same at each try.
        let documents = [
            world.document("zhou-xiaolan"),
            world.document("he-jun"),
            Document::of_citizen("11010519491231002X"),
        ];
        let mut all = Vec::new();
        for document in &documents {
            let mut answers = Vec::new();
            for browser in &strangers {
                answers.push(told(&browser.bind(document).await));
            }
            let statuses: Vec<u16> = answers.iter().map(|(status, _)| *status).collect();
            assert_eq!(statuses, [422, 422, 422, 422, 429, 429]);
            all.push(answers);
        }
        assert_eq!(all[0], all[2]);
        assert_eq!(all[1], all[2]);
        assert_eq!(
            all[0][4].1.kind(),
            Some(ProblemKind::BindingLocked),
            "{all:#?}"
        );
        // Whose it is has it at once: nobody is kept out by strangers.
        let owner = world.registered("zhou", "周晓岚").await;
        owner.bind(&documents[0]).await.expect(200);
    });
}

#[test]
fn card_and_number_are_counted_each() {
    in_world_of_any_level(async |world| {
        let strangers = strangers(world).await;
        let member = world.city.people().member("guo-zhenhua").unwrap();
        let mut also = member.also.iter();
        let card = also
            .find(|document| document.kind == DocumentKind::MilitaryId)
            .unwrap();
        for (at, browser) in strangers.iter().enumerate() {
            // The number stays, the card is another one each time.
            let mut card = card.clone();
            card.number = format!("军字第000100{at}号");
            let body = BindDocument {
                document: card,
                citizen_number: Some(member.document.number.clone()),
            };
            let answer = browser
                .call("PUT", "/api/v1/account/document", Some(&value(&body)))
                .await;
            answer.expect(if at < 4 { 422 } else { 429 });
        }
    });
}

#[test]
fn tries_are_forgotten_in_time() {
    in_world_of_any_level(async |world| {
        let browser = world.registered("zhou", "周晓岚").await;
        browser.bind(&world.document("sun-ming")).await.expect(422);
        // One of the account, one of the number.
        let rows = "SELECT count(*) AS n FROM binding_tries";
        assert_eq!(world.count(rows).await, 2);
        let dump = world.dump().await;
        let number = world.document("sun-ming").number;
        let number = number.as_bytes();
        assert!(!dump.windows(number.len()).any(|window| window == number));
        world.app.set_clock_forward(Duration::from_secs(30 * 60));
        api::service::expiry::forget_ended(&world.app)
            .await
            .unwrap();
        assert_eq!(world.count(rows).await, 0);
    });
}

#[test]
fn what_the_provider_has_verified_has_to_be_the_person_on_record() {
    in_a_world_of_lies(async |world, liar| {
        let own = world.document("zhou-xiaolan");
        let born = world.city.people().member("zhou-xiaolan").unwrap().born;
        liar.say("name", json!("周晓岚"));
        liar.say("birthdate", json!(null));
        liar.say("identity_level", json!("verified"));
        let browser = world.browser();
        assert_eq!(sign_in_at(liar, &browser).await, "/bind");
        // Verified, but nobody says when she was born: there is nothing to compare.
        browser
            .bind(&own)
            .await
            .expect(422)
            .problem(ProblemKind::BindingRefused);
        liar.say("birthdate", json!(born.succ_opt().unwrap()));
        sign_in_at(liar, &browser).await;
        browser.bind(&own).await.expect(422);
        liar.say("birthdate", json!(born));
        sign_in_at(liar, &browser).await;
        browser.bind(&own).await.expect(200);
    });
    // The same from the user-information endpoint, where it says so of the very person.
    in_a_world_of_lies(async |world, liar| {
        liar.say("name", json!(null));
        let told = json!({ "sub": "s-1", "name": "周晓岚", "identity_level": "verified" });
        liar.inform(told);
        let browser = world.browser();
        assert_eq!(sign_in_at(liar, &browser).await, "/bind");
        let own = world.document("zhou-xiaolan");
        browser.bind(&own).await.expect(422);
        // Nothing verified: nothing is bound.
        liar.inform(json!({ "sub": "s-1", "name": "周晓岚" }));
        sign_in_at(liar, &browser).await;
        browser
            .bind(&own)
            .await
            .expect(403)
            .problem(ProblemKind::IdentityNotVerified);
    });
}
