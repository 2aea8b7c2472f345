//! Properties that hold for every household under every version.

#![cfg(not(target_arch = "wasm32"))]

#[path = "support/households.rs"]
mod households;

use std::sync::LazyLock;

use households::{config, situations};
use proptest::prelude::*;
use shared::policy::situation::NewestMonth;
use shared::policy::{
    Decision, Fact, Facts, Outcome, Policies, ReasonCode, Situation, Unnamed, Verdict, evaluate,
    explain,
};
use shared::values::{Lang, Zone};

static ANEW: LazyLock<Policies> = LazyLock::new(|| Policies::load(Vec::new()).unwrap_or_default());

fn decide(situation: &Situation, unnamed: Unnamed) -> Decision {
    let policies = Policies::builtin();
    evaluate(
        &situation.facts(policies, unnamed),
        policies,
        situation.date,
    )
}

/// How good an answer is for the household.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Ineligible => 0,
        Outcome::CannotTell => 1,
        Outcome::ManualReview => 2,
        Outcome::Eligible => 3,
        Outcome::NotChecked => 4,
    }
}

/// The answers of a decision: for the purchase, and for each zone.
fn answers(decision: &Decision) -> Vec<Outcome> {
    let zone = |zone| decision.zone(zone).map(|result| result.outcome);
    [
        Some(decision.outcome),
        zone(Zone::InsideFifthRing),
        zone(Zone::OutsideFifthRing),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn no_worse(before: &Decision, after: &Decision) -> Result<(), TestCaseError> {
    for (one, other) in answers(before).into_iter().zip(answers(after)) {
        prop_assert!(rank(other) >= rank(one), "{one:?} became {other:?}");
    }
    Ok(())
}

/// Makes one fact unknown.
type Forget = fn(&mut Facts);

fn forget<T>(fact: &mut Fact<T>) {
    *fact = Fact::unknown(None);
}

const FORGETTABLE: [Forget; 21] = [
    |f| forget(&mut f.identity),
    |f| forget(&mut f.marriage),
    |f| forget(&mut f.hukou),
    |f| forget(&mut f.work_residence_permit),
    |f| forget(&mut f.stationed_in_beijing),
    |f| forget(&mut f.in_mainland),
    |f| forget(&mut f.lodging_registered),
    |f| forget(&mut f.stay_permit),
    |f| forget(&mut f.months_of_work),
    |f| forget(&mut f.overseas_chinese_certified),
    |f| forget(&mut f.residence_permit),
    |f| forget(&mut f.talent_certified),
    |f| forget(&mut f.social_insurance.applicant),
    |f| forget(&mut f.income_tax.applicant),
    |f| forget(&mut f.divorce),
    |f| forget(&mut f.former_family_homes),
    |f| forget(&mut f.tongzhou),
    |f| forget(&mut f.homes),
    |f| forget(&mut f.minor_children),
    |f| forget(&mut f.unit.first_sold),
    |f| forget(&mut f.unit.in_tongzhou),
];

proptest! {
    #![proptest_config(config(10_000))]

    #[test]
    fn more_months_never_make_it_worse(situation in situations(), more in 1_u16..30) {
        let mut situation = situation;
        if let Some(row) = &mut situation.contribution {
            // What is not posted yet makes a longer row wait.
            row.newest_month = NewestMonth::Posted;
        }
        let mut longer = situation.clone();
        if let Some(row) = &mut longer.contribution {
            row.months += more;
            row.years_with_a_record += u8::try_from(more / 6).unwrap_or(0);
        }
        let before = decide(&situation, Unnamed::Harmless);
        no_worse(&before, &decide(&longer, Unnamed::Harmless))?;
        let mut mended = situation;
        if let Some(row) = &mut mended.contribution {
            row.missing = row.missing.saturating_sub(more);
            row.back_paid = row.back_paid.saturating_sub(more / 2);
        }
        no_worse(&before, &decide(&mended, Unnamed::Harmless))?;
    }

    #[test]
    fn fewer_homes_never_make_it_worse(situation in situations(), inside in 0_u8..3, outside in 0_u8..3) {
        let mut fewer = situation.clone();
        if let Some(homes) = &mut fewer.homes {
            homes.inside_fifth_ring = homes.inside_fifth_ring.saturating_sub(inside);
            homes.outside_fifth_ring = homes.outside_fifth_ring.saturating_sub(outside);
        }
        fewer.commercial_units = fewer.commercial_units.map(|units| units.saturating_sub(inside));
        let before = decide(&situation, Unnamed::Harmless);
        no_worse(&before, &decide(&fewer, Unnamed::Harmless))?;
    }

    #[test]
    fn a_decision_replays_to_the_same_bytes(situation in situations()) {
        let policies = Policies::builtin();
        let facts = situation.facts(policies, Unnamed::Harmless);
        let decision = evaluate(&facts, policies, situation.date);
        let bytes = serde_json::to_vec(&decision).unwrap_or_default();
        // Also under policies read anew, and after it was stored and read again.
        let again = evaluate(&facts, &ANEW, situation.date);
        prop_assert_eq!(&bytes, &serde_json::to_vec(&again).unwrap_or_default());
        let stored: Option<Decision> = serde_json::from_slice(&bytes).ok();
        prop_assert_eq!(stored.as_ref(), Some(&decision));
        prop_assert_eq!(&bytes, &serde_json::to_vec(&stored).unwrap_or_default());
    }

    #[test]
    fn every_finding_is_explained_and_its_reference_resolves(situation in situations()) {
        let policies = Policies::builtin();
        for unnamed in [Unnamed::Harmless, Unnamed::Unknown] {
            let decision = decide(&situation, unnamed);
            prop_assert!(!decision.findings.is_empty());
            for finding in &decision.findings {
                let (version, _) = policies.cite(finding.reference).ok_or_else(|| {
                    TestCaseError::fail(format!("{:?} does not resolve", finding.reference))
                })?;
                prop_assert!(
                    version.effective_from <= situation.date || finding.verdict == Verdict::NotCovered
                );
                for lang in [Lang::Zh, Lang::En] {
                    let text = explain::sentence(finding, lang);
                    prop_assert!(text.ends_with(['。', '.']), "{text}");
                    prop_assert!(!text.contains("  ") && !text.contains("。。"), "{text}");
                    let requirement = explain::requirement(finding, policies, lang);
                    prop_assert!(requirement.ends_with(['。', '.']), "{requirement}");
                    if let Some(cited) = explain::citation(finding, policies, lang) {
                        prop_assert!(!cited.contains("待") && !cited.contains("confirmed"), "{cited}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_withheld_is_not_made_up(situation in situations()) {
        for unnamed in [Unnamed::Harmless, Unnamed::Unknown] {
            let decision = decide(&situation, unnamed);
            let told = decision.clone().without_facts();
            prop_assert_eq!((told.outcome, told.reason), (decision.outcome, decision.reason));
            for (told, full) in told.findings.iter().zip(&decision.findings) {
                let text = explain::sentence(told, Lang::Zh);
                let is_plain = text == "这一项符合要求。"
                    || text == explain::reason(told.code, Lang::Zh)
                    || told.verdict == Verdict::CannotTell
                        && text == explain::reason(ReasonCode::CannotTell, Lang::Zh);
                // Of what rests on no fact the whole sentence stays.
                let rests_on_none = full.facts.iter().next().is_none()
                    && text == explain::sentence(full, Lang::Zh);
                prop_assert!(is_plain || rests_on_none, "{text}");
                prop_assert!(explain::source(told, Lang::Zh).is_none());
            }
        }
    }

    #[test]
    fn a_missing_fact_never_decides(situation in situations(), which in 0..FORGETTABLE.len()) {
        let policies = Policies::builtin();
        let mut facts = situation.facts(policies, Unnamed::Harmless);
        let known = evaluate(&facts, policies, situation.date);
        if let Some(forget) = FORGETTABLE.get(which) {
            forget(&mut facts);
        }
        let unknown = evaluate(&facts, policies, situation.date);
        for (one, other) in answers(&known).into_iter().zip(answers(&unknown)) {
            prop_assert!(
                other == one || other == Outcome::CannotTell,
                "{one:?} became {other:?}"
            );
        }
        // While a finding waits, so does the application; for a month that is not posted yet only
        // where nothing else decides.
        let newest = ReasonCode::NewestMonthNotPosted;
        let mut waiting = unknown.findings.iter().filter(|f| f.verdict == Verdict::CannotTell);
        let waits = waiting.any(|f| f.code != newest);
        prop_assert_eq!(waits, unknown.reason == ReasonCode::CannotTell);
        let unposted = (unknown.outcome, unknown.reason) == (Outcome::CannotTell, newest);
        prop_assert_eq!(unknown.outcome == Outcome::CannotTell, waits || unposted);
    }
}
