//! The web application: its page, its hashed files.

use api::config::Config;
use serde_json::Value;
use shared::problem::ProblemKind;

use crate::harness::{Scratch, World, in_world_with};

fn with_site(test: impl AsyncFnOnce(&World)) {
    with_site_of(|_| {}, test);
}

fn with_site_of(change: impl FnOnce(&mut Config), test: impl AsyncFnOnce(&World)) {
    let site = Scratch::new();
    for (name, content) in [
        ("index.html", "<!doctype html><title>x</title>"),
        ("index.html.br", "page in brotli"),
        ("sandbox.html", "<!doctype html><aside>sandbox</aside>"),
        ("web-0f.js", "let a;"),
        ("web-0f.js.br", "script in brotli"),
        ("web-0f.wasm", "\0asm"),
        ("notes.secret", "not for anybody"),
    ] {
        std::fs::write(site.path().join(name), content).unwrap();
    }
    let folder = site.path().to_owned();
    in_world_with(
        |config| {
            config.site_dir = folder;
            change(config);
        },
        test,
    );
}

#[test]
fn every_page_is_the_application() {
    with_site(async |world| {
        let browser = world.browser();
        for path in ["/", "/entry", "/applications/app_1", "/apply/a/b?x=1"] {
            let html = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
            let answer = browser.send("GET", path, &html, None).await.expect(200);
            assert_eq!(answer.text(), "<!doctype html><title>x</title>", "{path}");
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(answer.header("cache-control"), "no-cache");
            let again = [
                ("accept", "text/html"),
                ("if-none-match", answer.header("etag")),
            ];
            browser.send("GET", path, &again, None).await.expect(304);
        }
        // A program that asks for a path of nobody is told so.
        browser
            .get("/entry")
            .await
            .expect(404)
            .problem(ProblemKind::NotFound);
    });
}

#[test]
fn files_are_kept_for_ever_and_sent_small() {
    with_site(async |world| {
        let browser = world.browser();
        let plain = browser.get("/web-0f.js").await.expect(200);
        assert_eq!(plain.text(), "let a;");
        assert_eq!(
            plain.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(plain.header("vary"), "Accept-Encoding");
        let takes = [("accept-encoding", "gzip, br")];
        let small = browser
            .send("GET", "/web-0f.js", &takes, None)
            .await
            .expect(200);
        assert_eq!(small.text(), "script in brotli");
        assert_eq!(small.header("content-encoding"), "br");
        assert_eq!(
            small.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_ne!(small.header("etag"), plain.header("etag"));
        // What is not there smaller is sent as it is.
        let wasm = browser
            .send("GET", "/web-0f.wasm", &takes, None)
            .await
            .expect(200);
        assert_eq!(
            (wasm.header("content-type"), wasm.header("content-encoding")),
            ("application/wasm", "")
        );
        let head = browser.call("HEAD", "/web-0f.js", None).await.expect(200);
        assert!(head.body.is_empty());
    });
}

#[test]
fn nothing_else_can_be_read() {
    with_site(async |world| {
        let browser = world.browser();
        let html = [("accept", "text/html")];
        for path in [
            "/notes.secret",
            "/web-0f.js.br",
            "/web-1f.js",
            "/../anju.db",
            "/%2e%2e/anju.db",
        ] {
            let answer = browser.send("GET", path, &html, None).await;
            answer.expect(404).problem(ProblemKind::NotFound);
        }
        // The page is at every path, so not at its own name.
        browser.get("/index.html").await.expect(404);
        browser.get("/sandbox.html").await.expect(404);
    });
}

/// Each page of a sandbox says that it is one: those of the application, of problems and of the description.
#[test]
fn a_sandbox_says_so_on_every_page() {
    const NOTICES: [&str; 2] = ["人员、房屋与结果均为虚构", "are invented"];
    with_site_of(
        |config| config.webhooks.sandbox = true,
        async |world| {
            let browser = world.browser();
            let html = [("accept", "text/html")];
            for path in ["/", "/verify", "/officer", "/applications/app_1"] {
                let page = browser.send("GET", path, &html, None).await.expect(200);
                assert_eq!(
                    page.text(),
                    "<!doctype html><aside>sandbox</aside>",
                    "{path}"
                );
                assert_eq!(page.header("anju-sandbox"), "true", "{path}");
            }
            for path in ["/problems/", "/problems/not-found"] {
                let page = browser.get(path).await.expect(200).text();
                assert!(NOTICES.iter().all(|notice| page.contains(notice)), "{path}");
            }
            let description: Value = browser.get("/openapi.json").await.expect(200).json();
            let said = description["info"]["description"].as_str().unwrap();
            assert!(NOTICES.iter().all(|notice| said.contains(notice)), "{said}");
        },
    );
    with_site(async |world| {
        let page = world.browser().get("/problems/").await.expect(200);
        assert!(NOTICES.iter().all(|notice| !page.text().contains(notice)));
        assert_eq!(page.header("anju-sandbox"), "");
    });
}
