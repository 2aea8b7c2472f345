//! From the form of a commercial unit and the registries to the decision: what is asked, what comes
//! first where form and record differ, and what silence leaves open.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::{Value, json};
use shared::form::Answers;
use shared::gather;
use shared::policy::{
    Decision, FactKind, Outcome, Policies, ReasonCode, Verdict, evaluate, explain,
};
use shared::purchase::Module;
use shared::registry::Replies;
use shared::values::{Day, Lang};

const AT: &str = "2026-11-20T02:42:07Z";
const NUMBER: &str = "11010519491231002X";

fn day() -> Day {
    "2026-11-20".parse().unwrap()
}

fn answers() -> Value {
    json!({
        "filler": { "who": "applicant" },
        "applicant": {
            "name": "张小明", "document_kind": "resident_id", "document_number": NUMBER,
            "hukou": "elsewhere",
            "payer": { "kind": "social_insurance", "employer": "示例公司", "since": "2021-01" },
        },
        "unit": {
            "seller": "owner", "kind": "office", "location": "朝阳区示例路 1 号",
            "in_tongzhou": false, "has_certificate": true,
            "certificate": "京（2010）朝不动产权第0000001号",
        },
    })
}

fn months(count: i32) -> Value {
    let first = shared::values::Month::new(2026, 10).unwrap();
    let one = |back: i32| {
        json!({
            "month": first.plus(-back), "period": "month", "payment": "paid", "ground": null,
            "income": "wages", "payer": "甲", "district": null,
        })
    };
    let all: Vec<Value> = (0..count).map(one).collect();
    json!({ "at": AT, "record": { "contributions": all, "posted_through": null } })
}

/// Only what is asked for a commercial unit.
fn replies() -> Value {
    json!({
        "applicant": {
            "population": { "at": AT, "record": {
                "name": "张小明", "born": "1949-12-31", "residence_permit_valid_to": null,
                "stay": null, "parents": [],
                "hukou": { "kind": "elsewhere", "district": null, "since": null },
            } },
            "civil_affairs": null, "tax": null, "permits": null,
            "social_insurance": months(60),
            "property": { "at": AT, "record": {
                "homes": [], "commercial_units": [], "former_family_homes": null,
            } },
        },
        "spouse": null, "children": [],
        "unit": { "at": AT, "record": {
            "kind": "office", "district": "chaoyang", "in_tongzhou": false,
            "first_sold": "2010-06-18",
        } },
    })
}

fn decide(answers: &Value, replies: &Value) -> Decision {
    let answers: Answers = serde_json::from_value(answers.clone()).unwrap();
    let replies: Replies = serde_json::from_value(replies.clone()).unwrap();
    let facts = gather::facts(Module::Commercial, &answers, &replies, day());
    evaluate(&facts, Policies::builtin(), day())
}

fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = document.clone();
    *changed.pointer_mut(pointer).unwrap() = value;
    changed
}

fn told(answers: &Value, replies: &Value) -> (Outcome, ReasonCode) {
    let decision = decide(answers, replies);
    (decision.outcome, decision.reason)
}

#[test]
fn what_is_asked_is_enough() {
    let decision = decide(&answers(), &replies());
    assert_eq!(
        (decision.outcome, decision.reason),
        (Outcome::Eligible, ReasonCode::Ok)
    );
    assert!(decision.findings.iter().all(|f| f.verdict == Verdict::Met));
}

#[test]
fn nothing_passes_while_something_that_was_asked_is_not_answered() {
    for pointer in [
        "/applicant/population",
        "/applicant/social_insurance",
        "/applicant/property",
        "/unit",
    ] {
        let silent = with(&replies(), pointer, Value::Null);
        let expected = (Outcome::CannotTell, ReasonCode::CannotTell);
        assert_eq!(told(&answers(), &silent), expected, "{pointer}");
    }
    // Nor while the form does not say by which record.
    let unsaid = with(&answers(), "/applicant/payer/kind", Value::Null);
    let short = with(&replies(), "/applicant/social_insurance", Value::Null);
    assert_eq!(told(&unsaid, &short).0, Outcome::CannotTell);
}

#[test]
fn of_a_unit_that_cannot_be_found_nobody_knows_when_it_was_sold() {
    let unknown = (Outcome::ManualReview, ReasonCode::UnitSaleUnknown);
    for (pointer, value) in [
        ("/unit/record", Value::Null),
        ("/unit/record/first_sold", Value::Null),
        // A certificate of something else.
        ("/unit/record/kind", Value::Null),
        // The certificate of another unit.
        ("/unit/record/kind", json!("shop")),
    ] {
        let replies = with(&replies(), pointer, value);
        assert_eq!(told(&answers(), &replies), unknown, "{pointer}");
    }
    // Without a number nobody is asked, and nobody waited for.
    let none_yet = with(&answers(), "/unit/has_certificate", json!(false));
    let not_asked = with(&replies(), "/unit", Value::Null);
    assert_eq!(told(&none_yet, &not_asked), unknown);
    assert_eq!(told(&none_yet, &replies()), unknown);
}

#[test]
fn a_record_comes_before_what_the_form_says() {
    let refused = (Outcome::Ineligible, ReasonCode::NewBuildEntitiesOnly);
    let sold = |day: &str| with(&replies(), "/unit/record/first_sold", json!(day));
    let in_tongzhou = |replies: &Value| with(replies, "/unit/record/in_tongzhou", json!(true));
    let passes = (Outcome::Eligible, ReasonCode::Ok);
    assert_eq!(told(&answers(), &sold("2019-05-20")), refused);
    assert_eq!(told(&answers(), &sold("2016-08-15")), passes);
    assert_eq!(told(&answers(), &in_tongzhou(&sold("2016-08-15"))), refused);
    let says_there = with(&answers(), "/unit/in_tongzhou", json!(true));
    assert_eq!(told(&says_there, &sold("2016-08-15")), passes);
    // Units on sale by a developer are refused whatever is on record.
    let new = with(&answers(), "/unit/seller", json!("developer"));
    assert_eq!(told(&new, &replies()), refused);
}

#[test]
fn only_the_record_that_the_form_names_counts() {
    let by_tax = with(&answers(), "/applicant/payer/kind", json!("income_tax"));
    let both = |tax: Value| with(&replies(), "/applicant/tax", tax);
    let short = (Outcome::Ineligible, ReasonCode::ContributionShort);
    assert_eq!(told(&by_tax, &both(months(60))).1, ReasonCode::Ok);
    assert_eq!(told(&by_tax, &both(months(59))), short);
    assert_eq!(told(&answers(), &both(months(60))).1, ReasonCode::Ok);
    let few = with(&replies(), "/applicant/social_insurance", months(59));
    assert_eq!(told(&answers(), &few), short);
    // The row that is shown is that of the record that was named.
    let decision = decide(&by_tax, &both(months(0)));
    let row = decision
        .findings
        .iter()
        .find(|f| f.verdict == Verdict::NotMet);
    let strip = row.unwrap().months.as_ref().unwrap();
    assert_eq!(strip.kind, shared::policy::ContributionKind::IncomeTax);
}

#[test]
fn nothing_of_the_household_is_a_fact() {
    let mut married = answers();
    married["applicant"]["marital_status"] = json!("married");
    married["category"] = json!("local");
    married["has_children"] = json!(true);
    married["children"] = json!([{ "id": "a", "name": "张一" }]);
    let decision = decide(&married, &replies());
    assert_eq!(decision.reason, ReasonCode::Ok);
    assert_eq!(decision, decide(&answers(), &replies()));
    let identity = decision.findings.first().unwrap();
    assert!(identity.facts.get(FactKind::IdentityAgrees).is_some());
    // The hukou makes no difference, and is not told.
    assert!(identity.facts.get(FactKind::Hukou).is_none());
    assert_eq!(
        explain::sentence(identity, Lang::Zh),
        "身份信息与登记一致。"
    );
}
