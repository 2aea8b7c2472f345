//! From form and registries to facts: what agrees, what counts once, and what silence leaves open.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/on_record.rs"]
mod on_record;

use on_record::{APPLICANT, ON, answers, day, decide, facts, home, id, replies, with};
use serde_json::{Value, json};
use shared::form::Answers;
use shared::gather;
use shared::household::{HouseholdHukou, Who};
use shared::policy::facts::Tongzhou;
use shared::policy::{
    Decision, FactKind, Outcome, Policies, ReasonCode, Verdict, evaluate, explain,
};
use shared::purchase::Module;
use shared::registry::{Registry, Replies};
use shared::values::Lang;

#[test]
fn a_household_as_on_record_is_eligible() {
    let decision = decide(&answers(), &replies());
    assert_eq!(
        (decision.outcome, decision.reason),
        (Outcome::Eligible, ReasonCode::Ok)
    );
    let identity = decision.findings.first().unwrap();
    assert_eq!(
        explain::sentence(identity, Lang::Zh),
        "家庭 3 人的身份信息与登记一致，家庭中有本市户籍。"
    );
    assert_eq!(
        explain::source(identity, Lang::Zh).unwrap(),
        "来源：公安，2026-11-20 10:42:07"
    );
}

#[test]
fn whoever_differs_is_named() {
    let told = |pointer: &str, value: Value| {
        let decision = decide(&answers(), &with(&replies(), pointer, value));
        assert_eq!(decision.reason, ReasonCode::IdentityMismatch, "{pointer}");
        let finding = decision.findings.first().unwrap();
        finding.facts.get(FactKind::IdentityAgrees).unwrap().who
    };
    let name = json!("张明");
    assert_eq!(
        told("/applicant/population/record/name", name.clone()),
        Some(Who::Applicant)
    );
    assert_eq!(
        told("/spouse/population/record/name", name.clone()),
        Some(Who::Spouse)
    );
    assert_eq!(
        told("/children/0/population/record/name", name),
        Some(Who::Child(1))
    );
    assert_eq!(
        told("/children/0/population/record/born", json!("2021-03-02")),
        Some(Who::Child(1))
    );
    // Another couple's child.
    assert_eq!(
        told("/children/0/population/record/parents", json!([])),
        Some(Who::Child(1))
    );
    // The registry knows no such person.
    assert_eq!(
        told("/spouse/population/record", Value::Null),
        Some(Who::Spouse)
    );
}

#[test]
fn old_numbers_are_the_same_person() {
    let old = id("110105491231002");
    let parents = with(
        &replies(),
        "/children/0/population/record/parents",
        json!([old]),
    );
    assert_eq!(decide(&answers(), &parents).outcome, Outcome::Eligible);
}

#[test]
fn the_marriage_has_to_agree_with_status_and_spouse() {
    let told =
        |pointer: &str, value: Value| decide(&answers(), &with(&replies(), pointer, value)).reason;
    let at = "/applicant/civil_affairs/record";
    assert_eq!(
        told(&format!("{at}/status"), json!("divorced")),
        ReasonCode::MarriageMismatch
    );
    assert_eq!(
        told(&format!("{at}/spouse"), id(APPLICANT)),
        ReasonCode::MarriageMismatch
    );
    assert_eq!(
        told(&format!("{at}/spouse"), Value::Null),
        ReasonCode::MarriageMismatch
    );
    assert_eq!(told(at, Value::Null), ReasonCode::MarriageMismatch);
    // Somebody without a record there was never married.
    let mut single = answers();
    single["applicant"]["marital_status"] = json!("single");
    let unmarried = with(&replies(), at, Value::Null);
    let unmarried = with(
        &unmarried,
        "/children/0/population/record/parents",
        json!([id(APPLICANT)]),
    );
    assert_eq!(decide(&single, &unmarried).outcome, Outcome::Eligible);
}

#[test]
fn homes_count_once_and_only_while_held() {
    let count = |applicant: Vec<Value>, spouse: Vec<Value>, child: Vec<Value>| {
        let mut all = replies();
        all["applicant"]["property"]["record"]["homes"] = json!(applicant);
        all["spouse"]["property"]["record"]["homes"] = json!(spouse);
        all["children"][0]["property"]["record"]["homes"] = json!(child);
        let homes = facts(&answers(), &all).homes.value.unwrap();
        (homes.always.inside, homes.always.outside)
    };
    let (inside, outside) = ("inside_fifth_ring", "outside_fifth_ring");
    let one = home(inside, "朝阳区示例路 1 号", Some("京（2015）1号"));
    // Shares of one home on both records; the certificate may be written with spaces.
    let share = home(inside, "朝阳区示例路1号院", Some("京（2015） 1号"));
    assert_eq!(count(vec![one.clone()], vec![share], vec![]), (1, 0));
    let share = home(inside, "朝阳区示例路1号院", Some("京(2015)１号\u{200b}"));
    assert_eq!(count(vec![one.clone()], vec![share], vec![]), (1, 0));
    let online = |address: &str, certificate| home(inside, address, certificate);
    let (wide, narrow) = ("示例路１号楼（北）３—２", "示例路1号楼(北)3-2");
    let signed = vec![online(wide, None)];
    assert_eq!(
        count(signed.clone(), vec![online(narrow, None)], vec![]),
        (1, 0)
    );
    // An empty number is no certificate, by which two homes would be one.
    let two = vec![online(narrow, Some(" ")), online("示例路2号楼", Some(""))];
    assert_eq!(count(signed, two, vec![]), (2, 0));
    // Signed on one record, registered on the other.
    let signed = home(inside, "朝阳区示例路1号", None);
    assert_eq!(
        count(vec![signed.clone()], vec![one.clone()], vec![]),
        (1, 0)
    );
    assert_eq!(count(vec![signed], vec![], vec![]), (1, 0));
    // Two certificates are two homes; a minor child's home is the household's.
    let other = home(outside, "朝阳区示例路 1 号", Some("京（2015）2号"));
    assert_eq!(count(vec![one.clone()], vec![], vec![other]), (1, 1));
    // Transferred away up to the day of the application.
    let sold = |on: &str| with(&one, "/disposed", json!(on));
    assert_eq!(count(vec![sold(ON)], vec![], vec![]), (0, 0));
    assert_eq!(count(vec![sold("2026-11-21")], vec![], vec![]), (1, 0));
}

#[test]
fn silence_leaves_its_check_open_and_the_application_waits() {
    let places = [
        ("applicant", "population", ReasonCode::IdentityMismatch),
        ("spouse", "population", ReasonCode::IdentityMismatch),
        ("applicant", "civil_affairs", ReasonCode::MarriageMismatch),
        ("applicant", "property", ReasonCode::QuotaFull),
        ("spouse", "property", ReasonCode::QuotaFull),
    ];
    for (who, registry, code) in places {
        let silent = with(&replies(), &format!("/{who}/{registry}"), Value::Null);
        let decision = decide(&answers(), &silent);
        assert_eq!(decision.outcome, Outcome::CannotTell, "{who} {registry}");
        let open: Vec<_> = decision
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::CannotTell)
            .collect();
        assert!(open.iter().any(|f| f.code == code), "{who} {registry}");
        let missing = open
            .iter()
            .flat_map(|f| f.facts.iter())
            .find(|f| f.value.is_none());
        assert_eq!(
            missing.and_then(|f| f.source),
            Registry::from_slug(registry)
        );
        // Even a rule that is known to fail waits for the rest.
        let mut full = silent.clone();
        if registry != "property" {
            full["applicant"]["property"]["record"]["homes"] = json!([
                home("inside_fifth_ring", "一号", Some("1")),
                home("inside_fifth_ring", "二号", Some("2")),
            ]);
            assert_eq!(decide(&answers(), &full).outcome, Outcome::CannotTell);
        }
    }
    // Nobody who is silent here is needed by a rule of the category.
    for place in [
        "/applicant/tax",
        "/applicant/social_insurance",
        "/spouse/permits",
    ] {
        let silent = with(&replies(), place, Value::Null);
        assert_eq!(
            decide(&answers(), &silent).outcome,
            Outcome::Eligible,
            "{place}"
        );
    }
    // One spouse's hukou makes the household local, whatever the other's is.
    let silent = with(&replies(), "/spouse/population", Value::Null);
    assert_eq!(
        facts(&answers(), &silent).hukou.value,
        Some(HouseholdHukou::Local)
    );
    let silent = with(&replies(), "/applicant/population", Value::Null);
    assert_eq!(facts(&answers(), &silent).hukou.value, None);
}

#[test]
fn either_spouse_may_hold_the_permit() {
    let mut claimed = answers();
    claimed["category"] = json!("work_residence_permit");
    let permit = |valid_to: &str| json!({ "number": "1", "valid_to": valid_to });
    let at = "/spouse/permits/record/work_residence_permit";
    let decide = |replies: &Value| decide(&claimed, replies).reason;
    assert_eq!(decide(&replies()), ReasonCode::WorkResidencePermitInvalid);
    assert_eq!(decide(&with(&replies(), at, permit(ON))), ReasonCode::Ok);
    let expired = with(&replies(), at, permit("2026-11-19"));
    assert_eq!(decide(&expired), ReasonCode::WorkResidencePermitInvalid);
    // A valid permit decides while the other spouse is not known, an expired one does not.
    let silent = |replies: &Value| with(replies, "/applicant/permits", Value::Null);
    assert_eq!(
        decide(&silent(&with(&replies(), at, permit(ON)))),
        ReasonCode::Ok
    );
    assert_eq!(decide(&silent(&expired)), ReasonCode::CannotTell);
}

#[test]
fn a_child_who_is_an_adult_by_now_is_no_part_of_the_household() {
    let mut two = answers();
    two["children"].as_array_mut().unwrap().push(json!({
        "id": "b", "name": "张二", "document_kind": "chinese_passport",
        "document_number": "E87654321", "born": "2008-11-20",
    }));
    let mut grown = replies();
    grown["applicant"]["property"]["record"]["homes"] = json!([
        home("inside_fifth_ring", "一号", Some("1")),
        home("inside_fifth_ring", "二号", Some("2")),
    ]);
    let second = with(
        &grown["children"][0],
        "/population/record/name",
        json!("张二"),
    );
    grown["children"].as_array_mut().unwrap().push(second);
    grown["children"][1]["population"]["record"]["born"] = json!("2008-11-20");
    grown["children"][1]["property"]["record"]["homes"] =
        json!([home("inside_fifth_ring", "三号", Some("3"))]);
    let decision = decide(&two, &grown);
    assert_eq!(decision.outcome, Outcome::ManualReview);
    assert_eq!(decision.reason, ReasonCode::MultiChildUncertain);
    // A day younger, and there are two minors: three homes allowed, and the child's is the third.
    two["children"][1]["born"] = json!("2008-11-21");
    grown["children"][1]["population"]["record"]["born"] = json!("2008-11-21");
    assert_eq!(decide(&two, &grown).reason, ReasonCode::QuotaFull);
    grown["children"][1]["property"]["record"]["homes"] = json!([]);
    assert_eq!(decide(&two, &grown).reason, ReasonCode::Ok);
    // One who is not named and only told of counts alike.
    let mut told = answers();
    assert_eq!(decide(&told, &grown).reason, ReasonCode::QuotaFull);
    told["has_adult_children"] = json!(true);
    assert_eq!(
        decide(&told, &grown).reason,
        ReasonCode::MultiChildUncertain
    );
}

#[test]
fn ties_to_tongzhou_come_from_hukou_and_contributions_there() {
    let mut all = replies();
    all["spouse"]["population"]["record"]["hukou"] =
        json!({ "kind": "beijing", "district": "tongzhou", "since": "2023-11-21" });
    let paid = |month: &str, district: &str| json!({ "month": month, "payment": "paid", "payer": "a", "district": district });
    all["applicant"]["social_insurance"]["record"]["contributions"] = json!([
        paid("2026-07", "tongzhou"),
        paid("2026-08", "haidian"),
        paid("2026-09", "tongzhou"),
        paid("2026-10", "tongzhou"),
    ]);
    let ties = facts(&answers(), &all).tongzhou;
    let expected = Tongzhou {
        hukou_months: 35,
        employed: true,
        contribution_months: 2,
    };
    assert_eq!(ties.value, Some(expected));
    let silent = with(&all, "/spouse/population", Value::Null);
    assert_eq!(facts(&answers(), &silent).tongzhou.value, None);
}

#[test]
fn an_incomplete_form_cannot_be_told() {
    let decision = evaluate(
        &gather::facts(
            Module::Residential,
            &Answers::default(),
            &Replies::default(),
            day(),
        ),
        Policies::builtin(),
        day(),
    );
    assert_eq!(decision.outcome, Outcome::CannotTell);
    assert!(
        decision
            .zones
            .iter()
            .all(|zone| zone.outcome == Outcome::CannotTell)
    );
}

/// Whoever names a stranger as a spouse learns that this is no spouse, and nothing else.
#[test]
fn of_a_stranger_nothing_is_told() {
    let told = |decision: &Decision| -> Vec<ReasonCode> {
        let findings = decision.findings.iter();
        findings.map(|finding| finding.code).collect()
    };
    let only = [ReasonCode::IdentityMismatch, ReasonCode::MarriageMismatch];
    let single = with(
        &with(
            &replies(),
            "/applicant/civil_affairs/record/status",
            json!("single"),
        ),
        "/applicant/civil_affairs/record/spouse",
        Value::Null,
    );
    let decision = decide(&answers(), &single);
    assert_eq!(
        (decision.outcome, decision.reason),
        (Outcome::Ineligible, only[1])
    );
    assert_eq!(told(&decision), only);
    let mut facts = decision
        .findings
        .iter()
        .flat_map(|finding| finding.facts.iter());
    assert!(facts.all(|fact| ![FactKind::Hukou, FactKind::MaritalStatus].contains(&fact.kind)));
    assert!(
        decision
            .zones
            .iter()
            .all(|zone| zone.used.is_none() && zone.cap.is_none())
    );
    // Another name under the number: the same.
    let other = with(&replies(), "/spouse/population/record/name", json!("王五"));
    let decision = decide(&answers(), &other);
    assert_eq!(decision.reason, ReasonCode::IdentityMismatch);
    assert_eq!(told(&decision), only);
    // The applicant's record names the spouse, the spouse's another one: no marriage of these two.
    let contradicted = with(
        &replies(),
        "/spouse/civil_affairs/record/spouse",
        id("E12345678"),
    );
    assert_eq!(
        decide(&answers(), &contradicted).reason,
        ReasonCode::MarriageMismatch
    );
}
