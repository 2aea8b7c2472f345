//! 资格预检 over made situations: questions that lead to an answer, and estimates that hold.

#![cfg(not(target_arch = "wasm32"))]

#[path = "support/households.rs"]
mod households;

use households::{config, situations};
use proptest::prelude::*;
use shared::policy::precheck::Question;
use shared::policy::situation::{ContributionRow, FirstSold, HomeCounts, NotKnown};
use shared::policy::{
    ContributionKind, Outcome, Policies, Precheck, ReasonCode, Situation, Unnamed, evaluate,
    precheck,
};
use shared::purchase::Module;
use shared::registry::MaritalStatus;

/// What would have to be known, in the order of asking.
fn open(precheck: &Precheck) -> Vec<Question> {
    let questions = precheck.questions.iter();
    questions
        .filter(|q| !q.answered)
        .map(|q| q.question)
        .collect()
}

/// Answers a question, somehow.
fn answer(question: Question, told: &mut Situation) {
    use Question as Q;
    match question {
        Q::Origin => told.origin = Some(shared::household::Origin::Taiwan),
        Q::LocalHukou => told.local_hukou = Some(shared::policy::situation::LocalHukou::Applicant),
        Q::WorkResidencePermitValidTo => told.work_residence_permit_valid_to = Some(None),
        Q::StationedInBeijing => told.stationed_in_beijing = Some(true),
        Q::InMainland => told.in_mainland = Some(true),
        Q::LodgingRegistered => told.lodging_registered = Some(true),
        Q::StayPermit => told.stay_permit = Some(None),
        Q::OverseasChineseCertified => told.overseas_chinese_certified = Some(true),
        Q::MaritalStatus => told.marital_status = Some(MaritalStatus::Divorced),
        Q::Homes => told.homes = Some(HomeCounts::default()),
        Q::CommercialUnits => told.commercial_units = Some(0),
        Q::UnitFirstSold => {
            let unknown = FirstSold::Unknown(NotKnown::Unknown);
            told.unit.get_or_insert_default().first_sold = Some(unknown);
        }
        Q::UnitInTongzhou => told.unit.get_or_insert_default().in_tongzhou = Some(false),
        Q::Contribution => {
            told.contribution = Some(ContributionRow {
                months: 30,
                years_with_a_record: 2,
                ..ContributionRow::none(ContributionKind::IncomeTax)
            });
        }
        Q::TemporaryResidencePermit => told.temporary_residence_permit = Some(true),
        Q::MonthsWorkingInBeijing => told.months_working_in_beijing = Some(7),
        Q::ChildrenAges => told.children_ages = Some(vec![3, 9]),
        Q::TalentCertified => told.talent_certified = Some(false),
        Q::Divorce => told.divorce = Some(None),
        Q::Tongzhou => told.tongzhou = Some(Default::default()),
    }
}

proptest! {
    #![proptest_config(config(250))]

    /// Whatever was told: while something cannot be told there is a question, and when all of them
    /// are answered everything can be told.
    #[test]
    fn the_questions_lead_to_an_answer(situation in situations()) {
        let policies = Policies::builtin();
        let mut situation = situation;
        for _ in Question::ALL {
            let now = precheck(&situation, policies);
            let Some(next) = open(&now).first().copied() else { break };
            answer(next, &mut situation);
        }
        let last = precheck(&situation, policies);
        prop_assert_eq!(open(&last), vec![]);
        for part in situation.module.parts() {
            let told = last.decision.outcome_for(*part);
            // A month that is not posted yet is nothing that a person could tell.
            prop_assert_ne!(told, (Outcome::CannotTell, ReasonCode::CannotTell));
        }
    }

    /// A question that is not asked does not matter: no answer to it changes what was said.
    #[test]
    fn what_is_not_asked_changes_nothing(situation in situations()) {
        let policies = Policies::builtin();
        let before = precheck(&situation, policies);
        let asked: Vec<Question> = before.questions.iter().map(|q| q.question).collect();
        for question in Question::ALL {
            if asked.contains(&question) || question.is_answered(&situation) {
                continue;
            }
            let mut answered = situation.clone();
            answer(question, &mut answered);
            let after = precheck(&answered, policies);
            for part in situation.module.parts() {
                prop_assert_eq!(
                    before.decision.outcome_for(*part).0,
                    after.decision.outcome_for(*part).0,
                    "{:?}", question
                );
            }
        }
    }

    /// A way to a yes leads to a yes: the household that has gone it may buy.
    #[test]
    fn a_sale_that_is_proposed_at_once_is_enough(situation in situations()) {
        let policies = Policies::builtin();
        let now = precheck(&situation, policies);
        for path in now.outlook {
            if path.wait_months > 0 || !path.obtain.is_empty() || !path.open.is_empty() {
                continue;
            }
            let mut sold = situation.clone();
            if let Some(homes) = &mut sold.homes {
                let all = homes.inside_fifth_ring + homes.signed_not_registered_inside;
                homes.inside_fifth_ring = all - path.sell.inside_fifth_ring;
                homes.signed_not_registered_inside = 0;
                homes.outside_fifth_ring -= path.sell.outside_fifth_ring;
            }
            if let Some(units) = &mut sold.commercial_units {
                *units -= path.sell.commercial_units;
            }
            let facts = sold.facts(policies, Unnamed::Unknown);
            let after = evaluate(&facts, policies, sold.date);
            prop_assert_eq!(after.outcome_for(path.zone).0, Outcome::Eligible);
        }
    }

    /// A home is not denied for commercial units, so nobody is told to sell one for it.
    #[test]
    fn no_unit_is_sold_for_a_home(situation in situations(), units in 1_u8..10) {
        prop_assume!(situation.module == Module::Residential);
        let outlook = |units: Option<u8>| {
            let situation = Situation { commercial_units: units, ..situation.clone() };
            precheck(&situation, Policies::builtin()).outlook
        };
        let owner = outlook(Some(units));
        prop_assert!(owner.iter().all(|path| path.sell.commercial_units == 0));
        prop_assert_eq!(owner, outlook(None));
    }
}
