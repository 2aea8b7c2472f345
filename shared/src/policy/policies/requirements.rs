//! What the rules of a day require of contributions: worked out once for each version, because
//! every decision looks at it and three parameters can change it.

use super::parameter_value::OtherGround;
use super::parameters::{Reference, Rules, Set};
use crate::policy::facts::ledger::{Basis, ContributionKind};

/// What is required of a row of months (or years) of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) struct Requirement {
    pub(in crate::policy) kind: ContributionKind,
    pub(in crate::policy) basis: Basis,
    /// Months, or years where years are counted.
    pub(in crate::policy) required: u16,
    pub(in crate::policy) missing_tolerated: u16,
    /// None: late months count.
    pub(in crate::policy) back_paid_tolerated: Option<u16>,
    /// As many months again, paid late on another ground than a change of employer, are for a
    /// person to review; none: they are refused.
    pub(in crate::policy) other_ground: Option<OtherGround>,
    /// Up to so many months that do not stand as they should are for a person to review.
    pub(in crate::policy) unclear: u16,
    /// The day of a month up to which the month before is posted (insurance).
    pub(in crate::policy) posting_day: Option<u8>,
}

/// What a zone requires, and where that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) struct ZoneRequirement {
    pub(in crate::policy) requirement: Requirement,
    pub(in crate::policy) at: Reference,
    /// The same for certified talent, where that is less.
    pub(in crate::policy) of_talent: Option<(Requirement, Reference)>,
}

/// What both zones require, of each kind of contributions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::policy) struct Requirements {
    insurance: [Option<ZoneRequirement>; 2],
    tax: [Option<ZoneRequirement>; 2],
    of_person: Option<PersonRequirement>,
}

/// What is required of a person who buys a commercial unit, and where it stands: insurance or tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy) struct PersonRequirement {
    pub(in crate::policy) insurance: Requirement,
    pub(in crate::policy) tax: Requirement,
    pub(in crate::policy) at: Reference,
}

impl Requirements {
    pub(in crate::policy) fn of(rules: &Rules) -> Self {
        let zones = [rules.months_in, rules.months_out];
        Self {
            insurance: zones.map(|months| insurance(rules, months)),
            tax: zones.map(|months| tax(rules, months)),
            of_person: of_person(rules),
        }
    }

    pub(in crate::policy) fn of_person(&self) -> Option<&PersonRequirement> {
        self.of_person.as_ref()
    }

    /// Inside the fifth ring, and outside.
    pub(in crate::policy) fn of_kind(
        &self,
        kind: ContributionKind,
    ) -> &[Option<ZoneRequirement>; 2] {
        match kind {
            ContributionKind::SocialInsurance => &self.insurance,
            ContributionKind::IncomeTax => &self.tax,
        }
    }

    /// How many consecutive months of a kind a non-local household needs, inside the fifth ring
    /// and outside; none where no such months are required.
    pub(in crate::policy) fn months(&self, kind: ContributionKind) -> [Option<u16>; 2] {
        self.of_kind(kind).map(|zone| {
            let requirement = zone?.requirement;
            (requirement.basis == Basis::Months).then_some(requirement.required)
        })
    }
}

fn of_person(rules: &Rules) -> Option<PersonRequirement> {
    let months = rules.months.as_ref()?;
    let requirement = |kind| Requirement {
        kind,
        basis: Basis::Months,
        required: months.value,
        missing_tolerated: 0,
        back_paid_tolerated: Some(0),
        other_ground: None,
        posting_day: rules.posting_day.map(|set| set.value),
        unclear: rules.gap_unclear.map_or(0, |set| set.value.into()),
    };
    Some(PersonRequirement {
        insurance: requirement(ContributionKind::SocialInsurance),
        tax: requirement(ContributionKind::IncomeTax),
        at: months.reference,
    })
}

fn insurance(rules: &Rules, months: Option<Set<u16>>) -> Option<ZoneRequirement> {
    let set = months?;
    let requirement = Requirement {
        kind: ContributionKind::SocialInsurance,
        basis: Basis::Months,
        required: set.value,
        missing_tolerated: 0,
        back_paid_tolerated: rules.backpay_tolerance.map(|set| set.value.into()),
        other_ground: rules.backpay_other_ground.map(|set| set.value),
        unclear: 0,
        posting_day: rules.posting_day.map(|set| set.value),
    };
    Some(of_zone(rules, requirement, set.reference))
}

fn tax(rules: &Rules, months: Option<Set<u16>>) -> Option<ZoneRequirement> {
    let (basis, required, at) = match rules.tax_months {
        Some(tax) => {
            // Later months for both kinds replace those that were set for tax alone.
            let later = |set: &Set<u16>| set.reference.version.from > tax.reference.version.from;
            let set = months.filter(later).unwrap_or(tax);
            (Basis::Months, set.value, set.reference)
        }
        None => {
            let set = rules.tax_years?;
            (Basis::Years, set.value.into(), set.reference)
        }
    };
    let gap = rules.tax_gap.map(|set| set.value.into());
    let requirement = Requirement {
        kind: ContributionKind::IncomeTax,
        basis,
        required,
        missing_tolerated: gap.unwrap_or(0),
        back_paid_tolerated: gap,
        other_ground: None,
        unclear: 0,
        posting_day: None,
    };
    Some(of_zone(rules, requirement, at))
}

fn of_zone(rules: &Rules, requirement: Requirement, at: Reference) -> ZoneRequirement {
    let fewer = rules
        .talent_months
        .filter(|set| requirement.basis == Basis::Months && set.value < requirement.required);
    ZoneRequirement {
        requirement,
        at,
        of_talent: fewer.map(|set| {
            let required = set.value;
            (
                Requirement {
                    required,
                    ..requirement
                },
                set.reference,
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policies;
    use crate::purchase::Module;

    #[test]
    fn the_months_are_those_of_the_day() {
        use ContributionKind as K;
        for (day, kind, required) in [
            ("2012-01-01", K::SocialInsurance, [Some(60), Some(60)]),
            // Tax was counted in years then.
            ("2012-01-01", K::IncomeTax, [None, None]),
            ("2026-01-15", K::SocialInsurance, [Some(24), Some(12)]),
            ("2026-01-15", K::IncomeTax, [Some(24), Some(12)]),
            ("2026-11-20", K::IncomeTax, [Some(12), Some(12)]),
        ] {
            let on = day.parse().unwrap();
            let months = Policies::builtin().months_required(Module::Residential, on, kind);
            assert_eq!(months, required, "{day} {kind:?}");
        }
    }
}
