//! Homes: decided per household, answered per zone.

use super::case::{Case, Class};
use super::docket::{Docket, before_rule};
use super::entry::Rule;
use super::judgment::{Found, Judgment};
use super::{contributions, divorce, overseas, people, quota, tongzhou};
use crate::household::Category;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Outcome, Threshold, Verdict};
use crate::policy::facts::Facts;
use crate::policy::facts::ledger::ContributionKind;
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::{Parameter, Reference};
use crate::purchase::Transfer;
use crate::values::Day;

pub(super) fn judge<'f>(
    facts: &'f Facts,
    policies: &'f Policies,
    on: Day,
    rules_of: Day,
) -> Judgment<'f> {
    let in_force = policies.in_force_with_requirements(facts.module, rules_of);
    let Some((rules, requirements)) = in_force else {
        return before_rule(facts, policies, on);
    };
    let from = rules.bungalow_counts_from.map(|set| set.value);
    let homes = facts.homes.value.as_ref().map(|homes| homes.counted(from));
    let mut docket = Docket::open(facts, Some(rules.policy), on).count(homes);
    let begun = Reference {
        version: rules.policy,
        parameter: Parameter::CountScope,
    };
    let base = rules.count_scope.as_ref();
    let base = base.map_or(begun, |set| set.reference);
    if facts.purchase.single_storey && !rules.bungalow.is_some_and(|s| s.value) {
        let found = single_storey(policies, facts, &base);
        return docket.not_checked(Some(found), ReasonCode::SingleStoreyHouseNotCovered);
    }
    if facts.purchase.transfer == Transfer::GiftParentToAdultChild
        && let Some(set) = rules.gift_parent_child_check.as_ref().filter(|s| !s.value)
    {
        let code = ReasonCode::GiftParentToChild;
        let rule = Rule::new(Check::Scope, code, &set.reference);
        return docket.not_checked(Some(rule.found(None, Verdict::NotCovered)), code);
    }
    let Some(category) = facts.category else {
        // Nothing can be told of a household that claims no category yet.
        let mut judgment = docket.close();
        judgment.outcome = Outcome::CannotTell;
        judgment.reason = ReasonCode::CannotTell;
        for zone in judgment.zones.iter_mut() {
            zone.outcome = Outcome::CannotTell;
            zone.reason = ReasonCode::CannotTell;
            zone.remaining = None;
        }
        return judgment;
    };
    let class = match category {
        Category::Local | Category::Military | Category::WorkResidencePermit => Class::Local,
        Category::NonLocalSocialInsurance | Category::NonLocalIncomeTax => Class::NonLocal,
        Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign => Class::Overseas,
    };
    let case = Case {
        facts,
        rules,
        requirements,
        on,
        class,
        homes,
        base,
    };
    people::identity(facts, &base, &mut docket);
    people::marriage(facts, &base, &mut docket);
    if docket.is_denied() {
        // Whoever is not who the form says, or not married to whom it says, is told nothing more:
        // the records may be a stranger's (Personal Information Protection Law, article 6).
        return docket.close();
    }
    match category {
        Category::Local => people::hukou(&case, &mut docket),
        Category::WorkResidencePermit => people::work_residence_permit(&case, &mut docket),
        Category::Military => people::military(&case, &mut docket),
        Category::NonLocalSocialInsurance => {
            non_local(&case, ContributionKind::SocialInsurance, &mut docket);
        }
        Category::NonLocalIncomeTax => {
            non_local(&case, ContributionKind::IncomeTax, &mut docket);
        }
        Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign => {
            overseas::stay(&case, category, &mut docket);
        }
    }
    divorce::look_back(&case, &mut docket);
    tongzhou::ties(&case, &mut docket);
    quota::of_household(&case, &mut docket);
    docket.close()
}

fn non_local<'f>(case: &Case<'f>, kind: ContributionKind, docket: &mut Docket<'f>) {
    contributions::residence_permit(case, docket);
    contributions::of_household(case, kind, docket);
}

fn single_storey(policies: &Policies, facts: &Facts, base: &Reference) -> Found {
    let begins = policies
        .rules(facts.module)
        .iter()
        .find_map(|rules| rules.bungalow.as_ref().filter(|set| set.value));
    let at = begins.map_or(base, |set| &set.reference);
    let code = ReasonCode::SingleStoreyHouseNotCovered;
    let mut found = Rule::new(Check::Scope, code, at).found(None, Verdict::NotCovered);
    found.threshold = Some(Threshold::From(at.version.from));
    found
}
