//! Beginning a draft: with what, and only once.

use serde_json::{Value, json};
use shared::application::{Detail, Draft, Home, SummaryPage};
use shared::form::{Answers, Chapter, Child};
use shared::household::Category;
use shared::problem::ProblemKind;
use shared::purchase::Module;

use crate::applying::{saved, saved_for};
use crate::harness::{Answer, Browser, in_world, value};

async fn begin(browser: &Browser, key: Option<&str>, body: &Value) -> Answer {
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(key.map(|key| ("idempotency-key", key)));
    let body = serde_json::to_vec(body).unwrap();
    browser
        .send("POST", "/api/v1/applications", &headers, Some(body))
        .await
}

async fn drafts(browser: &Browser) -> u32 {
    drafts_of(browser, Module::Residential).await
}

async fn drafts_of(browser: &Browser, module: Module) -> u32 {
    let home: Home = browser.get("/api/v1/home").await.expect(200).json();
    let mut modules = home.modules.iter();
    let found = modules.find(|one| one.module == module);
    found.unwrap().counts.draft
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

#[test]
fn a_deletion_whose_answer_was_lost_can_be_repeated() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let draft = saved(&browser, world.answers("he-jun")).await;
        let path = format!("/api/v1/applications/{}", draft.id);
        let stranger = world.bound("sun-ming").await;
        let deletions = "SELECT count(*) AS n FROM audit WHERE action = 'delete_draft'";
        for _ in 0..3 {
            browser.call("DELETE", &path, None).await.expect(204);
            assert_eq!(world.count(deletions).await, 1);
            // What is gone is gone, and nobody else learns that it was there.
            browser.get(&path).await.expect(404);
            stranger.call("DELETE", &path, None).await.expect(404);
        }
        let never = format!("/api/v1/applications/app_{}", "0".repeat(32));
        browser.call("DELETE", &never, None).await.expect(404);
    });
}

#[test]
fn each_look_at_the_answers_is_written_down() {
    in_world(async |world| {
        let looks = async || {
            let sql = "SELECT count(*) AS n FROM audit WHERE action = 'read_answers'";
            world.count(sql).await
        };
        let browser = world.bound("luo-jia").await;
        let draft = saved(&browser, world.answers("luo-jia")).await;
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        assert_eq!(looks().await, 0);
        browser.get(&path).await.expect(200);
        assert_eq!(looks().await, 1);
        // Whoever may not look has not looked.
        let other = world.bound("he-jun").await;
        other.get(&path).await.expect(404);
        assert_eq!(looks().await, 1);
        // Of what is submitted as well.
        let applied = world.applied_with(browser, world.answers("luo-jia")).await;
        applied.decided().await;
        let path = format!("/api/v1/applications/{}/answers", applied.id);
        applied.browser.get(&path).await.expect(200);
        assert_eq!(looks().await, 2);
        // A repeated beginning shows what was begun, which may be a copy.
        let new = json!({ "module": "residential", "copy_of": draft.id });
        for (expected, looked) in [("copy", 2), ("copy", 3)] {
            begin(&applied.browser, Some(expected), &new)
                .await
                .expect(201);
            assert_eq!(looks().await, looked);
        }
        let copied = format!(
            "SELECT count(*) AS n FROM audit WHERE action = 'create_draft' AND detail LIKE 'copy of {} | owner %'",
            draft.id
        );
        assert_eq!(world.count(&copied).await, 1);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_copy_keeps_the_answers_and_asks_anew_for_what_was_agreed_to() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let answers = world.answers("he-jun");
        let original = saved(&browser, answers.clone()).await;
        let new = json!({ "module": "residential", "copy_of": original.id });
        let copy: Draft = begin(&browser, None, &new).await.expect(201).json();
        let asked_anew = Answers {
            notes_read: None,
            data_use_agreed: None,
            promise: None,
            ..answers
        };
        assert_eq!(copy.answers, asked_anew);
    });
}

#[test]
fn nothing_is_submitted_without_the_consent_to_the_use_of_data() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let mut answers = world.answers("he-jun");
        for agreed in [None, Some("2026-11-01".to_owned())] {
            answers.data_use_agreed = agreed;
            let draft = saved(&browser, answers.clone()).await;
            let path = format!("/api/v1/applications/{}/submission", draft.id);
            let if_match = format!("\"{}\"", draft.version);
            let headers = [("if-match", if_match.as_str())];
            let answer = browser.send("POST", &path, &headers, None).await;
            let problem = answer.expect(422).problem(ProblemKind::InvalidAnswers);
            let asked: Vec<&str> = problem.errors.iter().map(|e| e.pointer.as_str()).collect();
            assert_eq!(asked, ["/data_use_agreed"]);
        }
    });
}

#[test]
fn a_draft_knows_its_module() {
    in_world(async |world| {
        let browser = world.at_home("ren-jie").await;
        let mut answers = world.answers_for(Module::Commercial, "ren-jie");
        answers.category = Some(Category::Local);
        let draft = saved_for(&browser, Module::Commercial, answers.clone()).await;
        assert_eq!(
            (draft.module, draft.resume_at),
            (Module::Commercial, Chapter::Submit)
        );
        assert_eq!(drafts_of(&browser, Module::Commercial).await, 1);
        assert_eq!(drafts(&browser).await, 0);
        // A draft keeps what does not count, and no page is resumed that the module does not have.
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [
            ("if-match", if_match.as_str()),
            ("content-type", "application/json"),
        ];
        answers.children.push(Child {
            id: "eldest".to_owned(),
            ..Default::default()
        });
        let save = json!({
            "resume_at": "children", "resume_entry": "eldest", "answers": value(&answers)
        });
        let save = serde_json::to_vec(&save).unwrap();
        let saved = browser.send("PUT", &path, &headers, Some(save)).await;
        let saved: Draft = saved.expect(200).json();
        assert_eq!(
            (saved.resume_at, saved.resume_entry),
            (Chapter::Notes, None)
        );
        assert_eq!(saved.answers.category, Some(Category::Local));
        let list = browser.get("/api/v1/applications").await.expect(200);
        let list: SummaryPage = list.json();
        assert_eq!(list.items[0].category, None);
        // What is submitted is what the module asks.
        let path = format!("/api/v1/applications/{}/submission", saved.id);
        let if_match = format!("\"{}\"", saved.version);
        let headers = [("if-match", if_match.as_str())];
        let submitted = browser
            .send("POST", &path, &headers, None)
            .await
            .expect(200);
        let id = submitted.json::<Detail>().summary.id;
        let path = format!("/api/v1/applications/{id}/answers");
        let frozen: Draft = browser.get(&path).await.expect(200).json();
        assert_eq!(
            (frozen.module, frozen.answers.category),
            (Module::Commercial, None)
        );
        // A form of the other module begins with what both ask, and nothing else goes along.
        let copy = json!({ "module": "residential", "copy_of": id });
        let copied = browser
            .call("POST", "/api/v1/applications", Some(&copy))
            .await;
        let copied: Draft = copied.expect(201).json();
        assert_eq!(copied.module, Module::Residential);
        let (person, unit) = (&copied.answers.applicant.person, &copied.answers.unit);
        assert_eq!(*person, answers.applicant.person);
        assert_eq!(
            (unit.certificate.as_deref(), unit.location.as_deref()),
            (None, None)
        );
        assert_eq!(copied.answers.applicant.payer, None);
    });
}
