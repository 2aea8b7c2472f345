//! The database in trouble: whoever asks is told so soon, and nothing is left of it afterwards.

use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, TransactionTrait};
use secrecy::ExposeSecret;
use serde_json::json;
use shared::application::Draft;
use shared::problem::ProblemKind;

use crate::harness::{connect, in_world, in_world_with, number, value};

/// Longer than anybody waits for a lock, and than it takes to answer on a busy machine.
const PATIENCE: Duration = Duration::from_secs(9);

#[test]
fn who_meets_a_locked_table_is_told_to_come_back_and_does() {
    let few = |config: &mut api::config::Config| config.database_connections = 4;
    in_world_with(few, async |world| {
        let browser = world.bound("he-jun").await;
        let new = json!({ "module": "residential" });
        let draft = browser
            .call("POST", "/api/v1/applications", Some(&new))
            .await;
        let draft: Draft = draft.expect(201).json();
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let save = async || {
            let save = json!({ "resume_at": draft.resume_at, "answers": value(&draft.answers) });
            let headers = [("content-type", "application/json"), ("if-match", "\"1\"")];
            let body = serde_json::to_vec(&save).unwrap();
            browser.send("PUT", &path, &headers, Some(body)).await
        };

        let url = world.app.config.database_url.expose_secret();
        let holder = connect(url).await;
        let is_sqlite = url.starts_with("sqlite");
        let lock = match is_sqlite {
            true => "BEGIN IMMEDIATE",
            false => "LOCK TABLE applications IN ACCESS EXCLUSIVE MODE",
        };
        let held = match is_sqlite {
            true => None,
            false => Some(holder.begin().await.unwrap()),
        };
        match &held {
            None => holder.execute_unprepared(lock).await.unwrap(),
            Some(held) => held.execute_unprepared(lock).await.unwrap(),
        };
        let begun = Instant::now();
        // More than there are connections.
        for answer in futures::future::join_all((0..12).map(|_| save())).await {
            assert_eq!(
                answer
                    .expect(503)
                    .problem(ProblemKind::Unavailable)
                    .retry_after,
                Some(5)
            );
        }
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
        // Who only asks who is signed in waits for nothing.
        browser.get("/api/v1/session").await.expect(200);
        match held {
            None => drop(holder.execute_unprepared("ROLLBACK").await.unwrap()),
            Some(held) => held.rollback().await.unwrap(),
        }
        save().await.expect(200);
        browser.get("/health/ready").await.expect(200);
    });
}

#[test]
fn nobody_notices_connections_that_were_closed_while_they_lay_idle() {
    in_world(async |world| {
        let url = world.app.config.database_url.expose_secret();
        if url.starts_with("sqlite") {
            // Nobody closes a file for others.
            return;
        }
        let browser = world.bound("he-jun").await;
        let ask = async || browser.get("/api/v1/session").await;
        // As many as are opened at once lie idle afterwards.
        for answer in futures::future::join_all((0..6).map(|_| ask())).await {
            answer.expect(200);
        }
        let administrator = connect(url).await;
        let close = "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity \
                     WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(number(&administrator, close).await > 1);
        ask().await.expect(200);
        assert!(number(&administrator, close).await > 0);
        let new = json!({ "module": "residential" });
        let begun = browser.call("POST", "/api/v1/applications", Some(&new));
        begun.await.expect(201);
        number(&administrator, close).await;
        for answer in futures::future::join_all((0..6).map(|_| ask())).await {
            answer.expect(200);
        }
    });
}
