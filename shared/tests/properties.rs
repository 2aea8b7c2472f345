//! Properties that hold for every household under every version.

#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use chrono::Days;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use shared::application::Module;
use shared::form::{Origin, Transfer};
use shared::policy::situation::{
    Aim, Claim, ContributionRow, HomeCounts, LocalHukou, PastDivorce, TongzhouTies,
};
use shared::policy::{
    ContributionKind, Decision, Fact, Facts, Outcome, Policies, Situation, Unnamed, Verdict,
    evaluate, explain,
};
use shared::registry::{MaritalStatus, StayPermit};
use shared::values::{Day, Lang, Zone};

static ANEW: LazyLock<Policies> = LazyLock::new(|| Policies::load(Vec::new()).unwrap_or_default());

const HOUSEHOLDS: u32 = 2_500;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: HOUSEHOLDS,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Days around the beginnings of the versions, and any day.
fn days() -> impl Strategy<Value = Day> {
    let starts: Vec<Day> = Policies::builtin()
        .versions()
        .iter()
        .map(|version| version.effective_from)
        .collect();
    let first = Day::from_ymd_opt(2010, 1, 1).unwrap_or_default();
    prop_oneof![
        (select(starts), 0_u64..3).prop_map(|(day, after)| day - Days::new(1) + Days::new(after)),
        (0_u64..6_500).prop_map(move |after| first + Days::new(after)),
    ]
}

fn targets() -> impl Strategy<Value = (Module, Claim, Aim)> {
    let claims = select(vec![
        Claim::Local,
        Claim::Military,
        Claim::WorkResidencePermit,
        Claim::NonLocalSocialInsurance,
        Claim::NonLocalSocialInsurance,
        Claim::NonLocalIncomeTax,
        Claim::NonLocalIncomeTax,
        Claim::HongKongMacaoTaiwanOverseasChinese,
        Claim::Foreign,
    ]);
    let aims = select(vec![
        Aim::InsideFifthRing,
        Aim::InsideFifthRing,
        Aim::OutsideFifthRing,
        Aim::Tongzhou,
        Aim::SingleStoreyHouse,
    ]);
    prop_oneof![
        5 => (claims, aims).prop_map(|(claim, aim)| (Module::Residential, claim, aim)),
        1 => select(vec![Aim::CommercialResale, Aim::CommercialNew])
            .prop_map(|aim| (Module::Commercial, Claim::Individual, aim)),
    ]
}

fn homes() -> impl Strategy<Value = HomeCounts> {
    (0_u8..4, 0_u8..4, 0_u8..2).prop_map(|(inside, outside, signed)| HomeCounts {
        inside_fifth_ring: inside,
        outside_fifth_ring: outside,
        signed_not_registered_inside: signed,
    })
}

fn rows() -> impl Strategy<Value = ContributionRow> {
    let kinds = select(vec![
        ContributionKind::SocialInsurance,
        ContributionKind::IncomeTax,
    ]);
    let months = prop_oneof![select(vec![11_u16, 12, 23, 24, 35, 36, 59, 60]), 0_u16..80];
    (kinds, months, 0_u16..6, 0_u16..6, 0_u8..7).prop_map(
        |(kind, months, missing, back_paid, years)| ContributionRow {
            kind,
            months,
            missing: missing.saturating_sub(2).min(months / 3),
            back_paid: back_paid.saturating_sub(2).min(months / 3),
            years_with_a_record: years,
        },
    )
}

prop_compose! {
    fn people()(
        marital_status in option::of(select(vec![
            MaritalStatus::Single,
            MaritalStatus::Married,
            MaritalStatus::Divorced,
            MaritalStatus::Widowed,
        ])),
        children_ages in option::of(proptest::collection::vec(0_u8..25, 0..4)),
        local_hukou in option::of(select(vec![
            LocalHukou::None,
            LocalHukou::Applicant,
            LocalHukou::Both,
            LocalHukou::StudentCollective,
        ])),
        talent_certified in option::of(any::<bool>()),
        temporary_residence_permit in option::weighted(0.5, select(vec![true, true, false])),
        divorce in option::weighted(0.2, (2019_i32..2024, 1_u32..13, 0_u8..4)),
        tongzhou in option::of((0_u16..50, any::<bool>(), 0_u16..50)),
    ) -> Situation {
        Situation {
            marital_status,
            children_ages,
            local_hukou,
            talent_certified,
            temporary_residence_permit,
            divorce: divorce.map(|(year, month, former_family_homes)| PastDivorce {
                date: Day::from_ymd_opt(year, month, 6).unwrap_or_default(),
                former_family_homes,
            }),
            tongzhou: tongzhou.map(|(hukou_months, employed, contribution_months)| TongzhouTies {
                hukou_months,
                employed,
                contribution_months,
            }),
            ..bare()
        }
    }
}

fn bare() -> Situation {
    Situation {
        module: Module::Residential,
        date: Day::default(),
        target: Aim::InsideFifthRing,
        transfer: None,
        category: Claim::Local,
        marital_status: None,
        children_ages: None,
        local_hukou: None,
        homes: None,
        commercial_units: None,
        spouse_homes: None,
        contribution: None,
        work_residence_permit_valid_to: None,
        stationed_in_beijing: None,
        talent_certified: None,
        temporary_residence_permit: None,
        origin: None,
        overseas_chinese_certified: None,
        in_mainland: None,
        lodging_registered: None,
        stay_permit: None,
        months_working_in_beijing: None,
        divorce: None,
        tongzhou: None,
    }
}

prop_compose! {
    fn situations()(
        people in people(),
        date in days(),
        (module, category, target) in targets(),
        transfer in option::weighted(0.1, Just(Transfer::GiftParentToAdultChild)),
        homes in option::weighted(0.8, homes()),
        commercial_units in option::of(0_u8..2),
        contribution in option::weighted(0.8, rows()),
        permit in option::weighted(0.5, 2010_i32..2030),
        stationed_in_beijing in option::of(any::<bool>()),
        origin in option::of(select(vec![Origin::HongKong, Origin::OverseasChinese])),
        overseas in (option::of(any::<bool>()), option::of(any::<bool>()), option::of(any::<bool>())),
        stay in option::of(select(vec![StayPermit::Work, StayPermit::Study])),
        months_working_in_beijing in option::of(0_u16..24),
    ) -> Situation {
        Situation {
            module,
            date,
            target,
            category,
            transfer,
            homes,
            commercial_units,
            contribution,
            work_residence_permit_valid_to: permit.and_then(|year| Day::from_ymd_opt(year, 6, 1)),
            stationed_in_beijing,
            origin,
            overseas_chinese_certified: overseas.0,
            in_mainland: overseas.1,
            lodging_registered: overseas.2,
            stay_permit: stay,
            months_working_in_beijing,
            ..people
        }
    }
}

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

const FORGETTABLE: [Forget; 19] = [
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
];

proptest! {
    #![proptest_config(config())]

    #[test]
    fn more_months_never_make_it_worse(situation in situations(), more in 1_u16..30) {
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
                    let cited = explain::reference(finding.reference, policies, lang);
                    prop_assert!(cited.contains('《'), "{cited}");
                }
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
        // While a finding waits, so does the application.
        let waits = unknown.findings.iter().any(|f| f.verdict == Verdict::CannotTell);
        prop_assert_eq!(waits, unknown.outcome == Outcome::CannotTell);
    }
}
