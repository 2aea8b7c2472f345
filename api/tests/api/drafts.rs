//! Beginning a draft: with what, and only once.

use serde_json::{Value, json};
use shared::application::{Detail, Draft, Home, Module};
use shared::form::{Answers, Chapter};
use shared::problem::ProblemKind;

use crate::harness::{Answer, Browser, in_world};

async fn begin(browser: &Browser, key: Option<&str>, body: &Value) -> Answer {
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(key.map(|key| ("idempotency-key", key)));
    let body = serde_json::to_vec(body).unwrap();
    browser
        .send("POST", "/api/v1/applications", &headers, Some(body))
        .await
}

async fn drafts(browser: &Browser) -> u32 {
    let home: Home = browser.get("/api/v1/home").await.expect(200).json();
    let mut modules = home.modules.iter();
    let residential = modules.find(|module| module.module == Module::Residential);
    residential.unwrap().counts.draft
}

#[test]
fn a_draft_begins_with_answers_and_where_to_go_on() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let content = json!({
            "resume_at": "category",
            "answers": { "category": null, "unit_of_children": null }
        });
        let new = json!({ "module": "residential", "content": content });
        begin(&browser, None, &new)
            .await
            .problem(ProblemKind::MalformedBody);
        let content = json!({
            "resume_at": "category", "answers": { "category": "local" }
        });
        let new = json!({ "module": "residential", "content": content });
        let draft: Draft = begin(&browser, None, &new).await.expect(201).json();
        assert_eq!((draft.version, draft.resume_at), (1, Chapter::Category));
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let read: Draft = browser.get(&path).await.expect(200).json();
        assert_eq!(read, draft);
        assert_ne!(read.answers, Answers::default());

        // Two beginnings at once contradict each other, and too much is refused as in saving.
        let new = json!({ "module": "residential", "copy_of": draft.id, "content": content });
        begin(&browser, None, &new)
            .await
            .problem(ProblemKind::MalformedBody);
        let homes: Vec<Value> = (0..200).map(|n| json!({ "id": n.to_string() })).collect();
        let content = json!({ "resume_at": "category", "answers": { "homes": homes } });
        let new = json!({ "module": "residential", "content": content });
        begin(&browser, None, &new)
            .await
            .problem(ProblemKind::InvalidAnswers);
        assert_eq!(drafts(&browser).await, 1);
    });
}

#[test]
fn a_draft_goes_on_at_the_entry_that_was_left_while_it_is_there() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let new = json!({ "module": "residential" });
        let id = begin(&browser, None, &new).await.json::<Draft>().id;
        let path = format!("/api/v1/applications/{id}");
        let children = json!([{ "id": "a" }, { "id": "b" }]);
        for (version, at, entry, resumed) in [
            (1, "children", json!("b"), Some("b")),
            (2, "homes", json!("b"), None),
            (3, "children", json!("x".repeat(9_000)), None),
            (4, "children", json!(null), None),
        ] {
            let save = json!({
                "resume_at": at, "resume_entry": entry, "answers": { "children": children },
            });
            let version = format!("\"{version}\"");
            let headers = [
                ("content-type", "application/json"),
                ("if-match", version.as_str()),
            ];
            let body = serde_json::to_vec(&save).unwrap();
            let saved = browser
                .send("PUT", &format!("{path}/answers"), &headers, Some(body))
                .await
                .expect(200);
            assert_eq!(saved.json::<Draft>().resume_entry.as_deref(), resumed);
            let summary = browser.get(&path).await.json::<Detail>().summary;
            assert_eq!(summary.resume_entry.as_deref(), resumed);
        }
    });
}

#[test]
fn the_same_request_makes_one_draft() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let new = json!({ "module": "residential" });
        let all = futures::future::join_all((0..4).map(|_| begin(&browser, Some("one"), &new)));
        let ids: Vec<String> = all
            .await
            .into_iter()
            .map(|answer| answer.expect(201).json::<Draft>().id)
            .collect();
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        assert_eq!(drafts(&browser).await, 1);
        // It gives the draft as it is by now.
        let path = format!("/api/v1/applications/{}/answers", ids[0]);
        let save = json!({ "resume_at": "target", "answers": {} });
        let headers = [("content-type", "application/json"), ("if-match", "\"1\"")];
        let body = serde_json::to_vec(&save).unwrap();
        browser
            .send("PUT", &path, &headers, Some(body))
            .await
            .expect(200);
        let again = begin(&browser, Some("one"), &new).await.expect(201);
        assert_eq!(again.header("etag"), "\"2\"");
        assert_eq!(again.json::<Draft>().version, 2);

        // Another key, other content, another person or none: another draft.
        let other = json!({ "module": "residential", "copy_of": ids[0] });
        let stranger = world.bound("sun-ming").await;
        for answer in [
            begin(&browser, Some("two"), &new).await,
            begin(&browser, Some("one"), &other).await,
            begin(&stranger, Some("one"), &new).await,
            begin(&browser, None, &new).await,
        ] {
            assert_ne!(answer.expect(201).json::<Draft>().id, ids[0]);
        }
        // What was deleted is begun anew.
        let path = format!("/api/v1/applications/{}", ids[0]);
        browser.call("DELETE", &path, None).await.expect(204);
        let anew = begin(&browser, Some("one"), &new).await.expect(201);
        assert_ne!(anew.json::<Draft>().id, ids[0]);

        let long = "x".repeat(65);
        for key in ["two words", long.as_str()] {
            let answer = begin(&browser, Some(key), &new).await;
            answer.problem(ProblemKind::MalformedRequest);
        }
    });
}
