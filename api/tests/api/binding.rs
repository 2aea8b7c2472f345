//! 用户绑定: the right document, once; nothing for the curious; a lock after five wrong tries.

use std::time::Duration;

use sandbox::FaultKind;
use serde_json::json;
use shared::account::Account;
use shared::document::{Document, DocumentKind};
use shared::issue::IssueCode;
use shared::problem::{Problem, ProblemKind};
use shared::registry::Registry;

use crate::harness::{Answer, Browser, World, in_world, in_world_of_any_level};

fn resident(number: &str) -> Document {
    Document {
        kind: DocumentKind::ResidentId,
        number: number.to_owned(),
        nationality: None,
    }
}

/// Somebody else's, somebody's who does not exist, and one that is bound already.
fn not_hers(world: &World) -> [Document; 3] {
    [
        world.document("sun-ming"),
        resident("11010519491231002X"),
        world.document("he-jun"),
    ]
}

/// What a caller can tell from an answer.
fn told(answer: &Answer) -> (u16, Problem, Vec<String>) {
    let mut problem: Problem = answer.json();
    problem.request_id.clear();
    let mut headers: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
    headers.sort();
    (answer.status, problem, headers)
}

#[test]
fn the_curious_learn_nothing() {
    in_world(async |world| {
        world.bound("he-jun").await;
        let curious = world.verified("curious", "zhou-xiaolan").await;
        let mut answers = Vec::new();
        for document in not_hers(world) {
            let answer = curious.bind(&document).await;
            answer.problem(ProblemKind::BindingRefused);
            assert!(!answer.text().contains(&document.number));
            answers.push(told(&answer));
            // The registry is asked in every case, so that time tells nothing either.
            assert!(world.questions(Registry::Population, &document).await > 0);
        }
        assert!(
            answers.windows(2).all(|two| two[0] == two[1]),
            "{answers:#?}"
        );
        // The own document is still hers.
        let bound: Account = curious
            .bind(&world.document("zhou-xiaolan"))
            .await
            .expect(200)
            .json();
        assert!(bound.bound.is_some());
    });
}

#[test]
fn a_document_goes_with_one_account() {
    in_world_of_any_level(async |world| {
        world.bound("he-jun").await;
        // The same person with a second account; even the right name does not help.
        let second = world.registered("hejun2", "何俊").await;
        let answer = second.bind(&world.document("he-jun")).await;
        answer.expect(422).problem(ProblemKind::BindingRefused);
    });
}

#[test]
fn an_account_has_one_document() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        for document in [world.document("he-jun"), world.document("sun-ming")] {
            browser
                .bind(&document)
                .await
                .expect(409)
                .problem(ProblemKind::AlreadyBound);
        }
    });
}

#[test]
fn the_name_at_the_provider_has_to_be_the_one_on_record() {
    in_world_of_any_level(async |world| {
        let browser = world.registered("somebody", "周晓晓").await;
        let answer = browser.bind(&world.document("zhou-xiaolan")).await;
        answer.problem(ProblemKind::BindingRefused);
    });
}

#[test]
fn five_wrong_tries_lock_for_half_an_hour() {
    in_world(async |world| {
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        for _ in 0..4 {
            let answer = browser.bind(&world.document("sun-ming")).await;
            answer.expect(422).problem(ProblemKind::BindingRefused);
        }
        let fifth = browser.bind(&world.document("sun-ming")).await.expect(429);
        assert_eq!(
            fifth.problem(ProblemKind::BindingLocked).retry_after,
            Some(1800)
        );
        assert_eq!(fifth.header("retry-after"), "1800");
        // Now even the right one waits, also in a new session.
        let own = world.document("zhou-xiaolan");
        browser.bind(&own).await.problem(ProblemKind::BindingLocked);
        world.app.set_clock_forward(Duration::from_secs(29 * 60));
        let start = browser.get("/auth/sign-in").await;
        let callback = browser.visit(&Browser::location(&start)).await;
        browser
            .visit(&Browser::location(&callback))
            .await
            .expect(303);
        let left = browser
            .bind(&own)
            .await
            .problem(ProblemKind::BindingLocked)
            .retry_after;
        assert!((1..=60).contains(&left.unwrap()), "{left:?}");
        world.app.set_clock_forward(Duration::from_secs(60));
        browser.bind(&own).await.expect(200);
    });
}

#[test]
fn wrong_tries_at_once_are_all_counted() {
    in_world(async |world| {
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        let wrong = world.document("sun-ming");
        let answers = futures::future::join_all((0..8).map(|_| browser.bind(&wrong))).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [422, 422, 422, 422, 429, 429, 429, 429]);
    });
}

#[test]
fn two_accounts_at_once_do_not_get_the_same_document() {
    in_world_of_any_level(async |world| {
        let one = world.registered("first", "周晓岚").await;
        let other = world.registered("second", "周晓岚").await;
        let own = world.document("zhou-xiaolan");
        let (first, second) = futures::future::join(one.bind(&own), other.bind(&own)).await;
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
        assert_eq!(world.count("SELECT count(*) AS n FROM bindings").await, 1);
    });
}

#[test]
fn a_number_that_cannot_be_is_told_at_its_field_and_counts_as_no_try() {
    in_world(async |world| {
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        for _ in 0..6 {
            let answer = browser
                .bind(&resident("110105194912310021"))
                .await
                .expect(422);
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, "/document/number");
            assert_eq!(problem.errors[0].code, IssueCode::DocumentCheck);
            assert!(problem.errors[0].detail.starts_with("The number is wrong"));
        }
        let passport = json!({ "document": { "kind": "foreign_passport", "number": "12AB34567" } });
        let answer = browser
            .call("PUT", "/api/v1/account/document", Some(&passport))
            .await;
        let problem = answer.problem(ProblemKind::InvalidAnswers);
        assert_eq!(problem.errors[0].pointer, "/document/nationality");
        browser
            .bind(&world.document("zhou-xiaolan"))
            .await
            .expect(200);
    });
}

#[test]
fn a_silent_registry_is_no_wrong_try() {
    in_world(async |world| {
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        let own = world.document("zhou-xiaolan");
        for fault in [
            FaultKind::Error500,
            FaultKind::Garbage,
            FaultKind::OtherPerson,
            FaultKind::Reset,
        ] {
            world.fault(Registry::Population, fault).await;
            for _ in 0..2 {
                let answer = browser.bind(&own).await.expect(503);
                let problem = answer.problem(ProblemKind::UpstreamUnavailable);
                let seconds = problem.retry_after.unwrap();
                assert!((1..=60).contains(&seconds));
                assert_eq!(answer.header("retry-after"), seconds.to_string());
            }
        }
        assert_eq!(
            world.count("SELECT count(*) AS n FROM binding_tries").await,
            0
        );
    });
}

#[test]
fn a_number_may_be_typed_as_people_type() {
    in_world(async |world| {
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        let mut typed = world.document("zhou-xiaolan");
        typed.number = format!(
            " {} {} ",
            &typed.number[..6],
            typed.number[6..].to_lowercase()
        );
        browser.bind(&typed).await.expect(200);
    });
}

#[test]
fn binding_and_reading_leave_a_chain_of_records() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        browser.get("/api/v1/account/identity").await.expect(200);
        let account: shared::account::Session = browser.get("/api/v1/session").await.json();
        let id = account.account.unwrap().id.replace("acc_", "");
        let chain = sea_orm::prelude::Uuid::parse_str(&id).unwrap();
        // Signed in, bound, read.
        assert_eq!(world.audited(chain).await, 3);
    });
}
