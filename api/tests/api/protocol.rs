//! Small print of the protocols: HEAD, If-Match, the issuer in the callback, what a form may hold.

use serde_json::{Value, json};
use shared::application::Draft;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;

use crate::applying::saved;
use crate::harness::{Browser, in_world, value};

const REFUSED: &str = "/entry?error=sign-in";

#[test]
fn head_is_get_without_the_body() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let draft = saved(&browser, world.answers("he-jun")).await;
        let answers = format!("/api/v1/applications/{}/answers", draft.id);
        for path in [
            "/health/live",
            "/api/v1/policies",
            "/api/v1/policies/R-2026-08-08",
            "/openapi.json",
            "/docs/",
            "/api/v1/nothing",
            &answers,
        ] {
            let get = browser.get(path).await;
            let head = browser.call("HEAD", path, None).await;
            assert_eq!(head.status, get.status, "{path}");
            assert!(head.body.is_empty(), "{path}");
            assert!(!get.body.is_empty(), "{path}");
            for name in ["content-type", "cache-control", "etag", "content-length"] {
                let (head, get) = (head.headers.get(name), get.headers.get(name));
                assert_eq!(head, get, "{path} {name}");
            }
        }
        // A look is no sign-in: it uses nothing up.
        let answer = browser.call("HEAD", "/auth/sign-in", None).await;
        assert_eq!(answer.status, 405);
        // Where nothing can be read, nothing is told of it either.
        let path = "/api/v1/account/document";
        let answer = browser.call("HEAD", path, None).await.expect(405);
        assert_eq!(answer.header("allow"), "PUT");
        let answer = browser.call("POST", "/api/v1/home", None).await.expect(405);
        assert_eq!(answer.header("allow"), "GET, HEAD");
    });
}

#[test]
fn a_callback_names_the_issuer_where_the_provider_promises_it() {
    in_world(async |world| {
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        let mut url = url::Url::parse(&callback).unwrap();
        let rest: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| name != "iss")
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.query_pairs_mut().clear().extend_pairs(rest);
        let led = Browser::location(&browser.visit(url.as_str()).await);
        assert_eq!(led, REFUSED);
    });
}

#[test]
fn callbacks_are_limited_per_address() {
    in_world(async |world| {
        let browser = world.browser();
        let mut led = String::new();
        for _ in 0..130 {
            led = Browser::location(&browser.visit(&format!("{}/auth/callback", world.url)).await);
            if led != REFUSED {
                break;
            }
        }
        assert_eq!(led, "/entry?error=too-many-requests");
    });
}

#[test]
fn the_callback_takes_the_sign_in_cookie_away() {
    in_world(async |world| {
        const COOKIE: &str = "anju-sign-in";
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        assert!(browser.cookie(COOKIE).is_some());
        browser.visit(&callback).await.expect(303);
        assert_eq!(browser.cookie(COOKIE), None);
    });
}

#[test]
fn a_failed_callback_takes_the_cookie_away_unless_another_tab_needs_it() {
    in_world(async |world| {
        const COOKIE: &str = "anju-sign-in";
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        let broken = callback.replacen("code=", "code=x", 1);
        let led = Browser::location(&browser.visit(&broken).await);
        assert_eq!(led, REFUSED);
        assert_eq!(browser.cookie(COOKIE), None);
        // A callback that nobody asked for does not end what is under way.
        let browser = world.browser();
        let callback = browser.to_callback("hejun", sandbox::PASSWORD, "/").await;
        let made_up = format!("{}/auth/callback?code=x&state=y", world.url);
        browser.visit(&made_up).await.expect(303);
        assert!(browser.cookie(COOKIE).is_some());
        assert_eq!(Browser::location(&browser.visit(&callback).await), "/bind");
    });
}

#[test]
fn if_match_is_a_list_of_which_one_has_to_be_ours() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let draft = saved(&browser, world.answers("he-jun")).await;
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let body = json!({ "resume_at": "notes", "answers": value(&draft.answers) });
        let body = serde_json::to_vec(&body).unwrap();
        let save = async |tag: &str| {
            let headers = [("if-match", tag), ("content-type", "application/json")];
            browser
                .send("PUT", &path, &headers, Some(body.clone()))
                .await
        };
        let submit = async |tag: &str| {
            let path = format!("/api/v1/applications/{}/submission", draft.id);
            browser
                .send("POST", &path, &[("if-match", tag)], None)
                .await
        };
        for tag in [
            "\"+2\"",
            "\"02\"",
            "W/\"2\"",
            "\"\"",
            "\"1\", \"3\"",
            "\"a,b\"",
        ] {
            save(tag)
                .await
                .expect(412)
                .problem(ProblemKind::DraftChanged);
            submit(tag)
                .await
                .expect(412)
                .problem(ProblemKind::DraftChanged);
        }
        for tag in ["2", "*", "\"2", "\"2\" \"3\"", "w/\"2\"", ","] {
            save(tag)
                .await
                .expect(400)
                .problem(ProblemKind::MalformedRequest);
            submit(tag)
                .await
                .expect(400)
                .problem(ProblemKind::MalformedRequest);
        }
        save("\"9\", W/\"1\" ,\"2\"").await.expect(200);
        save("\"3\"").await.expect(200);
    });
}

async fn save(browser: &Browser, draft: &Draft, answers: &Value) -> crate::harness::Answer {
    let path = format!("/api/v1/applications/{}/answers", draft.id);
    let tag = format!("\"{}\"", draft.version);
    let headers = [
        ("if-match", tag.as_str()),
        ("content-type", "application/json"),
    ];
    let body = json!({ "resume_at": "notes", "answers": answers });
    let body = serde_json::to_vec(&body).unwrap();
    browser.send("PUT", &path, &headers, Some(body)).await
}

#[test]
fn what_the_form_does_not_have_is_refused_everywhere() {
    in_world(async |world| {
        let browser = world.bound("yang-fan").await;
        let draft = saved(&browser, world.answers("yang-fan")).await;
        let good = value(&draft.answers);
        for at in [
            "",
            "/applicant",
            "/spouse",
            "/children/0",
            "/target",
            "/filler",
        ] {
            let mut answers = good.clone();
            answers.pointer_mut(at).unwrap()["shoe_size"] = json!(42);
            let answer = save(&browser, &draft, &answers).await;
            answer.expect(400).problem(ProblemKind::MalformedBody);
        }
        // An array is no object, even where its elements stand in the order of the fields.
        for (at, array) in [
            ("", json!([])),
            ("/filler", json!(["applicant"])),
            ("/target", json!([null, null, null, null])),
            ("/spouse", json!([])),
            ("/applicant", json!([])),
            ("/children/0", json!(["c1"])),
        ] {
            let mut answers = good.clone();
            *answers.pointer_mut(at).unwrap() = array;
            let answer = save(&browser, &draft, &answers).await;
            answer.expect(400).problem(ProblemKind::MalformedBody);
        }
        for (path, body) in [
            ("/api/v1/applications", json!(["residential"])),
            ("/api/v1/prechecks", json!([])),
        ] {
            let answer = browser.call("POST", path, Some(&body)).await;
            answer.expect(400).problem(ProblemKind::MalformedBody);
        }
        save(&browser, &draft, &good).await.expect(200);
        let stranger = world.verified("zhou", "zhou-xiaolan").await;
        let own = world.document("zhou-xiaolan");
        let body = json!({ "document": ["resident_id", own.number] });
        let path = "/api/v1/account/document";
        let answer = stranger.call("PUT", path, Some(&body)).await;
        answer.expect(400).problem(ProblemKind::MalformedBody);
    });
}

#[test]
fn keys_of_entries_are_short() {
    in_world(async |world| {
        let browser = world.bound("yang-fan").await;
        let draft = saved(&browser, world.answers("yang-fan")).await;
        let mut answers = value(&draft.answers);
        answers["homes"] = json!([{ "id": "h".repeat(40) }, { "id": "宅".repeat(41) }]);
        answers["children"][0]["id"] = json!("c".repeat(41));
        let answer = save(&browser, &draft, &answers).await.expect(422);
        let problem = answer.problem(ProblemKind::InvalidAnswers);
        let found: Vec<(&str, IssueCode)> = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        let long = IssueCode::NotAValue;
        assert_eq!(found, [("/children/0/id", long), ("/homes/1/id", long)]);
    });
}

#[test]
fn whatever_the_address_bar_holds_a_person_gets_on() {
    in_world(async |world| {
        let browser = world.browser();
        for (query, locales) in [
            ("lang=zh", Some("zh-CN")),
            ("lang=zh-Hant-TW", Some("zh-CN")),
            ("lang=ZH_cn", Some("zh-CN")),
            ("lang=EN-gb", Some("en")),
            ("lang=tlh", Some("en")),
            ("lang=", Some("en")),
            ("lang=zh&lang=en", None),
            ("return_to=%FF", None),
            ("colour=red", None),
            ("&&==", None),
        ] {
            let answer = browser.get(&format!("/auth/sign-in?{query}")).await;
            let led = Browser::location(&answer);
            assert!(led.starts_with(&world.city.issuer), "{query}: {led}");
            let asked = url::Url::parse(&led).unwrap();
            let told = asked.query_pairs().find(|(name, _)| name == "ui_locales");
            let told = told.map(|(_, locales)| locales.into_owned()).unwrap();
            assert!(
                locales.is_none_or(|l| told.starts_with(l)),
                "{query}: {told}"
            );
        }
        for query in ["code=a&code=b", "state=%FF", "lang=zh"] {
            let answer = browser.get(&format!("/auth/callback?{query}")).await;
            assert_eq!(
                Browser::location(&answer),
                "/entry?error=sign-in",
                "{query}"
            );
        }
    });
}
