//! What one caller can cost all others: who is asked for before anything is read, lists are read no
//! further than needed, there is room for so many at once, and what is slow to come takes none.

use std::time::{Duration, Instant};

use api::store::applications::parse_id;
use sandbox::{Fault, FaultKind};
use shared::document::DocumentKind;
use shared::form::{Child, Person};
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::registry::Registry;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::applying::saved;
use crate::harness::{Browser, World, in_world, in_world_with};

const JSON: (&str, &str) = ("content-type", "application/json");

/// A request that tells of so many bytes and brings one.
async fn unfinished(
    world: &World,
    (method, path): (&str, &str),
    cookie: &str,
    length: usize,
) -> TcpStream {
    let address = world.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Sec-Fetch-Site: same-origin\r\nIf-Match: \"1\"\r\nCookie: anju={cookie}\r\n\
         Content-Length: {length}\r\n\r\n{{"
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
            let mut stream = unfinished(world, (method, path), "made-up", 60_000).await;
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
fn what_is_wrong_is_told_while_others_hold_what_it_is_about() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let unbound = world.signed_in("sun-ming").await;
        // Each character has a compatible form of eighteen.
        let endless = "\u{fdfa}".repeat(310);
        let mut answers = world.answers("he-jun");
        answers.has_children = Some(true);
        answers.children = (0..20)
            .map(|n| Child {
                id: n.to_string(),
                person: Person {
                    document_kind: Some(match n % 2 {
                        0 => DocumentKind::ForeignPassport,
                        _ => DocumentKind::MilitaryId,
                    }),
                    document_number: Some(endless.clone()),
                    citizen_number: Some(endless.clone()),
                    nationality: Some(endless.clone()),
                    ..Person::default()
                },
            })
            .collect();
        let draft = saved(&browser, answers).await;
        // Somebody else's change is on its way.
        let write = world.app.store.begin().await.unwrap();
        let id = parse_id(&draft.id).unwrap();
        write.hold_application(id).await.unwrap().unwrap();
        let path = format!("/api/v1/applications/{}/submission", draft.id);
        let tag = format!("\"{}\"", draft.version);
        let begun = Instant::now();
        let headers = [("if-match", tag.as_str())];
        let answer = browser.send("POST", &path, &headers, None).await;
        let problem = answer.expect(422).problem(ProblemKind::InvalidAnswers);
        let long = problem.errors.iter();
        let long = long.filter(|error| error.code == IssueCode::TooLong);
        assert_eq!(long.count(), 20 + 10 + 10, "{:?}", problem.errors);
        let mut document = world.document("sun-ming");
        document.number = endless.clone();
        let answer = unbound.bind(&document).await;
        let problem = answer.expect(422).problem(ProblemKind::InvalidAnswers);
        assert_eq!(problem.errors[0].code, IssueCode::TooLong);
        assert!(begun.elapsed() < Duration::from_secs(2), "it waited");
        drop(write);
    });
}

#[test]
fn whoever_lists_much_at_once_waits_in_a_line_of_its_own() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let other = world.bound("sun-ming").await;
        let mut answers = world.answers("he-jun");
        answers.applicant.postal_address = Some("长".repeat(17_000));
        for _ in 0..8 {
            saved(&browser, answers.clone()).await;
        }
        let lists = (0..16).map(|_| browser.get("/api/v1/applications?limit=100"));
        let looks = async {
            let mut slowest = Duration::ZERO;
            for _ in 0..10 {
                let begun = Instant::now();
                other.get("/api/v1/home").await.expect(200);
                slowest = slowest.max(begun.elapsed());
            }
            slowest
        };
        let begun = Instant::now();
        let (lists, slowest) = futures::future::join(futures::future::join_all(lists), looks).await;
        let took = begun.elapsed();
        for list in lists {
            list.expect(200);
        }
        println!("{took:?}, and others {slowest:?}");
        assert!(
            slowest < took / 4 + Duration::from_millis(300),
            "{took:?}, and others {slowest:?}"
        );
    });
}

/// The status of an answer that is there within a moment; none where the server still waits.
async fn status(stream: &mut TcpStream) -> Option<u16> {
    let line = tokio::time::timeout(Duration::from_millis(300), first_line(stream)).await;
    let line = line.ok()?;
    Some(line.split(' ').nth(1).unwrap().parse().unwrap())
}

#[test]
fn bodies_that_do_not_come_keep_nobody_out() {
    in_world_with(
        |config| config.most_requests = 12,
        async |world| {
            let browser = world.bound("he-jun").await;
            let other = world.bound("sun-ming").await;
            let draft = saved(&browser, world.answers("he-jun")).await;
            let cookie = browser.cookie("anju").unwrap();
            let answers = format!("/api/v1/applications/{}/answers", draft.id);
            for (operation, cookie, length) in [
                (("PUT", answers.as_str()), cookie.as_str(), 60_000),
                (("POST", "/api/v1/applications"), &cookie, 60_000),
                (("POST", "/api/v1/prechecks"), "", 6_000),
            ] {
                let path = operation.1;
                let mut waiting = Vec::new();
                let mut refused = 0;
                while refused < 3 {
                    assert!(waiting.len() <= 8, "{path}");
                    let mut stream = unfinished(world, operation, cookie, length).await;
                    match status(&mut stream).await {
                        None => waiting.push(stream),
                        Some(status) => {
                            assert_eq!(status, 429, "{path} after {}", waiting.len());
                            refused += 1;
                        }
                    }
                }
                let begun = Instant::now();
                other.get("/api/v1/home").await.expect(200);
                saved(&other, world.answers("sun-ming")).await;
                assert!(begun.elapsed() < Duration::from_secs(3), "{path}");
                // What is there in the end is read as ever.
                let mut last = waiting.pop().unwrap();
                let rest = " ".repeat(length - 1);
                last.write_all(rest.as_bytes()).await.unwrap();
                assert_eq!(status(&mut last).await, Some(400), "{path}");
                drop(waiting);
            }
        },
    );
}

#[test]
fn where_there_is_no_room_others_are_turned_away_at_once() {
    in_world_with(
        |config| config.most_requests = 2,
        async |world| {
            let (one, two) = (
                world.signed_in("he-jun").await,
                world.signed_in("sun-ming").await,
            );
            let browser = world.browser();
            let slow = Fault {
                fault: FaultKind::Slow,
                seconds: Some(4),
                times: None,
                document: None,
                units: false,
            };
            world.set_fault(Registry::Population, &slow).await;
            let documents = [world.document("he-jun"), world.document("sun-ming")];
            let inside = futures::future::join(one.bind(&documents[0]), two.bind(&documents[1]));
            let outside = async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                let begun = Instant::now();
                let answer = browser.get("/api/v1/policies").await.expect(503);
                let problem = answer.problem(ProblemKind::Unavailable);
                assert!(problem.retry_after.is_some());
                // A person gets a page, which costs nothing.
                let led = Browser::location(&browser.get("/auth/sign-in").await);
                assert_eq!(led, "/entry?error=unavailable");
                for path in ["/health/live", "/health/ready", "/openapi.json", "/docs/"] {
                    browser.get(path).await.expect(200);
                }
                assert!(begun.elapsed() < Duration::from_secs(2), "it waited");
            };
            futures::future::join(inside, outside).await;
            browser.get("/api/v1/session").await.expect(200);
        },
    );
}
