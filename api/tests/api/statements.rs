//! What each request asks of the database: counts, which are the same on every machine and in both
//! databases. Who makes one larger says here why.

use serde_json::json;
use shared::purchase::Module;

use crate::applying::saved_for;
use crate::harness::{World, in_world};

/// Transactions that write and statements since the last look, those that find out who asks
/// included.
#[expect(clippy::print_stdout, reason = "shown where the test fails")]
fn counted(world: &World, what: &str) -> (usize, usize) {
    let asked = world.app.store.take_statements();
    let begun = asked.iter().filter(|sql| *sql == "BEGIN").count();
    // Shown where the test fails.
    println!("{what}");
    for sql in &asked {
        println!("    {}", sql.chars().take(150).collect::<String>());
    }
    (begun, asked.len() - begun)
}

#[test]
fn each_request_asks_little() {
    in_world(async |world| {
        let browser = world.at_home("zhao-min").await;
        let draft = saved_for(&browser, Module::Residential, world.answers("zhao-min")).await;
        world.kill_workers().await;
        let _before = counted(world, "before");

        // Who asks is found with one statement; the other counts what is unread.
        browser.get("/api/v1/session").await.expect(200);
        assert_eq!(counted(world, "session"), (0, 2));

        browser.get("/api/v1/applications").await.expect(200);
        assert_eq!(counted(world, "list"), (0, 2));

        browser.get("/api/v1/home").await.expect(200);
        let home = counted(world, "home");
        assert!(home <= (0, 4), "{home:?}");

        let new = json!({ "module": Module::Residential });
        let created = browser.call("POST", "/api/v1/applications", Some(&new));
        created.await.expect(201);
        let create = counted(world, "create");
        assert!(create <= (1, 9), "{create:?}");

        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let save = json!({ "resume_at": draft.resume_at, "answers": draft.answers });
        let headers = [
            ("if-match", if_match.as_str()),
            ("content-type", "application/json"),
        ];
        browser
            .send("PUT", &path, &headers, Some(save.to_string().into_bytes()))
            .await
            .expect(200);
        assert_eq!(counted(world, "save"), (1, 4));

        let path = format!("/api/v1/applications/{}", draft.id);
        browser.get(&path).await.expect(200);
        let detail = counted(world, "detail");
        assert!(detail <= (0, 17), "{detail:?}");
    });
}
