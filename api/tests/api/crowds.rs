//! What one caller can cost all others: who is asked for before anything is read, lists are read no
//! further than needed, and there is room for so many at once.

use std::time::{Duration, Instant};

use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::applying::saved;
use crate::harness::{Browser, World, in_world, in_world_with};

const JSON: (&str, &str) = ("content-type", "application/json");

/// A request that tells of 60,000 bytes and brings one.
async fn unfinished(world: &World, method: &str, path: &str, cookie: &str) -> TcpStream {
    let address = world.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Sec-Fetch-Site: same-origin\r\nIf-Match: \"1\"\r\nCookie: anju={cookie}\r\n\
         Content-Length: 60000\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

async fn first_line(stream: &mut TcpStream) -> String {
    let mut answer = vec![0; 64];
    let length = stream.read(&mut answer).await.unwrap();
    let text = String::from_utf8_lossy(&answer[..length]).into_owned();
    text.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn nothing_is_read_before_it_is_known_who_asks() {
    in_world(async |world| {
        let browser = world.browser();
        browser.set_cookie("anju", "made-up");
        let draft = format!("/api/v1/applications/app_{}/answers", "0".repeat(32));
        let list = vec!["{}"; 20_000].join(",");
        let large = format!("{{\"resume_at\":\"notes\",\"answers\":{{\"children\":[{list}]}}}}");
        for (method, path) in [
            ("POST", "/api/v1/applications"),
            ("PUT", draft.as_str()),
            ("PUT", "/api/v1/account/document"),
        ] {
            let bodies = ["{", &large, &" ".repeat(1_000_000)];
            for body in bodies {
                let headers = [JSON, ("if-match", "\"1\"")];
                let sent = Some(body.as_bytes().to_vec());
                let answer = browser.send(method, path, &headers, sent).await;
                answer.expect(401).problem(ProblemKind::NotSignedIn);
            }
            let begun = Instant::now();
            let mut stream = unfinished(world, method, path, "made-up").await;
            let line = first_line(&mut stream).await;
            assert_eq!(line, "HTTP/1.1 401 Unauthorized", "{method} {path}");
            assert!(begun.elapsed() < Duration::from_secs(3), "{method} {path}");
        }
    });
}

#[test]
fn whoever_has_no_allowance_left_has_nothing_read() {
    in_world(async |world| {
        let browser = world.browser();
        let send = async |body: &str| {
            let body = Some(body.as_bytes().to_vec());
            browser
                .send("POST", "/api/v1/prechecks", &[JSON], body)
                .await
        };
        // What everybody may send is small.
        let answer = send(&format!("{{}}{}", " ".repeat(8 * 1024))).await;
        answer.expect(413).problem(ProblemKind::BodyTooLarge);
        let mut last = 0;
        for _ in 0..260 {
            last = send("{").await.status;
            if last != 400 {
                break;
            }
        }
        assert_eq!(last, 429);
    });
}

#[test]
fn a_list_without_end_is_told_to_be_too_long() {
    in_world(async |world| {
        let browser = world.bound("yang-fan").await;
        let draft = saved(&browser, world.answers("yang-fan")).await;
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let tag = format!("\"{}\"", draft.version);
        let headers = [JSON, ("if-match", tag.as_str())];
        for entries in [21, 9_000] {
            for list in ["children", "homes"] {
                let all = vec!["{}"; entries].join(",");
                let body =
                    format!("{{\"resume_at\":\"notes\",\"answers\":{{\"{list}\":[{all}]}}}}");
                let body = Some(body.into_bytes());
                let answer = browser.send("PUT", &path, &headers, body).await;
                let problem = answer.expect(422).problem(ProblemKind::InvalidAnswers);
                let error = &problem.errors[0];
                assert_eq!(error.pointer, format!("/{list}"));
                assert_eq!(error.code, IssueCode::TooMany);
            }
        }
        let body = format!(
            "{{\"resume_at\":\"notes\",\"answers\":{{}}}}{}",
            " ".repeat(65_536)
        );
        let answer = browser
            .send("PUT", &path, &headers, Some(body.into_bytes()))
            .await;
        answer.expect(413).problem(ProblemKind::BodyTooLarge);
    });
}

#[test]
fn where_there_is_no_room_others_are_turned_away_at_once() {
    in_world_with(
        |config| config.most_requests = 2,
        async |world| {
            let browser = world.bound("he-jun").await;
            let cookie = browser.cookie("anju").unwrap();
            let mut inside = Vec::new();
            let begun = Instant::now();
            loop {
                // The look itself takes a place, so that one of these may find none.
                inside.push(unfinished(world, "POST", "/api/v1/applications", &cookie).await);
                let answer = browser.get("/api/v1/session").await;
                if answer.status == 503 {
                    let problem = answer.problem(ProblemKind::Unavailable);
                    assert!(problem.retry_after.is_some());
                    break;
                }
                assert!(begun.elapsed() < Duration::from_secs(5), "there is room");
            }
            let begun = Instant::now();
            browser.get("/api/v1/policies").await.expect(503);
            // A person gets a page, which costs nothing.
            let led = Browser::location(&browser.get("/auth/sign-in").await);
            assert_eq!(led, "/entry?error=unavailable");
            for path in ["/health/live", "/health/ready", "/openapi.json", "/docs/"] {
                browser.get(path).await.expect(200);
            }
            assert!(begun.elapsed() < Duration::from_secs(3), "it waited");
            drop(inside);
            let begun = Instant::now();
            while browser.get("/api/v1/session").await.status == 503 {
                assert!(begun.elapsed() < Duration::from_secs(5), "there is no room");
            }
        },
    );
}
