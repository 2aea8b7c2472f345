//! Commercial units: decided per person, whatever the hukou.

use super::docket::{Docket, before_rule};
use super::entry::{Rule, judged};
use super::judgment::Judgment;
use super::{contributions, people, sale};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Cap, Check, Threshold, Verdict};
use crate::policy::facts::evidence::FactKind;
use crate::policy::facts::{Facts, HomeCount};
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::Rules;
use crate::purchase::Module;
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
    // Which single-storey houses are homes is said by the residential rules.
    let from = policies
        .in_force(Module::Residential, rules_of)
        .and_then(|rules| rules.bungalow_counts_from.map(|set| set.value));
    let homes = facts.homes.value.as_ref().map(|homes| homes.counted(from));
    let mut docket = Docket::open(facts, Some(rules.policy), on).count(homes);
    let Some(own_home) = &rules.own_home else {
        // The city had no rule yet, and Tongzhou one on what only organisations may buy.
        return match sale::to_persons(facts, rules) {
            Some(sale) if sale.verdict != Verdict::Met => {
                sale.tell(&mut docket);
                docket.close()
            }
            Some(_) | None => before_rule(facts, policies, on),
        };
    };
    people::identity(facts, &own_home.reference, &mut docket);
    if let Some(sale) = sale::to_persons(facts, rules) {
        sale.tell(&mut docket);
    }
    contributions::of_person(facts, requirements, on, &mut docket);
    property(facts, rules, homes, &mut docket);
    docket.close()
}

/// Neither a home nor a commercial unit in Beijing.
fn property(facts: &Facts, rules: &Rules, homes: Option<HomeCount>, docket: &mut Docket<'_>) {
    if let Some(set) = &rules.own_home {
        let met = homes.map(|homes| homes.city() <= set.value);
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
