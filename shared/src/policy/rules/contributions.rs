//! Residence permit and months of contributions of a non-local household, and the contributions of
//! a person who buys a commercial unit.

use super::docket::Docket;
use super::entry::{Entry, Rule, judged};
use super::residential::Case;
use crate::policy::asked::{Asked, Requirement};
use crate::policy::calendar::Basis;
use crate::policy::decision::{Check, Reference, Threshold, Verdict};
use crate::policy::evidence::{FactKind, FactValue, Who};
use crate::policy::facts::{Fact, Facts, HouseholdHukou};
use crate::policy::ledger::{ContributionKind, Ledger};
use crate::policy::parameters::Rules;
use crate::policy::reason::ReasonCode;
use crate::policy::row::{Row, Seen, examine};
use crate::values::{Day, Month, Zone};

/// A residence permit that is valid on the day.
pub(super) fn residence_permit(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(set) = case
        .rules
        .temp_permit_required
        .as_ref()
        .filter(|set| set.value)
    else {
        return;
    };
    let fact = &case.facts.residence_permit;
    let code = ReasonCode::NoTempResidencePermit;
    let rule = Rule::new(Check::ResidencePermit, code, &set.reference);
    docket
        .find(rule, judged(fact.value))
        .using(FactKind::ResidencePermit, fact, |v| FactValue::Yes(*v));
}

/// The months that the category rests on: one finding for both zones where they ask the same.
pub(super) fn of_household(case: &Case<'_>, kind: ContributionKind, docket: &mut Docket<'_>) {
    if case.counts_new_purchases() {
        return;
    }
    const INSIDE: Option<Zone> = Some(Zone::InsideFifthRing);
    const OUTSIDE: Option<Zone> = Some(Zone::OutsideFifthRing);
    match case.rules.asks.of_kind(kind) {
        [Some(inside), Some(outside)] if inside == outside => {
            Paid::of(case, inside).find(None, &inside.at, docket);
        }
        [Some(inside), Some(outside)] if inside.requirement == outside.requirement => {
            // Two paragraphs, but the months are the same.
            let paid = Paid::of(case, inside);
            paid.find(INSIDE, &inside.at, docket);
            paid.find(OUTSIDE, &outside.at, docket);
        }
        [inside, outside] => {
            for (asked, zone) in [(inside, INSIDE), (outside, OUTSIDE)] {
                if let Some(asked) = asked {
                    Paid::of(case, asked).find(zone, &asked.at, docket);
                }
            }
        }
    }
}

/// What the spouses paid, beside what is asked.
struct Paid<'a> {
    best: Best<'a>,
    /// Where it stands that certified talent needs fewer months, where that was asked.
    fewer: Option<&'a Reference>,
    /// The certificate, where it matters.
    talent: Option<&'a Fact<bool>>,
    /// Whether a failure is told as that of a school's collective hukou.
    collective: bool,
}

impl<'a> Paid<'a> {
    fn of(case: &Case<'a>, asked: &'a Asked) -> Self {
        let facts = case.facts;
        let ledgers = match asked.requirement.kind {
            ContributionKind::SocialInsurance => &facts.social_insurance,
            ContributionKind::IncomeTax => &facts.income_tax,
        };
        let best = |asked| {
            let candidates = ledgers.iter().map(|(who, fact)| (who, fact, asked));
            Best::of(asked, candidates, case.on)
        };
        let certificate = &facts.talent_certified;
        let (best, fewer) = match (&asked.of_talent, certificate.value) {
            (None, _) | (_, Some(false)) => (best(&asked.requirement), None),
            (Some((shorter, at)), Some(true)) => (best(shorter), Some(at)),
            (Some((shorter, _)), None) => {
                let mut without = best(&asked.requirement);
                // With the certificate it might be enough: then that fact decides, and it is missing.
                without.unknown |= !without.is_met() && best(shorter).is_met();
                (without, None)
            }
        };
        Self {
            best,
            fewer,
            talent: asked.of_talent.as_ref().map(|_| certificate),
            collective: facts.hukou.value == Some(HouseholdHukou::StudentCollective),
        }
    }

    fn find(&self, zone: Option<Zone>, at: &Reference, docket: &mut Docket<'_>) {
        let at = self.fewer.unwrap_or(at);
        let entry = self.best.find(zone, at, self.collective, docket);
        if let Some(fact) = self.talent {
            entry.using(FactKind::TalentCertified, fact, |v| FactValue::Yes(*v));
        }
    }
}

/// The contributions of a person who buys a commercial unit: insurance or tax, whichever carries.
pub(super) fn of_person(facts: &Facts, rules: &Rules, on: Day, docket: &mut Docket<'_>) {
    let Some(months) = &rules.months else {
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
    let best = Best::of(&insurance, ledgers.into_iter(), on);
    best.find(None, &months.reference, false, docket);
}

/// The best of several ledgers: one that carries is enough.
struct Best<'a> {
    /// What is asked for where nothing is known.
    asked: &'a Requirement,
    seen: Option<Seen<'a>>,
    /// Whether a ledger that might carry is not known.
    unknown: bool,
    /// The first ledger that is not known.
    awaited: Option<(Who, &'a Fact<Ledger>)>,
}

impl<'a> Best<'a> {
    fn of(
        asked: &'a Requirement,
        ledgers: impl Iterator<Item = (Who, &'a Fact<Ledger>, &'a Requirement)>,
        on: Day,
    ) -> Self {
        let month = Month::of(on);
        let mut best = Self {
            asked,
            seen: None,
            unknown: false,
            awaited: None,
        };
        for (who, fact, asked) in ledgers {
            let Some(seen) = examine(who, fact, asked, month) else {
                best.unknown = true;
                best.awaited = best.awaited.or(Some((who, fact)));
                continue;
            };
            // Where none carries, the one with the most months paid is shown.
            let better = best.seen.as_ref().is_none_or(|other| {
                let rank = |row: Row| row.min(Row::Gap);
                rank(seen.row)
                    .cmp(&rank(other.row))
                    .then(other.paid.cmp(&seen.paid))
                    .is_lt()
            });
            let met = seen.row == Row::Met;
            if better {
                best.seen = Some(seen);
            }
            if met {
                break;
            }
        }
        best
    }

    fn is_met(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.row == Row::Met)
    }

    /// Adds the finding; `collective`: whether a failure is told as that of a school's collective
    /// hukou.
    fn find<'d>(
        &self,
        zone: Option<Zone>,
        at: &Reference,
        collective: bool,
        docket: &'d mut Docket<'_>,
    ) -> Entry<'d> {
        let (mut code, verdict) = match self.seen.as_ref().map(|seen| seen.row) {
            Some(Row::Met) => (ReasonCode::ContributionShort, Verdict::Met),
            None => (ReasonCode::ContributionShort, Verdict::CannotTell),
            Some(_) if self.unknown => (ReasonCode::ContributionShort, Verdict::CannotTell),
            Some(Row::Unclear) => (ReasonCode::GapRuleUnclear, Verdict::Review),
            Some(Row::Gap) => (ReasonCode::GapTooLong, Verdict::NotMet),
            Some(Row::BackPaid) => (ReasonCode::BackpayNotRecognised, Verdict::NotMet),
            Some(Row::Short) => (ReasonCode::ContributionShort, Verdict::NotMet),
        };
        if verdict == Verdict::NotMet && collective {
            code = ReasonCode::StudentCollectiveHukou;
        }
        // A finding that waits shows whom it waits for, not what another record lacks.
        let awaited = self.awaited.filter(|_| verdict == Verdict::CannotTell);
        let shown = self.seen.as_ref().filter(|_| awaited.is_none());
        let asked = shown.map_or(self.asked, |seen| seen.asked);
        let check = match asked.kind {
            ContributionKind::SocialInsurance => Check::SocialInsurance,
            ContributionKind::IncomeTax => Check::IncomeTax,
        };
        let entry = docket
            .find_in(zone, Rule::new(check, code, at), verdict)
            .asking(match asked.basis {
                Basis::Months => Threshold::Months(asked.required),
                Basis::Years => Threshold::Years(asked.required),
            });
        let months = |months| move |_: &Ledger| FactValue::Months(months);
        if let Some((who, fact)) = awaited {
            return entry.using_of(Some(who), FactKind::ContributionRow, fact, months(0));
        }
        let Some(seen) = shown else {
            return entry;
        };
        let (who, fact) = (Some(seen.who), seen.fact);
        entry
            .using_of(who, FactKind::ContributionRow, fact, months(seen.length))
            .using_of(who, FactKind::MissingMonths, fact, months(seen.missing))
            .using_of(who, FactKind::BackPaidMonths, fact, months(seen.late))
            .showing(seen.strip())
    }
}
