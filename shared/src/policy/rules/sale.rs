//! Which commercial units go to persons: none on sale by a developer, and on resale those only that
//! were first sold before the rule.

use super::docket::Docket;
use super::entry::Rule;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Threshold, Verdict};
use crate::policy::facts::Facts;
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::parameters::{Reference, Rules, Set};
use crate::values::Day;

/// What the rules say of selling the unit to a person.
pub(super) struct Sale {
    pub(super) verdict: Verdict,
    at: Reference,
    /// The day before which the unit has to have been first sold; none: it is on sale by its
    /// developer.
    before: Option<Day>,
    /// Whether it matters that it lies in Tongzhou.
    in_tongzhou: bool,
}

/// Whether the unit may go to a person; none where no rule speaks of it.
pub(super) fn to_persons(facts: &Facts, rules: &Rules) -> Option<Sale> {
    if facts.purchase.new_build {
        on_sale(facts, rules)
    } else {
        resale(facts, rules)
    }
}

/// Units on sale by a developer.
fn on_sale(facts: &Facts, rules: &Rules) -> Option<Sale> {
    if let Some(set) = rules.new_build_individual.filter(|set| !set.value) {
        return Some(Sale {
            verdict: Verdict::NotMet,
            at: set.reference,
            before: None,
            in_tongzhou: false,
        });
    }
    let set = rules.tz_commercial_sold_before?;
    Some(Sale {
        verdict: match facts.unit.in_tongzhou.value {
            Some(true) => Verdict::NotMet,
            Some(false) => Verdict::Met,
            None => Verdict::CannotTell,
        },
        at: set.reference,
        before: None,
        in_tongzhou: true,
    })
}

/// Units that an owner sells.
fn resale(facts: &Facts, rules: &Rules) -> Option<Sale> {
    let in_city = rules.resale_sold_before.as_ref();
    let tongzhou = rules.tz_commercial_sold_before.as_ref();
    let in_tongzhou = facts.unit.in_tongzhou.value;
    let sale = |set: &Set<Day>, verdict| Sale {
        verdict,
        at: set.reference,
        before: Some(set.value),
        in_tongzhou: Some(set) == tongzhou,
    };
    // What holds for every unit is told before what holds for those in Tongzhou.
    let usual = in_city.or(tongzhou)?;
    Some(match facts.unit.first_sold.value {
        None if in_city.is_none() && in_tongzhou == Some(false) => sale(usual, Verdict::Met),
        None => sale(usual, Verdict::CannotTell),
        Some(None) if in_city.is_none() && in_tongzhou != Some(true) => match in_tongzhou {
            Some(_) => sale(usual, Verdict::Met),
            None => sale(usual, Verdict::CannotTell),
        },
        Some(None) => sale(usual, Verdict::Review),
        Some(Some(day)) => match (in_city, tongzhou) {
            (Some(set), _) if day >= set.value => sale(set, Verdict::NotMet),
            (_, Some(set)) if day >= set.value => match in_tongzhou {
                Some(true) => sale(set, Verdict::NotMet),
                Some(false) => sale(usual, Verdict::Met),
                None => sale(set, Verdict::CannotTell),
            },
            _ => sale(usual, Verdict::Met),
        },
    })
}

impl Sale {
    /// Adds the finding.
    pub(super) fn tell(&self, docket: &mut Docket<'_>) {
        let code = if self.verdict == Verdict::Review {
            ReasonCode::UnitSaleUnknown
        } else {
            ReasonCode::NewBuildEntitiesOnly
        };
        let mut entry = docket.find(Rule::new(Check::Scope, code, &self.at), self.verdict);
        if let Some(day) = self.before {
            entry = entry
                .using(FactKind::UnitFirstSold)
                .asking(Threshold::Before(day));
        }
        if self.in_tongzhou {
            entry.using(FactKind::UnitInTongzhou);
        }
    }
}
