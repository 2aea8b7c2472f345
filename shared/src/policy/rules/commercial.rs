//! Commercial units: decided per person, whatever the hukou.

use super::docket::{Docket, before_rule};
use super::{contributions, people};
use crate::policy::decision::{Cap, Check, Decision, Finding, Reference, Threshold, Verdict};
use crate::policy::evidence::{FactKind, FactValue, UsedFact};
use crate::policy::facts::Facts;
use crate::policy::parameters::{Parameter, Rules};
use crate::policy::policies::Policies;
use crate::policy::reason::ReasonCode;
use crate::values::Day;

pub(super) fn decide(facts: &Facts, policies: &Policies, on: Day) -> Decision {
    let Some(rules) = policies.in_force(facts.module, on) else {
        return before_rule(facts, policies, on);
    };
    let mut docket = Docket::open(facts, Some(rules.policy), on);
    let base = rules.own_home.map_or(
        Reference {
            version: rules.policy,
            parameter: Parameter::OwnHome,
        },
        |set| set.reference,
    );
    people::identity(facts, base, &mut docket);
    new_build(facts, rules, &mut docket);
    contributions::of_person(facts, rules, on, &mut docket);
    property(facts, rules, &mut docket);
    docket.close()
}

/// Units on sale by a developer go to organisations only.
fn new_build(facts: &Facts, rules: &Rules, docket: &mut Docket) {
    let Some(set) = rules.new_build_individual.filter(|set| !set.value) else {
        return;
    };
    if facts.purchase.new_build {
        let code = ReasonCode::NewBuildEntitiesOnly;
        docket.push(Finding::new(
            Check::Scope,
            code,
            Verdict::NotMet,
            set.reference,
        ));
    }
}

/// Neither a home nor a commercial unit in Beijing.
fn property(facts: &Facts, rules: &Rules, docket: &mut Docket) {
    if let Some(set) = rules.own_home {
        let homes = &facts.homes;
        let met = homes.value.map(|h| h.city() <= set.value);
        docket.push(
            Finding::judged(Check::Homes, ReasonCode::OwnsHome, met, set.reference)
                .using(UsedFact::of(FactKind::HomesInCity, homes, |h| {
                    FactValue::Count(h.city().into())
                }))
                .asking(Threshold::Homes(Cap::Homes(set.value))),
        );
    }
    if let Some(set) = rules.own_commercial {
        let units = &facts.commercial_units;
        let met = units.value.map(|n| n <= set.value);
        docket.push(
            Finding::judged(
                Check::CommercialUnits,
                ReasonCode::OwnsCommercial,
                met,
                set.reference,
            )
            .using(UsedFact::of(FactKind::CommercialUnits, units, |n| {
                FactValue::Count(u16::from(*n))
            }))
            .asking(Threshold::Homes(Cap::Homes(set.value))),
        );
    }
}
