//! 资格预检 over HTTP: anybody, any day, without a trace.

use std::time::Duration;

use api::http::limits::LARGEST_BODY;
use serde_json::{Value, json};
use shared::policy::cases::{self, WorkedCase};
use shared::policy::{Outcome, Precheck, ReasonCode, precheck};
use shared::problem::{Problem, ProblemKind};
use shared::values::Zone;

use crate::harness::{Answer, Browser, in_world, in_world_with};
use crate::policy_folder::{Folder, first_day, with};

const PATH: &str = "/api/v1/prechecks";
const JSON: (&str, &str) = ("content-type", "application/json");
const PUBLISHED: &str = include_str!("../../../shared/tests/cases/published.json");

/// The smallest situation with more in it.
fn told(more: Value) -> Value {
    let mut body = json!({
        "module": "residential",
        "target": "inside_fifth_ring",
        "category": "non_local_social_insurance",
    });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

async fn post(browser: &Browser, body: &Value) -> Answer {
    browser.call("POST", PATH, Some(body)).await
}

#[test]
fn every_published_case_is_answered_as_the_engine_answers() {
    in_world(async |world| {
        let browser = world.browser();
        let cases: Vec<WorkedCase> = cases::read(PUBLISHED).unwrap();
        for case in cases {
            let body = serde_json::to_value(&case.situation).unwrap();
            let answer = post(&browser, &body).await.expect(200);
            assert_eq!(answer.header("cache-control"), "no-store");
            let answer: Precheck = answer.json();
            assert_eq!(answer, precheck(&case.situation, &world.app.policies));
            assert_eq!(answer.decision.date, case.situation.date, "{}", case.id);
        }
    });
}

#[test]
fn what_is_not_told_is_not_known() {
    in_world(async |world| {
        let browser = world.browser();
        let nothing: Precheck = post(&browser, &told(json!({}))).await.expect(200).json();
        assert_eq!(nothing.decision.date, world.app.today());
        for zone in [Zone::InsideFifthRing, Zone::OutsideFifthRing] {
            let zone = nothing.decision.zone(zone).unwrap();
            assert_eq!(
                (zone.outcome, zone.reason),
                (Outcome::CannotTell, ReasonCode::CannotTell)
            );
        }
        assert!(nothing.questions.iter().any(|asked| !asked.answered));
        // One home inside fills the cap there, whatever else is not known.
        let full = told(json!({ "homes": { "inside_fifth_ring": 2 } }));
        let full: Precheck = post(&browser, &full).await.expect(200).json();
        let inside = full.decision.zone(Zone::InsideFifthRing).unwrap();
        assert_eq!(inside.outcome, Outcome::Ineligible);
        let outside = full.decision.zone(Zone::OutsideFifthRing).unwrap();
        assert_eq!(outside.outcome, Outcome::CannotTell);
        // With everything told it is a yes.
        let all = told(json!({
            "local_hukou": "none",
            "marital_status": "single",
            "children_ages": [],
            "homes": {},
            "temporary_residence_permit": true,
            "contribution": { "kind": "social_insurance", "months": 12 },
            "talent_certified": false,
            "divorce": null,
        }));
        let all: Precheck = post(&browser, &all).await.expect(200).json();
        assert_eq!(all.decision.outcome, Outcome::Eligible);
    });
}

#[test]
fn a_version_from_the_folder_answers_from_its_first_day_on() {
    let folder = Folder::new();
    folder.write(&format!("R-{}", first_day()), "\"in_local\": 3");
    in_world_with(with(&folder), async |world| {
        let browser = world.browser();
        let body = json!({
            "module": "residential",
            "target": "inside_fifth_ring",
            "category": "local",
            "local_hukou": "both",
            "marital_status": "married",
            "children_ages": [],
            "homes": { "inside_fifth_ring": 2 },
        });
        let inside = async |body: &Value| {
            let answer: Precheck = post(&browser, body).await.expect(200).json();
            answer.decision.zone(Zone::InsideFifthRing).unwrap().reason
        };
        assert_eq!(inside(&body).await, ReasonCode::QuotaFull);
        let mut later = body.clone();
        later["date"] = first_day().to_string().into();
        assert_eq!(inside(&later).await, ReasonCode::Ok);
        world.go_to(first_day());
        assert_eq!(inside(&body).await, ReasonCode::Ok);
    });
}

#[test]
fn what_is_wrong_is_named_in_the_callers_language() {
    in_world(async |world| {
        let browser = world.browser();
        for (more, pointer, code, detail) in [
            (
                json!({ "colour": "red" }),
                "/colour",
                "unknown_key",
                "没有这一项，请删去",
            ),
            (
                json!({ "homes": { "x": 1 } }),
                "/homes/x",
                "unknown_key",
                "没有这一项，请删去",
            ),
            (
                json!({ "category": "castle" }),
                "/category",
                "not_a_value",
                "这一项不能取这个值，请按接口说明填写",
            ),
            (
                json!({ "category": "individual" }),
                "/category",
                "not_together",
                "与所选模块不符",
            ),
            (
                json!({ "target": "commercial_new" }),
                "/target",
                "not_together",
                "与所选模块不符",
            ),
            (
                json!({ "contribution": { "kind": "income_tax", "months": 601 } }),
                "/contribution/months",
                "out_of_range",
                "数值或日期超出可填写的范围",
            ),
            (
                json!({ "children_ages": vec![1; 21] }),
                "/children_ages",
                "too_many",
                "最多可以添加 20 条",
            ),
            (
                json!({ "date": "1999-12-31" }),
                "/date",
                "out_of_range",
                "数值或日期超出可填写的范围",
            ),
            (
                json!({ "date": "2101-01-01" }),
                "/date",
                "out_of_range",
                "数值或日期超出可填写的范围",
            ),
        ] {
            let body = serde_json::to_vec(&told(more)).unwrap();
            let headers = [JSON, ("accept-language", "zh-CN")];
            let answer = browser
                .send("POST", PATH, &headers, Some(body.clone()))
                .await;
            let problem = answer.expect(422).problem(ProblemKind::InvalidSituation);
            assert_eq!(problem.title, "所述情况无法预检");
            let errors = serde_json::to_value(&problem.errors).unwrap();
            let expected = json!([{ "pointer": pointer, "code": code, "detail": detail }]);
            assert_eq!(errors, expected);
            let answer = browser.send("POST", PATH, &[JSON], Some(body)).await;
            let problem: Problem = answer.expect(422).json();
            assert_eq!(problem.title, "The situation cannot be checked");
            assert!(problem.errors[0].detail.is_ascii(), "{problem:?}");
        }
        // Everything that is missing or wrong is told at once.
        let answer = post(&browser, &json!({ "module": "garden", "x": 1 })).await;
        let problem = answer.expect(422).problem(ProblemKind::InvalidSituation);
        let pointers: Vec<&str> = problem.errors.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(pointers, ["/target", "/category", "/module", "/x"]);
    });
}

#[test]
fn bodies_that_cannot_be_read_are_refused() {
    in_world(async |world| {
        let browser = world.browser();
        let send = async |headers: &[(&str, &str)], body: &str| {
            browser
                .send("POST", PATH, headers, Some(body.as_bytes().to_vec()))
                .await
        };
        let good = told(json!({})).to_string();
        for body in [
            "",
            "{",
            "[]",
            "null",
            "\u{0}",
            "{\"module\": \"residential\", \"module\": \"commercial\"}",
            &"[".repeat(1000),
        ] {
            let answer = send(&[JSON], body).await;
            answer.expect(400).problem(ProblemKind::MalformedBody);
        }
        let answer = send(&[("content-type", "text/plain")], &good).await;
        answer
            .expect(415)
            .problem(ProblemKind::UnsupportedMediaType);
        let large = format!("{good}{}", " ".repeat(LARGEST_BODY));
        let answer = send(&[JSON], &large).await;
        answer.expect(413).problem(ProblemKind::BodyTooLarge);
        let elsewhere = [JSON, ("sec-fetch-site", "cross-site")];
        let answer = send(&elsewhere, &good).await;
        answer.expect(403).problem(ProblemKind::CrossSite);
        let answer = browser.get(PATH).await.expect(405);
        assert_eq!(answer.header("allow"), "POST");
        // A program that says nothing of where it comes from.
        let nowhere = [JSON, ("sec-fetch-site", ""), ("origin", "")];
        send(&nowhere, &good).await.expect(200);
    });
}

#[test]
fn it_leaves_no_trace_and_is_limited() {
    in_world(async |world| {
        let browser = world.browser();
        let body = told(json!({ "homes": { "inside_fifth_ring": 213 } }));
        let counted = "SELECT (SELECT count(*) FROM accounts) + (SELECT count(*) FROM applications) \
            + (SELECT count(*) FROM audit) + (SELECT count(*) FROM checks) \
            + (SELECT count(*) FROM decisions) + (SELECT count(*) FROM events) \
            + (SELECT count(*) FROM jobs) + (SELECT count(*) FROM replies) \
            + (SELECT count(*) FROM sessions) AS n";
        let mut refused = None;
        let mut answered = 0;
        for _ in 0..260 {
            let answer = post(&browser, &body).await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
            answer.expect(200);
            answered += 1;
        }
        let refused = refused.expect("260 pre-checks were answered");
        assert!(answered >= 120, "{answered}");
        let wait = refused
            .problem(ProblemKind::TooManyRequests)
            .retry_after
            .unwrap();
        assert!((1..=60).contains(&wait));
        assert_eq!(refused.header("retry-after"), wait.to_string());
        assert_eq!(world.count(counted).await, 0);
        world.app.set_clock_forward(Duration::from_secs(wait));
        post(&browser, &body).await.expect(200);
    });
}

#[test]
fn null_is_described_where_it_can_be_said() {
    let description: Value = serde_json::from_str(&api::http::openapi::text().unwrap()).unwrap();
    let request = &description["components"]["schemas"]["PrecheckRequest"];
    assert_eq!(request["required"], json!(["module", "target", "category"]));
    in_world(async |world| {
        let browser = world.browser();
        let mut sayable = Vec::new();
        for (key, property) in request["properties"].as_object().unwrap() {
            let answer = post(&browser, &told(json!({ key: null }))).await;
            let described = property.to_string().contains("\"null\"");
            assert_eq!(answer.status, if described { 200 } else { 422 }, "{key}");
            if described {
                sayable.push(key.as_str());
            }
        }
        assert_eq!(
            sayable,
            ["divorce", "stay_permit", "work_residence_permit_valid_to"]
        );
    });
}
