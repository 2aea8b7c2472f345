//! The files of the policy versions: pinned, complete, and refused where they are wrong.

mod refusals;

use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::policy::policies::BUILTIN;
use shared::policy::{CountScope, Policies, Revision, Version, VersionId};
use shared::purchase::Module;
use shared::values::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap_or_default()
}

/// A version that begins on a day, with parameters in JSON, as an operator writes it.
fn further(id: &str, parameters: &str) -> (String, String) {
    let from = id.get(2..).unwrap_or_default();
    let text = format!(
        r#"{{
  "id": "{id}",
  "effective_from": "{from}",
  "issued": "{from}",
  "source": {{"document": "关于……的通知"}},
  "sentence": {{"zh-CN": "……", "en": "…"}},
  "parameters": {{
    {parameters}
  }},
  "confidence": "high"
}}"#
    );
    (format!("{id}.json"), text)
}

/// A line of the list of pins.
fn pin(version: &Version) -> String {
    let hash = Sha256::digest(version.deciding().as_bytes());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}  {}", version.id)
}

#[test]
fn what_decides_in_a_published_version_never_changes() {
    let pinned: Vec<&str> = include_str!("../../policies/pins.txt").lines().collect();
    let pins: Vec<String> = Policies::builtin().versions().iter().map(pin).collect();
    assert_eq!(pins, pinned, "what is published stays as it is");
}

#[test]
fn what_describes_a_version_can_be_corrected_and_what_decides_cannot() {
    let id: VersionId = "R-2026-08-08".parse().unwrap();
    let version = Policies::builtin().version(id).unwrap();
    let mut described = version.clone();
    described.source.document = "another title".to_owned();
    described.source.described = false;
    described.source.number = Some("京建发〔2026〕1号".to_owned());
    described.source.url = Some("https://example.org".to_owned());
    described.sentence.en = "other words".to_owned();
    described.open_question = None;
    described.revised = Some(Revision {
        number: 3,
        on: day("2027-01-01"),
    });
    assert_eq!(pin(&described), pin(version));
    let mut other = version.clone();
    other.parameters.months_in = Some(13);
    assert_ne!(pin(&other), pin(version));
    let mut earlier = version.clone();
    earlier.effective_from = day("2026-08-07");
    assert_ne!(pin(&earlier), pin(version));
    assert_eq!(
        version.deciding(),
        r#"{"effective_from":"2026-08-08","id":"R-2026-08-08","module":"residential","parameters":{"gift_parent_child_check":false,"months_in":12,"months_out":12}}"#
    );
}

#[test]
fn every_version_of_the_list_is_there_with_its_parameters() {
    let list: Vec<Value> = serde_json::from_str(include_str!("../versions.json")).unwrap();
    let policies = Policies::builtin();
    assert_eq!(policies.versions().len(), list.len());
    for entry in list {
        let id: VersionId = serde_json::from_value(entry["id"].clone()).unwrap();
        let version = policies.version(id).unwrap();
        let ours = serde_json::to_value(version).unwrap();
        assert_eq!(ours["effective_from"], entry["effective_from"]);
        for (name, value) in entry["parameters"].as_object().unwrap() {
            assert_eq!(ours["parameters"][name], *value, "{id} {name}");
        }
        assert!(!version.sentence.zh.is_empty() && !version.sentence.en.is_empty());
        let is_open = entry.get("open_question").is_some();
        assert!(
            !is_open || version.open_question.is_some(),
            "{id} has an open question"
        );
    }
}

#[test]
fn a_file_reads_back_as_it_was_written() {
    for (name, text) in BUILTIN {
        let policies = Policies::builtin();
        let version = policies.version(name.parse().unwrap()).unwrap();
        let raw: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(version).unwrap(), raw);
    }
}

#[test]
fn readers_are_shown_what_decides_and_nothing_that_was_replaced() {
    use shared::policy::Parameter as P;
    let policies = Policies::builtin();
    let shown = |text| -> Vec<P> {
        let rules = policies.in_force(Module::Residential, day(text)).unwrap();
        rules
            .entries_in_use()
            .into_iter()
            .map(|entry| entry.0)
            .collect()
    };
    let today = shown("2026-11-20");
    for out in [
        P::NewPurchaseCap,
        P::LocalFamily,
        P::ExtraOutside,
        P::TaxYears,
        P::TaxMonths,
        P::TalentMonths,
        P::DivorceYears,
        P::TzYears,
    ] {
        assert!(!today.contains(&out), "{out:?}");
    }
    for within in [P::MonthsIn, P::InLocal, P::TaxGap, P::MultiChildBonus] {
        assert!(today.contains(&within), "{within:?}");
    }
    let in_2022 = shown("2022-01-01");
    for within in [P::LocalSingle, P::TaxMonths, P::DivorceYears, P::TzYears] {
        assert!(in_2022.contains(&within), "{within:?}");
    }
    assert!(!in_2022.contains(&P::TaxYears));
}

#[test]
fn versions_accumulate() {
    let policies = Policies::builtin();
    let on = |text| policies.in_force(Module::Residential, day(text)).unwrap();
    let today = on("2026-11-20");
    assert_eq!(today.policy.to_string(), "R-2026-08-08");
    assert_eq!(today.months_in.map(|s| s.value), Some(12));
    let bonus = today.multi_child_bonus.unwrap();
    assert_eq!(
        (bonus.value, bonus.reference.version.to_string().as_str()),
        (1, "R-2025-12-24")
    );
    assert_eq!(
        today.count_scope.map(|s| s.value),
        Some(CountScope::InsideFifthRing)
    );
    assert_eq!(on("2026-08-07").policy.to_string(), "R-2025-12-24");
    assert_eq!(on("2016-05-06").policy.to_string(), "T-2016-05-06");
    assert!(
        policies
            .in_force(Module::Residential, day("2010-04-30"))
            .is_none()
    );
    assert!(
        policies
            .in_force(Module::Commercial, day("2016-05-05"))
            .is_none()
    );
    // Tongzhou's rule on commercial units is older than the city's.
    let alone = policies
        .in_force(Module::Commercial, day("2017-03-25"))
        .unwrap();
    assert_eq!(alone.policy.to_string(), "T-2016-05-06");
    assert_eq!(alone.entries().len(), 1);
    let commercial = policies
        .in_force(Module::Commercial, day("2026-11-20"))
        .unwrap();
    assert_eq!(commercial.policy.to_string(), "C-2017-03-26");
}

#[test]
fn a_further_version_is_one_file() {
    let more = further("R-2099-01-01", r#""months_in": 6, "months_out": 6"#);
    let policies = Policies::load(vec![more]).unwrap();
    let on = |text| policies.in_force(Module::Residential, day(text)).unwrap();
    assert_eq!(on("2099-01-01").months_in.map(|s| s.value), Some(6));
    let before = Policies::builtin().in_force(Module::Residential, day("2098-12-31"));
    assert_eq!(Some(on("2098-12-31")), before);
    assert_eq!(
        Some(on("2099-01-01").in_local),
        before.map(|rules| rules.in_local)
    );
}

#[test]
fn two_versions_of_one_day_may_change_different_things() {
    let files = vec![
        further("R-2099-01-01", r#""months_in": 6"#),
        further("T-2099-01-01", r#""tongzhou_rider": true"#),
    ];
    let policies = Policies::load(files).unwrap();
    let rules = policies
        .in_force(Module::Residential, day("2099-01-01"))
        .unwrap();
    assert_eq!(rules.months_in.map(|s| s.value), Some(6));
    assert_eq!(rules.tongzhou_rider.map(|s| s.value), Some(true));
}
