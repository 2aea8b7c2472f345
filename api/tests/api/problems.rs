//! Every error is a problem, in the caller's language.

use std::io::{Read, Write};

use api::http::limits::{LARGEST_BODY, SLOWEST_BODY};
use serde_json::json;
use shared::problem::{Problem, ProblemKind};
use shared::values::Lang;

use crate::harness::{Browser, in_world};

const JSON: (&str, &str) = ("content-type", "application/json");

async fn post(browser: &Browser, headers: &[(&str, &str)], body: &str) -> crate::harness::Answer {
    let body = body.as_bytes().to_vec();
    browser
        .send("POST", "/api/v1/applications", headers, Some(body))
        .await
}

#[test]
fn what_does_not_exist_is_not_found() {
    in_world(async |world| {
        let browser = world.browser();
        for path in [
            "/api",
            "/api/v1",
            "/api/v1/nothing",
            "/api/v1/applications/app_1/nothing",
            "/auth/nothing",
            "/health/",
            "/no-such-file.js",
            "/docs/nothing",
        ] {
            browser
                .get(path)
                .await
                .expect(404)
                .problem(ProblemKind::NotFound);
        }
    });
}

#[test]
fn each_kind_has_a_page_at_its_address() {
    in_world(async |world| {
        let browser = world.browser();
        let list = browser.get("/problems/").await.expect(200).text();
        for kind in ProblemKind::ALL {
            let path = format!("/problems/{}", kind.slug());
            assert!(list.contains(&format!("href=\"{path}\"")), "{path}");
            let page = browser.get(&path).await.expect(200);
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            assert!(
                page.header("content-security-policy")
                    .contains("default-src 'none'")
            );
            for lang in [Lang::Zh, Lang::En] {
                let (title, _) = kind.title_and_detail(lang);
                let title = title.replace('&', "&amp;").replace('"', "&quot;");
                assert!(page.text().contains(&title), "{path}: {title}");
            }
        }
        browser
            .get("/problems/nothing")
            .await
            .expect(404)
            .problem(ProblemKind::NotFound);
    });
}

#[test]
fn another_method_is_told_which_ones_there_are() {
    in_world(async |world| {
        let browser = world.browser();
        for (method, path, allow) in [
            ("PATCH", "/api/v1/session", "GET, HEAD, DELETE"),
            ("POST", "/api/v1/session", "GET, HEAD, DELETE"),
            ("DELETE", "/api/v1/home", "GET, HEAD"),
            ("GET", "/api/v1/applications/app_1/submission", "POST"),
            ("PUT", "/health/live", "GET, HEAD"),
            ("POST", "/openapi.json", "GET, HEAD"),
            ("OPTIONS", "/api/v1/account/document", "PUT"),
        ] {
            let answer = browser.call(method, path, None).await.expect(405);
            answer.problem(ProblemKind::MethodNotAllowed);
            assert_eq!(answer.header("allow"), allow, "{method} {path}");
        }
        // Where there is no path, no method helps.
        browser
            .call("POST", "/entry", None)
            .await
            .expect(404)
            .problem(ProblemKind::NotFound);
    });
}

#[test]
fn bodies_that_cannot_be_read_are_told_apart() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        for body in [
            "",
            "{",
            "[]",
            "{\"module\":\"garden\"}",
            "{\"module\":\"residential\",\"x\":1}",
            "\u{0}",
        ] {
            let answer = post(&browser, &[JSON], body).await;
            answer.expect(400).problem(ProblemKind::MalformedBody);
        }
        let good = json!({ "module": "residential" }).to_string();
        for media_type in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        ] {
            let answer = post(&browser, &[("content-type", media_type)], &good).await;
            answer
                .expect(415)
                .problem(ProblemKind::UnsupportedMediaType);
        }
        post(&browser, &[], &good)
            .await
            .expect(415)
            .problem(ProblemKind::UnsupportedMediaType);
        let large = format!("{good}{}", " ".repeat(LARGEST_BODY));
        post(&browser, &[JSON], &large)
            .await
            .expect(413)
            .problem(ProblemKind::BodyTooLarge);
        let charset = [("content-type", "application/json; charset=utf-8")];
        post(&browser, &charset, &good).await.expect(201);
    });
}

#[test]
fn queries_that_cannot_be_read_are_refused() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        for query in [
            "state=happy",
            "limit=many",
            "limit=-1",
            "cursor=%00",
            "colour=red",
        ] {
            let answer = browser.get(&format!("/api/v1/applications?{query}")).await;
            answer.expect(400).problem(ProblemKind::MalformedRequest);
        }
    });
}

#[test]
fn problems_speak_the_callers_language() {
    in_world(async |world| {
        let browser = world.browser();
        for (wanted, title) in [
            ("zh-CN", "没有找到"),
            ("en", "Not found"),
            ("en;q=0.2, zh;q=0.9", "没有找到"),
            ("", "没有找到"),
        ] {
            let headers = [("accept-language", wanted)];
            let answer = browser.send("GET", "/api/v1/nothing", &headers, None).await;
            assert_eq!(answer.json::<Problem>().title, title, "{wanted}");
        }
    });
}

#[test]
fn every_answer_has_a_number() {
    in_world(async |world| {
        let browser = world.browser();
        let mut seen = Vec::new();
        for path in [
            "/api/v1/session",
            "/api/v1/home",
            "/health/live",
            "/nothing.js",
            "/docs/",
        ] {
            let id = browser.get(path).await.header("x-request-id").to_owned();
            assert_eq!(id.len(), 32, "{path}");
            assert!(!seen.contains(&id));
            seen.push(id);
        }
    });
}

#[test]
fn our_own_faults_are_told_by_their_number_only() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        // A sealed value in another's place does not open.
        world
            .tamper("UPDATE bindings SET identity_sealed = person_index")
            .await;
        for path in [
            "/api/v1/home",
            "/api/v1/account/identity",
            "/api/v1/session",
        ] {
            let answer = browser.get(path).await.expect(500);
            let problem = answer.problem(ProblemKind::Unexpected);
            assert_eq!((problem.errors.len(), problem.retry_after), (0, None));
            for word in ["seal", "identity", "bindings", "api/src"] {
                assert!(!answer.text().contains(word), "{path}: {}", answer.text());
            }
        }
    });
}

/// Sends bytes, and waits for all that comes back until the connection ends.
async fn raw(address: &str, request: Vec<u8>) -> String {
    let address = address.to_owned();
    let talk = move || {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(SLOWEST_BODY * 3)).unwrap();
        stream.write_all(&request).unwrap();
        let mut answer = Vec::new();
        let mut part = [0; 1024];
        // A connection that is reset has been answered before.
        while let Ok(length @ 1..) = stream.read(&mut part) {
            answer.extend_from_slice(&part[..length]);
        }
        String::from_utf8(answer).unwrap()
    };
    tokio::task::spawn_blocking(talk).await.unwrap()
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    in_world(async |world| {
        let address = world.url.trim_start_matches("http://");
        let request = format!(
            "POST /api/v1/prechecks HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n\r\n{{"
        );
        let answer = raw(address, request.into_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("application/problem+json"), "{answer}");
    });
}

/// The server answers these before anything of ours is asked; the description says so.
#[test]
fn what_is_not_http_gets_a_bare_status() {
    in_world(async |world| {
        let address = world.url.trim_start_matches("http://");
        let large = format!(
            "GET / HTTP/1.1\r\nHost: x\r\nX-Large: {}\r\n",
            "a".repeat(200_000)
        );
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "X-Many: 1\r\n".repeat(1000));
        let requests = [
            ("GARBAGE\r\n\r\n".to_owned(), 400),
            ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n".to_owned(), 400),
            (large, 431),
            (many, 431),
            ("GET / HTTP/1.1\r\nHost: x\r\n".to_owned(), 408),
        ];
        let answers = requests.map(async |(request, status)| {
            let begins = request[..20.min(request.len())].to_owned();
            (begins, status, raw(address, request.into_bytes()).await)
        });
        for (request, status, answer) in futures::future::join_all(answers).await {
            let head = format!("HTTP/1.1 {status} ");
            assert!(answer.starts_with(&head), "{request}: {answer}");
            assert!(
                answer.contains("content-length: 0\r\n"),
                "{request}: {answer}"
            );
            assert!(answer.ends_with("\r\n\r\n"), "{request}: {answer}");
        }
    });
}
