//! Commercial units: decided per person, whatever the hukou.

use super::docket::{Docket, before_rule};
use super::entry::{Rule, judged};
use super::judgment::Judgment;
use super::{contributions, people};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Cap, Check, Threshold, Verdict};
use crate::policy::facts::Facts;
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::{Parameter, Reference, Rules};
use crate::values::Day;

pub(super) fn judge<'f>(facts: &'f Facts, policies: &'f Policies, on: Day) -> Judgment<'f> {
    let Some((rules, requirements)) = policies.in_force_with_requirements(facts.module, on) else {
        return before_rule(facts, policies, on);
    };
    let mut docket = Docket::open(facts, Some(rules.policy), on);
    let begun = Reference {
        version: rules.policy,
        parameter: Parameter::OwnHome,
    };
    let base = rules.own_home.as_ref();
    let base = base.map_or(&begun, |set| &set.reference);
    people::identity(facts, base, &mut docket);
    new_build(facts, rules, &mut docket);
    contributions::of_person(facts, requirements, on, &mut docket);
    property(facts, rules, &mut docket);
    docket.close()
}

/// Units on sale by a developer go to organisations only.
fn new_build(facts: &Facts, rules: &Rules, docket: &mut Docket<'_>) {
    let Some(set) = rules.new_build_individual.as_ref().filter(|set| !set.value) else {
        return;
    };
    if facts.purchase.new_build {
        let code = ReasonCode::NewBuildEntitiesOnly;
        docket.find(
            Rule::new(Check::Scope, code, &set.reference),
            Verdict::NotMet,
        );
    }
}

/// Neither a home nor a commercial unit in Beijing.
fn property(facts: &Facts, rules: &Rules, docket: &mut Docket<'_>) {
    if let Some(set) = &rules.own_home {
        let homes = &facts.homes;
        let met = homes.value.map(|h| h.city() <= set.value);
        let rule = Rule::new(Check::Homes, ReasonCode::OwnsHome, &set.reference);
        docket
            .find(rule, judged(met))
            .using(FactKind::HomesInCity)
            .asking(Threshold::Homes(Cap::Homes(set.value)));
    }
    if let Some(set) = &rules.own_commercial {
        let units = &facts.commercial_units;
        let met = units.value.map(|n| n <= set.value);
        let code = ReasonCode::OwnsCommercial;
        let rule = Rule::new(Check::CommercialUnits, code, &set.reference);
        docket
            .find(rule, judged(met))
            .using(FactKind::CommercialUnits)
            .asking(Threshold::Homes(Cap::Homes(set.value)));
    }
}
