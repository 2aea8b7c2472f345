//! Residence permit and months of contributions of a non-local household, and the contributions of
//! a person who buys a commercial unit.

use super::docket::Docket;
use super::residential::Case;
use crate::policy::calendar::{Basis, MonthStrip, Requirement, Row, examine};
use crate::policy::decision::{Check, Finding, Reference, Threshold, Verdict};
use crate::policy::evidence::{FactKind, FactValue, UsedFact, Who};
use crate::policy::facts::{Fact, Facts, HouseholdHukou};
use crate::policy::ledger::{ContributionKind, Ledger};
use crate::policy::parameters::{Rules, Set};
use crate::policy::reason::ReasonCode;
use crate::values::{Day, Zone};

/// A residence permit that is valid on the day.
pub(super) fn residence_permit(case: &Case<'_>, docket: &mut Docket) {
    let Some(set) = case.rules.temp_permit_required.filter(|set| set.value) else {
        return;
    };
    let fact = &case.facts.residence_permit;
    docket.push(
        Finding::judged(
            Check::ResidencePermit,
            ReasonCode::NoTempResidencePermit,
            fact.value,
            set.reference,
        )
        .using(UsedFact::of(FactKind::ResidencePermit, fact, |v| {
            FactValue::Yes(*v)
        })),
    );
}

/// The months that the category rests on: one finding for both zones where they ask the same.
pub(super) fn of_household(case: &Case<'_>, kind: ContributionKind, docket: &mut Docket) {
    if case.counts_new_purchases() {
        return;
    }
    let inside = asked(case, kind, Zone::InsideFifthRing);
    let outside = asked(case, kind, Zone::OutsideFifthRing);
    match (inside, outside) {
        (Some(inside), Some(outside)) if inside == outside => {
            docket.push(in_zone(case, inside, None));
        }
        _ => {
            let zones = [
                (inside, Zone::InsideFifthRing),
                (outside, Zone::OutsideFifthRing),
            ];
            for (asked, zone) in zones {
                if let Some(asked) = asked {
                    docket.push(in_zone(case, asked, Some(zone)));
                }
            }
        }
    }
}

/// What a zone asks, and where that stands.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked {
    requirement: Requirement,
    at: Reference,
}

fn asked(case: &Case<'_>, kind: ContributionKind, zone: Zone) -> Option<Asked> {
    let rules = case.rules;
    let months = match zone {
        Zone::InsideFifthRing => rules.months_in,
        Zone::OutsideFifthRing => rules.months_out,
    };
    let (basis, set) = match kind {
        ContributionKind::SocialInsurance => (Basis::Months, months?),
        ContributionKind::IncomeTax => match rules.tax_months {
            // Later months for both kinds replace those that were set for tax alone.
            Some(tax) => (Basis::Months, later(tax, months)),
            None => (Basis::Years, rules.tax_years?.into_months()),
        },
    };
    let tolerated = |set: Option<Set<u8>>| set.map(|set| u16::from(set.value));
    let (missing_tolerated, back_paid_tolerated) = match kind {
        ContributionKind::SocialInsurance => (0, tolerated(rules.backpay_tolerance)),
        ContributionKind::IncomeTax => {
            let gap = tolerated(rules.tax_gap);
            (gap.unwrap_or(0), gap)
        }
    };
    Some(Asked {
        requirement: Requirement {
            kind,
            basis,
            required: set.value,
            missing_tolerated,
            back_paid_tolerated,
            unclear: 0,
        },
        at: set.reference,
    })
}

fn later(tax: Set<u16>, months: Option<Set<u16>>) -> Set<u16> {
    months
        .filter(|months| months.reference.version.from > tax.reference.version.from)
        .unwrap_or(tax)
}

impl Set<u8> {
    /// The same number in a wider type.
    fn into_months(self) -> Set<u16> {
        Set {
            value: self.value.into(),
            reference: self.reference,
        }
    }
}

fn in_zone(case: &Case<'_>, asked: Asked, zone: Option<Zone>) -> Finding {
    let facts = case.facts;
    let ledgers = match asked.requirement.kind {
        ContributionKind::SocialInsurance => &facts.social_insurance,
        ContributionKind::IncomeTax => &facts.income_tax,
    };
    // Certified talent needs fewer months, where that is less.
    let talent = case.rules.talent_months.filter(|set| {
        asked.requirement.basis == Basis::Months && set.value < asked.requirement.required
    });
    let certified = facts.talent_certified.value;
    let (requirement, at) = match talent {
        Some(set) if certified == Some(true) => (
            Requirement {
                required: set.value,
                ..asked.requirement
            },
            set.reference,
        ),
        _ => (asked.requirement, asked.at),
    };
    let mut best = Best::of(
        ledgers.iter().map(|(who, fact)| (who, fact, &requirement)),
        case.on,
    );
    if let Some(set) = talent.filter(|_| certified.is_none() && !best.is_met()) {
        let shorter = Requirement {
            required: set.value,
            ..requirement
        };
        // With the certificate it might be enough: then that fact decides, and it is missing.
        let with_it = Best::of(
            ledgers.iter().map(|(who, fact)| (who, fact, &shorter)),
            case.on,
        );
        best.unknown |= with_it.is_met();
    }
    let mut finding = best.finding(requirement.kind, at).in_zone(zone);
    if finding.threshold.is_none() {
        finding.threshold = Some(threshold(&requirement));
    }
    if talent.is_some() {
        let fact = &facts.talent_certified;
        finding = finding.using(UsedFact::of(FactKind::TalentCertified, fact, |v| {
            FactValue::Yes(*v)
        }));
    }
    if finding.verdict == Verdict::NotMet
        && facts.hukou.value == Some(HouseholdHukou::StudentCollective)
    {
        finding.code = ReasonCode::StudentCollectiveHukou;
    }
    finding
}

/// The contributions of a person who buys a commercial unit: insurance or tax, whichever carries.
pub(super) fn of_person(facts: &Facts, rules: &Rules, on: Day, docket: &mut Docket) {
    let Some(months) = rules.months else {
        return;
    };
    let requirement = |kind| Requirement {
        kind,
        basis: Basis::Months,
        required: months.value,
        missing_tolerated: 0,
        back_paid_tolerated: Some(0),
        unclear: rules.gap_unclear.map_or(0, |set| set.value.into()),
    };
    let insurance = requirement(ContributionKind::SocialInsurance);
    let tax = requirement(ContributionKind::IncomeTax);
    let ledgers = [
        (
            Who::Applicant,
            &facts.social_insurance.applicant,
            &insurance,
        ),
        (Who::Applicant, &facts.income_tax.applicant, &tax),
    ];
    let best = Best::of(ledgers.into_iter(), on);
    let mut finding = best.finding(ContributionKind::SocialInsurance, months.reference);
    if finding.threshold.is_none() {
        finding.threshold = Some(threshold(&insurance));
    }
    docket.push(finding);
}

fn threshold(asked: &Requirement) -> Threshold {
    match asked.basis {
        Basis::Months => Threshold::Months(asked.required),
        Basis::Years => Threshold::Years(asked.required),
    }
}

/// The best of several ledgers: one that carries is enough.
struct Best<'a> {
    seen: Option<(Row, MonthStrip, &'a Fact<Ledger>)>,
    /// Whether a ledger that might carry is not known.
    unknown: bool,
    /// The ledger that is awaited.
    awaited: Option<(Who, &'a Fact<Ledger>)>,
}

impl<'a> Best<'a> {
    fn of<'r>(
        ledgers: impl Iterator<Item = (Who, &'a Fact<Ledger>, &'r Requirement)>,
        on: Day,
    ) -> Self {
        let mut best = Self {
            seen: None,
            unknown: false,
            awaited: None,
        };
        for (who, fact, asked) in ledgers {
            let Some(ledger) = &fact.value else {
                best.unknown = true;
                best.awaited = best.awaited.or(Some((who, fact)));
                continue;
            };
            let (row, strip) = examine(ledger, who, asked, on);
            // Where none carries, the one with the most months paid is shown.
            let better = best.seen.as_ref().is_none_or(|(known, other, _)| {
                let rank = |row: Row| row.min(Row::Gap);
                rank(row)
                    .cmp(&rank(*known))
                    .then(other.paid().cmp(&strip.paid()))
                    .is_lt()
            });
            if better {
                best.seen = Some((row, strip, fact));
            }
            if row == Row::Met {
                break;
            }
        }
        best
    }

    fn is_met(&self) -> bool {
        self.seen
            .as_ref()
            .is_some_and(|(row, _, _)| *row == Row::Met)
    }

    /// The finding; `kind` is what was asked for where nothing is known.
    fn finding(self, kind: ContributionKind, at: Reference) -> Finding {
        let (code, verdict) = match self.seen.as_ref().map(|(row, _, _)| *row) {
            Some(Row::Met) => (ReasonCode::ContributionShort, Verdict::Met),
            None => (ReasonCode::ContributionShort, Verdict::CannotTell),
            Some(_) if self.unknown => (ReasonCode::ContributionShort, Verdict::CannotTell),
            Some(Row::Unclear) => (ReasonCode::GapRuleUnclear, Verdict::Review),
            Some(Row::Gap) => (ReasonCode::GapTooLong, Verdict::NotMet),
            Some(Row::BackPaid) => (ReasonCode::BackpayNotRecognised, Verdict::NotMet),
            Some(Row::Short) => (ReasonCode::ContributionShort, Verdict::NotMet),
        };
        // A finding that waits shows whom it waits for, not what another record lacks.
        let awaited = self.awaited.filter(|_| verdict == Verdict::CannotTell);
        if let Some((who, fact)) = awaited {
            let row = UsedFact::of(FactKind::ContributionRow, fact, |_| FactValue::Months(0));
            return Finding::new(card(kind), code, verdict, at).using(row.about(Some(who)));
        }
        let Some((_, strip, fact)) = self.seen else {
            return Finding::new(card(kind), code, verdict, at);
        };
        let (missing, late) = strip.missing_and_late();
        let months = |kind, months| UsedFact {
            who: Some(strip.who),
            ..UsedFact::of(kind, fact, |_| FactValue::Months(months))
        };
        let threshold = match strip.basis {
            Basis::Months => Threshold::Months(strip.required),
            Basis::Years => Threshold::Years(strip.required),
        };
        let mut finding = Finding::new(card(strip.kind), code, verdict, at)
            .using(months(FactKind::ContributionRow, strip.row))
            .using(months(FactKind::MissingMonths, missing))
            .using(months(FactKind::BackPaidMonths, late))
            .asking(threshold);
        finding.months = Some(strip);
        finding
    }
}

fn card(kind: ContributionKind) -> Check {
    match kind {
        ContributionKind::SocialInsurance => Check::SocialInsurance,
        ContributionKind::IncomeTax => Check::IncomeTax,
    }
}
