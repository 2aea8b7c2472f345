//! A household as the registries have it on record, as JSON to be changed by each test.

use serde_json::{Value, json};
use shared::form::Answers;
use shared::gather;
use shared::policy::{Decision, Facts, Policies, evaluate};
use shared::purchase::Module;
use shared::registry::Replies;
use shared::values::Day;

pub(crate) const ON: &str = "2026-11-20";
pub(crate) const AT: &str = "2026-11-20T02:42:07Z";

pub(crate) fn day() -> Day {
    ON.parse().unwrap()
}

pub(crate) fn id(number: &str) -> Value {
    json!({ "kind": "resident_id", "number": number })
}

pub(crate) const APPLICANT: &str = "11010519491231002X";
pub(crate) const SPOUSE: &str = "440524188001010014";

/// A married couple from Beijing with a child of five.
pub(crate) fn answers() -> Value {
    json!({
        "category": "local",
        "applicant": {
            "name": "张小明", "document_kind": "resident_id", "document_number": APPLICANT,
            "hukou": "beijing", "marital_status": "married", "marital_since": "1980-05-20",
        },
        "spouse": {
            "name": "李 四", "document_kind": "resident_id", "document_number": SPOUSE,
            "hukou": "elsewhere",
        },
        "has_children": true,
        "children": [{
            "id": "a", "name": "张一", "document_kind": "chinese_passport",
            "document_number": "E12345678", "born": "2021-03-01",
        }],
        "has_homes": false,
        "target": { "transfer": "purchase", "place": "inside_fifth_ring", "kind": "resale" },
    })
}

pub(crate) fn home(zone: &str, address: &str, certificate: Option<&str>) -> Value {
    json!({
        "zone": zone, "district": "chaoyang", "address": address, "certificate": certificate,
        "acquired": "2015-06-01", "registered": certificate.is_some(), "disposed": null,
    })
}

pub(crate) fn reply(record: &Value) -> Value {
    json!({ "record": record, "at": AT })
}

pub(crate) fn replies() -> Value {
    let nothing = json!({
        "work_residence_permit": null, "stationed_in_beijing": null,
    });
    let adult = |name: &str, born: &str, hukou: &str, spouse: &str| {
        json!({
            "population": reply(&json!({
                "name": name, "born": born, "residence_permit_valid_to": null, "stay": null,
                "hukou": { "kind": hukou, "district": null, "since": null },
            })),
            "civil_affairs": reply(&json!({
                "status": "married", "since": "1980-05-20", "spouse": id(spouse),
            })),
            "social_insurance": reply(&json!({ "contributions": [] })),
            "tax": reply(&json!({ "contributions": [] })),
            "property": reply(&json!({ "homes": [], "former_family_homes": null })),
            "permits": reply(&nothing),
        })
    };
    json!({
        "applicant": adult("张小明", "1949-12-31", "beijing", SPOUSE),
        "spouse": adult("李四", "1880-01-01", "elsewhere", APPLICANT),
        "children": [{
            "population": reply(&json!({
                "name": "张一", "born": "2021-03-01", "hukou": null,
                "residence_permit_valid_to": null, "stay": null, "parents": [id(SPOUSE)],
            })),
            "civil_affairs": null, "social_insurance": null, "tax": null,
            "property": reply(&json!({ "homes": [], "former_family_homes": null })),
            "permits": null,
        }],
    })
}

pub(crate) fn facts(answers: &Value, replies: &Value) -> Facts {
    let answers: Answers = serde_json::from_value(answers.clone()).unwrap();
    let replies: Replies = serde_json::from_value(replies.clone()).unwrap();
    gather::facts(Module::Residential, &answers, &replies, day())
}

pub(crate) fn decide(answers: &Value, replies: &Value) -> Decision {
    evaluate(&facts(answers, replies), Policies::builtin(), day())
}

/// The same document with one place changed.
pub(crate) fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = document.clone();
    *changed.pointer_mut(pointer).unwrap() = value;
    changed
}
