//! The policy as everybody may read it: what is listed can be loaded again, and each version tells
//! what it changed and what holds since.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use shared::policy::{
    CountScope, Parameter, ParameterValue, Policies, PolicyDetail, PolicyList, Version,
};
use shared::purchase::Module;
use shared::values::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn detail(id: &str) -> PolicyDetail {
    Policies::builtin().detail(id.parse().unwrap()).unwrap()
}

/// The changes of a version in words: parameter, before, after.
fn changes(id: &str) -> Vec<String> {
    let say = |value: ParameterValue| serde_json::to_string(&value).unwrap();
    let changes = detail(id).changes.into_iter();
    changes
        .map(|change| {
            let before = change.before.map_or("none".to_owned(), say);
            format!("{} {before} {}", change.parameter.slug(), say(change.after))
        })
        .collect()
}

#[test]
fn what_is_listed_can_be_loaded_again() {
    let policies = Policies::builtin();
    let list = policies.list(day("2026-11-20")).unwrap();
    assert_eq!(list.in_force.residential.to_string(), "R-2026-08-08");
    assert_eq!(list.in_force.commercial.to_string(), "C-2017-03-26");
    let text = serde_json::to_string(&list).unwrap();
    let again: PolicyList = serde_json::from_str(&text).unwrap();
    assert_eq!(again, list);
    assert_eq!(&Policies::from_versions(again.versions).unwrap(), policies);
    let past = policies.list(day("2026-08-07")).unwrap().in_force;
    assert_eq!(past.residential.to_string(), "R-2025-12-24");
    // Before there were rules for commercial units there is nothing to name.
    assert_eq!(policies.list(day("2016-05-05")), None);
}

#[test]
fn the_order_in_which_versions_arrive_does_not_matter() {
    let policies = Policies::builtin();
    let mut versions = policies.versions().to_vec();
    versions.reverse();
    assert_eq!(&Policies::from_versions(versions).unwrap(), policies);
}

#[test]
fn versions_with_a_gap_or_an_overlap_are_refused() {
    let all = Policies::builtin().versions();
    let without = |id: &str| -> Vec<Version> {
        let kept = all.iter().filter(|v| v.id.to_string() != id);
        kept.cloned().collect()
    };
    let refused = |versions| {
        let read = Policies::from_versions(versions);
        read.map_or_else(|fault| fault.to_string(), |_| "accepted".to_owned())
    };
    assert_eq!(
        refused(without("R-2010-05-01")),
        "R-2011-02-17.json:1: leaves a rule without overseas_cap, which nobody sets"
    );
    assert_eq!(
        refused(without("T-2015-08-15")),
        "accepted",
        "nothing is lacking where nothing was special"
    );
    let mut twice = all.to_vec();
    twice.extend(all.first().cloned());
    assert_eq!(
        refused(twice),
        "R-2010-05-01.json:1: R-2010-05-01 is there twice"
    );
    let mut lacking = all.to_vec();
    for version in &mut lacking {
        version.parameters.in_local = None;
    }
    assert_eq!(
        refused(lacking),
        "R-2025-08-09.json:1: count_scope needs in_local, which nobody sets"
    );
    let mut impossible = all.to_vec();
    for version in &mut impossible {
        version.parameters.tz_years = version.parameters.tz_years.map(|_| 99);
    }
    assert_eq!(
        refused(impossible),
        "T-2015-08-15.json:1: tz_years must lie between 0 and 20"
    );
}

#[test]
fn a_version_tells_what_it_changed() {
    assert_eq!(
        changes("R-2026-08-08"),
        // The months outside the ring are confirmed, not changed.
        ["months_in 24 12", "gift_parent_child_check none false"]
    );
    assert_eq!(
        changes("R-2024-03-27"),
        ["divorce_years 3 0"],
        "the day until which divorces are exempt stays as it was"
    );
    assert_eq!(
        changes("T-2016-05-06"),
        [r#"tz_commercial_sold_before none "2016-05-06""#],
        "Tongzhou's versions may change what the commercial rules read"
    );
    let scope = changes("R-2025-08-09");
    assert!(
        scope.contains(&r#"count_scope "city" "inside_fifth_ring""#.to_owned()),
        "{scope:?}"
    );
}

#[test]
fn a_version_is_in_force_until_the_next_one_of_its_module() {
    for (id, module, until) in [
        ("R-2010-05-01", Module::Residential, Some("2011-02-16")),
        // Tongzhou's versions change the residential rules.
        ("R-2013-03-31", Module::Residential, Some("2015-08-14")),
        ("T-2015-08-15", Module::Residential, Some("2016-02-03")),
        ("R-2025-12-24", Module::Residential, Some("2026-08-07")),
    ] {
        let detail = detail(id);
        assert_eq!(detail.version.id.to_string(), id);
        assert_eq!(
            (detail.module, detail.from),
            (module, day(&id[2..])),
            "{id}"
        );
        assert_eq!(detail.until, until.map(day), "{id}");
    }
    for module in [Module::Residential, Module::Commercial] {
        let last = Policies::builtin().rules(module).last().unwrap().policy;
        let detail = Policies::builtin().detail(last).unwrap();
        assert_eq!((detail.module, detail.until), (module, None));
    }
    let nobody = "R-2099-01-01".parse().unwrap();
    assert_eq!(Policies::builtin().detail(nobody), None);
}

#[test]
fn every_rule_in_force_names_its_document() {
    let detail = detail("R-2026-08-08");
    let rule = |parameter| {
        let mut rules = detail.rules.iter();
        rules.find(|rule| rule.parameter == parameter).unwrap()
    };
    let scope = rule(Parameter::CountScope);
    assert_eq!(
        scope.value,
        ParameterValue::Scope(CountScope::InsideFifthRing)
    );
    assert_eq!(scope.version.to_string(), "R-2025-08-09");
    let cap = rule(Parameter::OverseasCap);
    assert_eq!(cap.version.to_string(), "R-2010-05-01");
    // It stands in another document than the rest of its version.
    assert_eq!(cap.source.number.as_deref(), Some("建住房〔2006〕171号"));
    assert_eq!(
        rule(Parameter::MonthsIn).version.to_string(),
        "R-2026-08-08"
    );
    assert_eq!(
        rule(Parameter::MonthsOut).version.to_string(),
        "R-2026-08-08"
    );
    // A rule that begins later is not among them.
    let early = self::detail("R-2010-05-01");
    assert_eq!(early.rules.len(), early.version.parameters.entries().len());
    assert_eq!(early.changes.len(), early.rules.len());
    assert!(early.changes.iter().all(|change| change.before.is_none()));
}

#[test]
fn two_versions_of_one_day_hold_together() {
    let mut versions = Policies::builtin().versions().to_vec();
    for (id, months, rider) in [
        ("R-2099-01-01", Some(6), None),
        ("T-2099-01-01", None, Some(true)),
    ] {
        let mut version = versions.last().unwrap().clone();
        version.id = id.parse().unwrap();
        version.effective_from = version.id.from;
        version.parameters = Default::default();
        version.parameters.months_in = months;
        version.parameters.tongzhou_rider = rider;
        versions.push(version);
    }
    let policies = Policies::from_versions(versions).unwrap();
    let details =
        ["R-2099-01-01", "T-2099-01-01"].map(|id| policies.detail(id.parse().unwrap()).unwrap());
    assert_eq!(details[0].rules, details[1].rules);
    assert_eq!((details[0].until, details[1].until), (None, None));
    let changed = details.map(|d| d.changes.iter().map(|c| c.parameter).collect::<Vec<_>>());
    assert_eq!(
        changed,
        [vec![Parameter::MonthsIn], vec![Parameter::TongzhouRider]]
    );
    let last = Policies::builtin().rules(Module::Residential).last();
    let eve = policies.detail(last.unwrap().policy).unwrap();
    assert_eq!(eve.until, Some(day("2098-12-31")));
}
