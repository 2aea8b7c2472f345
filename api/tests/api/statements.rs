//! What each request asks of the database: counts, which are the same on every machine.

use serde_json::json;
use shared::purchase::Module;

use crate::applying::saved_for;
use crate::harness::{World, in_world};

/// What was asked since the last look: transactions that write, and statements.
fn counted(world: &World, name: &str) -> (usize, usize) {
    let asked = world.app.store.take_statements();
    let begun = asked.iter().filter(|sql| *sql == "BEGIN").count();
    let counts = (begun, asked.len() - begun);
    println!("{name}: {counts:?}");
    for sql in asked {
        println!("    {}", sql.chars().take(150).collect::<String>());
    }
    counts
}

#[test]
fn each_request_asks_little() {
    in_world(async |world| {
        let browser = world.at_home("zhao-min").await;
        world.kill_workers().await;
        let _before = world.app.store.take_statements();
        browser.get("/api/v1/session").await.expect(200);
        counted(world, "session");
        let new = json!({ "module": Module::Residential });
        browser
            .call("POST", "/api/v1/applications", Some(&new))
            .await
            .expect(201);
        counted(world, "create");
        let draft = saved_for(&browser, Module::Residential, world.answers("zhao-min")).await;
        counted(world, "create and save");
        let path = format!("/api/v1/applications/{}/submission", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [("if-match", if_match.as_str())];
        browser
            .send("POST", &path, &headers, None)
            .await
            .expect(200);
        counted(world, "submit");
        world.start_worker();
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        world.kill_workers().await;
        counted(world, "decide");
        browser.get("/api/v1/home").await.expect(200);
        counted(world, "home");
        browser.get("/api/v1/applications").await.expect(200);
        counted(world, "list");
        browser
            .get(&format!("/api/v1/applications/{}", draft.id))
            .await
            .expect(200);
        counted(world, "detail");
        panic!();
    });
}
