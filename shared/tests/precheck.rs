//! 资格预检: which questions are asked, what can be said before all are answered, and when a no
//! could become a yes.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use serde_json::{Value, json};
use shared::policy::precheck::{Path, Question};
use shared::policy::{Outcome, Policies, Precheck, ReasonCode, Situation, Verdict, precheck};
use shared::values::Zone;

const TODAY: &str = "2026-11-20";

fn told(more: Value) -> Situation {
    let mut all = json!({
        "module": "residential",
        "date": TODAY,
        "target": "inside_fifth_ring",
        "category": "non_local_social_insurance",
    });
    for (key, value) in more.as_object().unwrap() {
        all[key] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

fn check(more: Value) -> Precheck {
    precheck(&told(more), Policies::builtin())
}

/// What would have to be known, in the order of asking.
fn open(precheck: &Precheck) -> Vec<Question> {
    let questions = precheck.questions.iter();
    questions
        .filter(|q| !q.answered)
        .map(|q| q.question)
        .collect()
}

fn zones(precheck: &Precheck) -> Vec<Outcome> {
    let zones = precheck.decision.zones.iter();
    zones.map(|zone| zone.outcome).collect()
}

/// A path in one line: zone, papers, sales, months.
fn line(path: &Path) -> String {
    let zone = match path.zone {
        Some(Zone::InsideFifthRing) => "in",
        Some(Zone::OutsideFifthRing) => "out",
        None => "unit",
    };
    let sell = path.sell;
    format!(
        "{zone}: {:?} sell {}/{}/{} wait {} from {} open {:?}",
        path.obtain,
        sell.inside_fifth_ring,
        sell.outside_fifth_ring,
        sell.commercial_units,
        path.wait_months,
        path.from,
        path.open
    )
}

fn paths(precheck: &Precheck) -> Vec<String> {
    precheck.outlook.iter().map(line).collect()
}

#[test]
fn the_questions_of_a_category_are_few_and_in_order() {
    use Question as Q;
    let asked = |category: &str| open(&check(json!({ "category": category })));
    assert_eq!(asked("local"), [Q::LocalHukou, Q::Homes]);
    assert_eq!(asked("military"), [Q::StationedInBeijing, Q::Homes]);
    assert_eq!(
        asked("non_local_social_insurance"),
        [Q::Homes, Q::Contribution, Q::TemporaryResidencePermit]
    );
    assert_eq!(
        asked("foreign"),
        [Q::InMainland, Q::LodgingRegistered, Q::StayPermit, Q::Homes]
    );
    assert_eq!(
        asked("hong_kong_macao_taiwan_overseas_chinese"),
        [Q::InMainland, Q::LodgingRegistered, Q::Homes]
    );
}

#[test]
fn of_the_permissions_to_stay_work_and_the_card_are_enough() {
    for (permit, outcome) in [
        ("work", Outcome::Eligible),
        ("permanent_residence_card", Outcome::Eligible),
        ("study", Outcome::Ineligible),
        ("other", Outcome::Ineligible),
    ] {
        let told = check(json!({
            "category": "foreign",
            "in_mainland": true,
            "lodging_registered": true,
            "stay_permit": permit,
            "homes": {"inside_fifth_ring": 0, "outside_fifth_ring": 0},
        }));
        assert_eq!(told.decision.outcome, outcome, "{permit}");
        if outcome == Outcome::Ineligible {
            assert_eq!(told.decision.reason, ReasonCode::NoWorkVisaOrPr);
        }
    }
}

#[test]
fn children_and_talent_are_asked_about_only_where_they_could_help() {
    use Question as Q;
    let enough = json!({"kind": "social_insurance", "months": 12});
    let inside = |homes: u8| {
        check(json!({
            "homes": {"inside_fifth_ring": homes},
            "contribution": enough,
            "temporary_residence_permit": true,
        }))
    };
    assert_eq!(open(&inside(0)), [Q::ChildrenAges]);
    assert_eq!(open(&inside(1)), [Q::ChildrenAges]);
    // A home would have to be sold; whether one is enough depends on the children.
    assert_eq!(open(&inside(2)), [Q::ChildrenAges]);
    // In 2024 certified talent needed one year where others needed three inside and two outside.
    let in_2024 = |months: u16| {
        check(json!({
            "date": "2024-11-20",
            "homes": {},
            "contribution": {"kind": "social_insurance", "months": months},
            "temporary_residence_permit": true,
        }))
    };
    // Talent would be there next month.
    assert_eq!(open(&in_2024(11)), [Q::TalentCertified]);
    assert_eq!(open(&in_2024(12)), [Q::TalentCertified]);
    assert_eq!(open(&in_2024(36)), []);
}

#[test]
fn a_rule_that_fails_ends_the_questions() {
    let no_hukou = check(json!({"category": "local", "local_hukou": "none"}));
    assert_eq!(open(&no_hukou), []);
    assert_eq!(zones(&no_hukou), [Outcome::Ineligible; 2]);
    assert!(paths(&no_hukou).is_empty());
}

#[test]
fn not_told_is_neither_yes_nor_no() {
    let nothing = check(json!({}));
    assert_eq!(zones(&nothing), [Outcome::CannotTell; 2]);
    let overseas = check(json!({
        "category": "hong_kong_macao_taiwan_overseas_chinese",
        "in_mainland": true,
        "lodging_registered": true,
        "homes": {},
    }));
    assert_eq!(zones(&overseas), [Outcome::CannotTell; 2]);
    assert_eq!(
        open(&overseas),
        [Question::Origin, Question::OverseasChineseCertified]
    );
    // A home that has to be sold is not the end of it: who the buyer is still matters.
    let refused = json!({"category": "hong_kong_macao_taiwan_overseas_chinese",
        "in_mainland": true, "lodging_registered": true, "overseas_chinese_certified": false,
        "homes": {"inside_fifth_ring": 1}});
    let after_the_sale = check(refused).outlook;
    assert!(!after_the_sale.is_empty());
    assert!(
        after_the_sale
            .iter()
            .all(|path| path.open == [Question::Origin])
    );
    // A spouse's hukou cannot be weighed before it is known that there is a spouse.
    let spouse = json!({"date": "2020-01-01", "category": "local", "local_hukou": "spouse"});
    assert!(open(&check(spouse)).contains(&Question::MaritalStatus));
}

#[test]
fn nobody_is_said_to_be_as_on_record() {
    use ReasonCode::{IdentityMismatch, MarriageMismatch};
    let compared = |told: Value| {
        let decision = check(told).decision;
        let of_registers = decision.findings.into_iter();
        let of_registers =
            of_registers.filter(|f| matches!(f.code, IdentityMismatch | MarriageMismatch));
        of_registers
            .map(|f| (f.code, f.verdict))
            .collect::<Vec<_>>()
    };
    let told = json!({"category": "local", "local_hukou": "applicant", "homes": {}});
    assert_eq!(compared(told), []);
    // While singles had a cap of their own, the marital status has to be told.
    let alone =
        json!({"date": "2022-01-01", "category": "local", "local_hukou": "applicant", "homes": {}});
    assert_eq!(compared(alone), [(MarriageMismatch, Verdict::CannotTell)]);
}

#[test]
fn null_says_none_and_silence_says_nothing() {
    let at = json!({"date": "2022-01-01", "category": "local", "local_hukou": "applicant",
        "marital_status": "divorced", "homes": {}});
    assert_eq!(open(&check(at.clone())), [Question::Divorce]);
    let mut none = at;
    none["divorce"] = Value::Null;
    assert_eq!(zones(&check(none)), [Outcome::Eligible; 2]);
}

#[test]
fn months_that_are_missing_become_a_month_from_which_it_could_be_yes() {
    let short = check(json!({
        "homes": {},
        "contribution": {"kind": "social_insurance", "months": 8},
        "temporary_residence_permit": true,
    }));
    assert_eq!(
        paths(&short),
        [
            "in: [] sell 0/0/0 wait 4 from 2027-03 open []",
            "out: [] sell 0/0/0 wait 4 from 2027-03 open []"
        ]
    );
    // A missing month must leave the window: it lies in October.
    let gap = check(json!({
        "homes": {},
        "contribution": {"kind": "social_insurance", "months": 20, "missing": 1},
        "temporary_residence_permit": true,
    }));
    assert_eq!(
        paths(&gap)[0],
        "in: [] sell 0/0/0 wait 12 from 2027-11 open []"
    );
}

#[test]
fn sales_papers_and_months_go_together() {
    let both = check(json!({
        "homes": {"inside_fifth_ring": 2, "outside_fifth_ring": 1},
        "children_ages": [],
        "contribution": {"kind": "social_insurance", "months": 10},
        "temporary_residence_permit": false,
    }));
    assert_eq!(
        paths(&both),
        [
            "in: [TemporaryResidencePermit] sell 2/0/0 wait 2 from 2027-01 open []",
            "out: [TemporaryResidencePermit] sell 0/0/0 wait 2 from 2027-01 open []"
        ]
    );
    // Before 2024 every home in the city counted.
    let city = check(
        json!({"date": "2023-01-01", "category": "local", "local_hukou": "applicant",
        "marital_status": "married", "divorce": null, "homes": {"inside_fifth_ring": 1, "outside_fifth_ring": 1}}),
    );
    assert_eq!(
        paths(&city)[0],
        "in: [] sell 0/1/0 wait 0 from 2023-01 open []"
    );
}

#[test]
fn an_estimate_says_what_it_does_not_know() {
    let full = check(json!({"homes": {"inside_fifth_ring": 3}}));
    assert_eq!(
        paths(&full),
        [
            "in: [] sell 2/0/0 wait 0 from 2026-11 open [Contribution, TemporaryResidencePermit, ChildrenAges]"
        ]
    );
}

#[test]
fn a_person_who_buys_a_commercial_unit() {
    let unit = |more: Value| {
        let mut all = json!({"module": "commercial", "category": "individual", "target": "commercial_resale"});
        for (key, value) in more.as_object().unwrap() {
            all[key] = value.clone();
        }
        check(all)
    };
    assert_eq!(
        open(&unit(json!({}))),
        [
            Question::Homes,
            Question::CommercialUnits,
            Question::UnitFirstSold,
            Question::Contribution
        ]
    );
    let sold = |first_sold: &str, in_tongzhou: bool| {
        let told = json!({"first_sold": first_sold, "in_tongzhou": in_tongzhou});
        unit(json!({"unit": told, "homes": {}, "commercial_units": 0,
            "contribution": {"kind": "income_tax", "months": 60}}))
    };
    let reason = |answer: Precheck| answer.decision.reason;
    assert_eq!(reason(sold("2015-06-01", true)), ReasonCode::Ok);
    assert_eq!(reason(sold("2016-06-01", false)), ReasonCode::Ok);
    for (day, there) in [("2016-06-01", true), ("2017-03-26", false)] {
        let answer = sold(day, there);
        assert_eq!((open(&answer), paths(&answer)), (vec![], vec![]));
        assert_eq!(reason(answer), ReasonCode::NewBuildEntitiesOnly);
    }
    assert_eq!(reason(sold("unknown", true)), ReasonCode::UnitSaleUnknown);
    let owns = unit(
        json!({"unit": {"first_sold": "2015-06-01", "in_tongzhou": false}, "homes": {"outside_fifth_ring": 1}, "commercial_units": 1,
        "contribution": {"kind": "income_tax", "months": 58}}),
    );
    assert_eq!(
        paths(&owns),
        ["unit: [] sell 0/1/1 wait 2 from 2027-01 open []"]
    );
    let new = unit(json!({"target": "commercial_new"}));
    assert_eq!((open(&new), paths(&new)), (vec![], vec![]));
}
