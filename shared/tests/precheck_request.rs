//! The body of a pre-check: what is wrong with it is named by its key.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test that cannot go on has failed, and its table is as long as it has entries"
)]

use serde_json::{Value, json};
use shared::issue::IssueCode;
use shared::issue::IssueCode::{NotAValue, NotTogether, OutOfRange, Required, TooMany, UnknownKey};
use shared::policy::{PrecheckRequest, Situation};
use shared::values::Day;

fn today() -> Day {
    "2026-11-27".parse().unwrap()
}

/// The smallest body with more in it.
fn body(more: Value) -> Value {
    let mut body = json!({
        "module": "residential", "target": "inside_fifth_ring", "category": "local",
    });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

fn read(body: Value) -> Result<Situation, Vec<(String, IssueCode)>> {
    let request: PrecheckRequest = serde_json::from_value(body).unwrap();
    request.situation(today()).map_err(|issues| {
        let issues = issues.into_iter();
        issues.map(|issue| (issue.pointer, issue.code)).collect()
    })
}

#[test]
fn a_day_that_is_not_told_is_today() {
    assert_eq!(read(body(json!({}))).unwrap().date, today());
    let told = read(body(json!({ "date": "2024-10-01" }))).unwrap();
    assert_eq!(told.date.to_string(), "2024-10-01");
}

#[test]
fn what_is_told_arrives_as_it_is() {
    let mut cases: Vec<Value> = serde_json::from_str(include_str!("cases/published.json")).unwrap();
    for case in &mut cases {
        let told = case.as_object_mut().unwrap();
        for key in ["id", "expect", "because", "confidence", "open_question"] {
            told.remove(key);
        }
        let situation: Situation = serde_json::from_value(case.clone()).unwrap();
        assert_eq!(read(case.clone()), Ok(situation));
    }
    // Null says that there is none, where that can be said.
    let none =
        json!({ "divorce": null, "stay_permit": null, "work_residence_permit_valid_to": null });
    assert_eq!(read(body(none)).unwrap().divorce, Some(None));
}

#[test]
fn whatever_is_wrong_is_named_by_its_key() {
    for (more, pointer, code) in [
        (json!({ "colour": "red" }), "/colour", UnknownKey),
        (json!({ "a/b~c": 1 }), "/a~1b~0c", UnknownKey),
        (json!({ "": 1 }), "/", UnknownKey),
        (
            json!({ "homes": { "inside": 1 } }),
            "/homes/inside",
            UnknownKey,
        ),
        (
            json!({ "contribution": { "kind": "income_tax", "mouths": 1 } }),
            "/contribution/mouths",
            UnknownKey,
        ),
        (json!({ "module": "garden" }), "/module", NotAValue),
        (json!({ "module": null }), "/module", NotAValue),
        (json!({ "category": "castle" }), "/category", NotAValue),
        (json!({ "date": "2026-02-30" }), "/date", NotAValue),
        (json!({ "date": "2026-2-3" }), "/date", NotAValue),
        (json!({ "date": null }), "/date", NotAValue),
        (json!({ "date": 20_261_127 }), "/date", NotAValue),
        (
            json!({ "marital_status": null }),
            "/marital_status",
            NotAValue,
        ),
        (json!({ "homes": [1, 2, 3] }), "/homes", NotAValue),
        (
            json!({ "homes": { "outside_fifth_ring": 256 } }),
            "/homes/outside_fifth_ring",
            NotAValue,
        ),
        (
            json!({ "homes": { "inside_fifth_ring": -1 } }),
            "/homes/inside_fifth_ring",
            NotAValue,
        ),
        (
            json!({ "children_ages": [3, "four"] }),
            "/children_ages/1",
            NotAValue,
        ),
        (
            json!({ "children_ages": [2.5] }),
            "/children_ages/0",
            NotAValue,
        ),
        (json!({ "in_mainland": "yes" }), "/in_mainland", NotAValue),
        (
            json!({ "contribution": { "months": 12 } }),
            "/contribution/kind",
            Required,
        ),
        (
            json!({ "divorce": { "date": "2023-01-01" } }),
            "/divorce/former_family_homes",
            Required,
        ),
        (
            json!({ "category": "individual" }),
            "/category",
            NotTogether,
        ),
        (
            json!({ "target": "commercial_resale" }),
            "/target",
            NotTogether,
        ),
        (json!({ "date": "1999-12-31" }), "/date", OutOfRange),
        (json!({ "date": "2101-01-01" }), "/date", OutOfRange),
        (json!({ "date": "+202611-11-20" }), "/date", OutOfRange),
        (
            json!({ "divorce": { "date": "1899-12-31", "former_family_homes": 1 } }),
            "/divorce/date",
            OutOfRange,
        ),
        (
            json!({ "work_residence_permit_valid_to": "1899-12-31" }),
            "/work_residence_permit_valid_to",
            OutOfRange,
        ),
        (
            json!({ "children_ages": vec![1; 21] }),
            "/children_ages",
            TooMany,
        ),
        (
            json!({ "contribution": { "kind": "income_tax", "months": 601 } }),
            "/contribution/months",
            OutOfRange,
        ),
        (
            json!({ "contribution": { "kind": "income_tax", "months": 1, "missing": 601 } }),
            "/contribution/missing",
            OutOfRange,
        ),
        (
            json!({ "contribution": { "kind": "income_tax", "months": 1, "back_paid": 601 } }),
            "/contribution/back_paid",
            OutOfRange,
        ),
        (
            json!({ "months_working_in_beijing": 601 }),
            "/months_working_in_beijing",
            OutOfRange,
        ),
        (
            json!({ "tongzhou": { "hukou_months": 601 } }),
            "/tongzhou/hukou_months",
            OutOfRange,
        ),
        (
            json!({ "tongzhou": { "contribution_months": 601 } }),
            "/tongzhou/contribution_months",
            OutOfRange,
        ),
    ] {
        let expected = Err(vec![(pointer.to_owned(), code)]);
        assert_eq!(read(body(more.clone())), expected, "{more}");
    }
}

#[test]
fn the_edges_themselves_can_be_told() {
    for more in [
        json!({ "date": "2000-01-01" }),
        json!({ "date": "2100-12-31" }),
        json!({ "children_ages": vec![1; 20] }),
        json!({ "contribution": { "kind": "income_tax", "months": 600, "missing": 600 } }),
        json!({ "homes": { "inside_fifth_ring": 255 } }),
        json!({ "module": "commercial", "target": "commercial_new", "category": "individual" }),
    ] {
        assert!(read(body(more.clone())).is_ok(), "{more}");
    }
}

#[test]
fn everything_is_named_at_once() {
    let wrong = json!({ "date": "soon", "colour": "red", "category": 7, "homes": { "x": 1 } });
    let issues = read(wrong).unwrap_err();
    let expected = [
        ("/module", Required),
        ("/target", Required),
        ("/category", NotAValue),
        ("/colour", UnknownKey),
        ("/date", NotAValue),
        ("/homes/x", UnknownKey),
    ];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code));
    assert_eq!(issues, expected);
    // Values that can be, but not together.
    let wrong = json!({
        "module": "commercial", "category": "local", "target": "tongzhou", "date": "1990-01-01",
    });
    let pointers: Vec<String> = read(wrong).unwrap_err().into_iter().map(|i| i.0).collect();
    assert_eq!(pointers, ["/category", "/target", "/date"]);
    // Thousands of keys are not answered with thousands of sentences.
    let many: serde_json::Map<_, _> = (0..5000).map(|i| (format!("k{i}"), i.into())).collect();
    assert_eq!(read(many.into()).unwrap_err().len(), 50);
}

#[test]
fn a_body_that_says_a_thing_twice_cannot_be_read() {
    for text in [
        "[]",
        "null",
        "\"local\"",
        r#"{"module": "residential", "module": "commercial"}"#,
        r#"{"homes": {"inside_fifth_ring": 0, "inside_fifth_ring": 9}}"#,
        r#"{"x": [{"a": 1, "a": 1}]}"#,
    ] {
        assert!(
            serde_json::from_str::<PrecheckRequest>(text).is_err(),
            "{text}"
        );
    }
}
