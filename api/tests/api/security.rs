//! What protects people from other sites.

use shared::problem::ProblemKind;

use crate::harness::{Browser, Scratch, in_world, in_world_with};

#[test]
fn changes_are_made_from_our_own_pages_only() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let other = "https://evil.example";
        let renew = async |headers: &[(&str, &str)]| {
            browser
                .send("POST", "/api/v1/session/renewal", headers, None)
                .await
        };
        for (site, origin) in [
            ("cross-site", other),
            ("same-site", world.url.as_str()),
            ("cross-site", world.url.as_str()),
            ("", other),
            ("", "null"),
            // A session and not a word of where it comes from.
            ("", ""),
        ] {
            let answer = renew(&[("sec-fetch-site", site), ("origin", origin)]).await;
            answer.expect(403).problem(ProblemKind::CrossSite);
        }
        // Nor is it overlooked beside a cookie that is none.
        browser.set_cookie("", "x");
        let answer = renew(&[("sec-fetch-site", ""), ("origin", "")]).await;
        answer.expect(403).problem(ProblemKind::CrossSite);
        for (site, origin) in [("same-origin", ""), ("", world.url.as_str()), ("none", "")] {
            renew(&[("sec-fetch-site", site), ("origin", origin)])
                .await
                .expect(200);
        }
        // Programs send neither; without a session there is nothing that could be abused.
        let program = world.browser();
        let silent = [("sec-fetch-site", ""), ("origin", "")];
        let answer = program
            .send("POST", "/api/v1/session/renewal", &silent, None)
            .await;
        answer.expect(401).problem(ProblemKind::NotSignedIn);
        // A link from elsewhere may lead here, but nobody else has a session read what it alone can: that would
        // stand on record as a look of its own.
        let linked = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        browser
            .send("GET", "/health/ready", &linked, None)
            .await
            .expect(200);
        let identity = "/api/v1/account/identity";
        let answer = browser.send("GET", identity, &linked, None).await;
        answer.expect(403).problem(ProblemKind::CrossSite);
        let policies = "/api/v1/policies";
        program
            .send("GET", policies, &linked, None)
            .await
            .expect(200);
        browser.get(identity).await.expect(200);
    });
}

#[test]
fn no_page_uses_up_the_sign_ins_of_its_visitors() {
    in_world(async |world| {
        let browser = world.browser();
        for path in ["/auth/sign-in", "/auth/callback?code=a&state=b"] {
            for (mode, dest, purpose) in [
                ("no-cors", "image", ""),
                ("no-cors", "script", ""),
                ("cors", "empty", ""),
                ("navigate", "iframe", ""),
                ("navigate", "document", "prefetch;prerender"),
            ] {
                let headers = [
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", mode),
                    ("sec-fetch-dest", dest),
                    ("sec-purpose", purpose),
                ];
                for _ in 0..70 {
                    let answer = browser.send("GET", path, &headers, None).await.expect(403);
                    answer.problem(ProblemKind::CrossSite);
                    assert_eq!(answer.header("set-cookie"), "");
                }
            }
        }
        let headers = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        let begun = browser.send("GET", "/auth/sign-in", &headers, None).await;
        assert!(Browser::location(&begun).starts_with("http"));
    });
}

#[test]
fn every_answer_is_protected() {
    in_world(async |world| {
        let browser = world.browser();
        for path in [
            "/api/v1/session",
            "/api/v1/home",
            "/auth/sign-in",
            "/health/ready",
            "/openapi.json",
            "/nothing",
            "/docs/",
        ] {
            let answer = browser.get(path).await;
            let policy = answer.header("content-security-policy");
            assert!(
                policy.starts_with("default-src 'none'; "),
                "{path}: {policy}"
            );
            assert!(
                policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert!(policy.contains("base-uri 'none'"), "{path}: {policy}");
            assert!(
                !policy.contains("unsafe-eval") && !policy.contains("http"),
                "{path}: {policy}"
            );
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("cache-control", "no-store"),
                ("strict-transport-security", ""),
            ] {
                assert_eq!(answer.header(name), value, "{path}: {name}");
            }
            assert!(
                answer.header("permissions-policy").contains("camera=()"),
                "{path}"
            );
        }
    });
}

#[test]
fn under_https_cookies_and_browsers_insist_on_it() {
    in_world_with(
        |config| {
            config.public_url.set_scheme("https").unwrap();
        },
        async |world| {
            let browser = world.browser();
            let answer = browser.get("/auth/sign-in").await.expect(303);
            let cookie = answer.header("set-cookie");
            assert!(cookie.starts_with("__Host-anju-sign-in="), "{cookie}");
            assert!(
                cookie.contains("Secure") && cookie.contains("HttpOnly"),
                "{cookie}"
            );
            assert!(
                cookie.contains("Path=/") && !cookie.contains("Domain"),
                "{cookie}"
            );
            let hsts = answer.header("strict-transport-security");
            assert!(hsts.starts_with("max-age="), "{hsts}");
            // The session's cookie of http counts for nothing.
            browser.set_cookie("anju", "x");
            browser
                .get("/api/v1/home")
                .await
                .problem(ProblemKind::NotSignedIn);
        },
    );
}

#[test]
fn the_only_inline_script_is_allowed_by_its_hash() {
    let site = Scratch::new();
    let page = "<!doctype html><script type=\"module\">import '/a.js';</script>";
    std::fs::write(site.path().join("index.html"), page).unwrap();
    let folder = site.path().to_owned();
    in_world_with(
        |config| config.site_dir = folder,
        async |world| {
            let answer = world.browser().get("/").await.expect(200);
            let policy = answer.header("content-security-policy");
            // printf "import '/a.js';" | openssl dgst -sha256 -binary | base64
            let hash = "'sha256-M8ajfpHkGvlbqtd4RIdQzVRJs5w7ctcD/JlYug3OcYE='";
            assert!(
                policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")),
                "{policy}"
            );
            assert!(!policy.contains("unsafe-inline"), "{policy}");
        },
    );
}
