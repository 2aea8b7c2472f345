//! Residence permit and months of contributions of a non-local household, and the contributions of
//! a person who buys a commercial unit.

use chrono::Datelike;

use super::case::Case;
use super::docket::Docket;
use super::entry::{Entry, Rule, judged};
use super::judgment::LookedAt;
use super::row::{Row, Seen, examine};
use crate::household::{HouseholdHukou, Who};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Threshold, Verdict};
use crate::policy::facts::evidence::FactKind;
use crate::policy::facts::ledger::{Basis, ContributionKind, Ledger};
use crate::policy::facts::{Fact, Facts};
use crate::policy::policies::parameters::Reference;
use crate::policy::policies::requirements::{Requirement, Requirements, ZoneRequirement};
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
        .using(FactKind::ResidencePermit);
}

/// The months that the category rests on: one finding for both zones where they ask the same.
pub(super) fn of_household<'f>(case: &Case<'f>, kind: ContributionKind, docket: &mut Docket<'f>) {
    if case.counts_new_purchases() {
        return;
    }
    const INSIDE: Option<Zone> = Some(Zone::InsideFifthRing);
    const OUTSIDE: Option<Zone> = Some(Zone::OutsideFifthRing);
    match case.requirements.of_kind(kind) {
        [Some(inside), Some(outside)] if inside == outside => {
            of_spouses(case, inside, &[(None, &inside.at)], docket);
        }
        [Some(inside), Some(outside)] if inside.requirement == outside.requirement => {
            // Two paragraphs, but the months are the same.
            let both = [(INSIDE, &inside.at), (OUTSIDE, &outside.at)];
            of_spouses(case, inside, &both, docket);
        }
        [inside, outside] => {
            for (required, zone) in [(inside, INSIDE), (outside, OUTSIDE)] {
                if let Some(required) = required {
                    of_spouses(case, required, &[(zone, &required.at)], docket);
                }
            }
        }
    }
}

/// What the spouses paid, beside what is required; one finding for each zone.
fn of_spouses<'f>(
    case: &Case<'f>,
    required: &'f ZoneRequirement,
    zones: &[(Option<Zone>, &Reference)],
    docket: &mut Docket<'f>,
) {
    let facts = case.facts;
    let certified = facts.talent_certified.value;
    let of_talent = required.of_talent.as_ref();
    let fewer = of_talent.filter(|_| certified == Some(true));
    let best = Best::of_spouses(
        case,
        fewer.map_or(&required.requirement, |(fewer, _)| fewer),
    );
    // With the certificate it might be enough: then that fact decides, and it is missing.
    let might = |(fewer, _): &'f (Requirement, Reference)| Best::of_spouses(case, fewer).might();
    let known = best.carries() || certified.is_some() || !of_talent.is_some_and(might);
    let collective = facts.hukou.value == Some(HouseholdHukou::StudentCollective);
    let says = best.says(known, collective);
    let row = best.row().map(|row| docket.keep(row));
    for (zone, at) in zones {
        let at = fewer.map_or(*at, |(_, at)| at);
        let entry = best.find(*zone, at, says, row, docket);
        if of_talent.is_some() {
            entry.using(FactKind::TalentCertified);
        }
    }
}

/// The contributions of a person who buys a commercial unit: insurance or tax, whichever carries.
pub(super) fn of_person<'f>(
    facts: &'f Facts,
    requirements: &'f Requirements,
    on: Day,
    docket: &mut Docket<'f>,
) {
    let Some(required) = requirements.of_person() else {
        return;
    };
    let mut ledgers = [
        (&facts.social_insurance, &required.insurance),
        (&facts.income_tax, &required.tax),
    ]
    .map(|(couple, requirement)| (Who::Applicant, &couple.applicant, requirement));
    // Where neither has a month, the one that a registry was asked for is shown.
    ledgers.sort_by_key(|(_, fact, _)| fact.source.is_none());
    let best = Best::of(&required.insurance, ledgers.into_iter(), on);
    let row = best.row().map(|row| docket.keep(row));
    best.find(None, &required.at, best.says(true, false), row, docket);
}

/// The best of several ledgers: one that carries is enough.
struct Best<'a> {
    /// What is required where nothing is known.
    requirement: &'a Requirement,
    /// The best that is known.
    known: Option<Known<'a>>,
    /// Whether a ledger that might carry is not known.
    unknown: bool,
    /// The first ledger that is not known.
    awaited: Option<(Who, &'a Fact<Ledger>)>,
    on: Day,
}

/// The row of one person.
#[derive(Clone, Copy)]
struct Known<'a> {
    who: Who,
    fact: &'a Fact<Ledger>,
    requirement: &'a Requirement,
    seen: Seen,
}

impl<'a> Best<'a> {
    fn of_spouses(case: &Case<'a>, requirement: &'a Requirement) -> Self {
        let ledgers = match requirement.kind {
            ContributionKind::SocialInsurance => &case.facts.social_insurance,
            ContributionKind::IncomeTax => &case.facts.income_tax,
        };
        let candidates = ledgers.iter().map(|(who, fact)| (who, fact, requirement));
        Self::of(requirement, candidates, case.on)
    }

    #[inline]
    fn of(
        requirement: &'a Requirement,
        ledgers: impl Iterator<Item = (Who, &'a Fact<Ledger>, &'a Requirement)>,
        on: Day,
    ) -> Self {
        let month = Month::of(on);
        let mut best = Self {
            requirement,
            known: None,
            unknown: false,
            awaited: None,
            on,
        };
        for (who, fact, requirement) in ledgers {
            let Some(ledger) = &fact.value else {
                best.unknown = true;
                best.awaited = best.awaited.or(Some((who, fact)));
                continue;
            };
            let seen = examine(ledger, requirement, month);
            let met = seen.row == Row::Met;
            // Where none carries, the one with the most months paid is shown.
            let better = best.known.as_ref().is_none_or(|other| {
                let rank = |row: Row| row.min(Row::Gap);
                rank(seen.row)
                    .cmp(&rank(other.seen.row))
                    .then(other.seen.paid.cmp(&seen.paid))
                    .is_lt()
            });
            if better {
                best.known = Some(Known {
                    who,
                    fact,
                    requirement,
                    seen,
                });
            }
            if met {
                break;
            }
        }
        best
    }

    fn carries(&self) -> bool {
        self.known
            .as_ref()
            .is_some_and(|known| known.seen.row == Row::Met)
    }

    /// Whether a row carries, or would with a month that is not posted yet.
    fn might(&self) -> bool {
        self.known
            .as_ref()
            .is_some_and(|known| known.seen.row <= Row::NotPosted)
    }

    /// The first ledger that is not known, while it might carry.
    #[inline]
    fn awaited(&self) -> Option<(Who, &'a Fact<Ledger>)> {
        self.awaited.filter(|_| !self.carries())
    }

    /// What is shown: a finding that waits shows whom it waits for, not what another record lacks.
    #[inline]
    fn row(&self) -> Option<LookedAt<'a>> {
        if let Some((who, fact)) = self.awaited() {
            return Some(LookedAt {
                who,
                fact,
                requirement: self.requirement,
                seen: None,
            });
        }
        self.known.as_ref().map(|known| LookedAt {
            who: known.who,
            fact: known.fact,
            requirement: known.requirement,
            seen: Some(known.seen),
        })
    }

    /// What the row is; `known`: whether no other fact might still let it be enough, `collective`:
    /// whether a failure is told as that of a school's collective hukou.
    #[inline]
    fn says(&self, known: bool, collective: bool) -> (ReasonCode, Verdict) {
        let row = self.known.as_ref().map(|known| known.seen.row);
        let (code, verdict) = match row {
            Some(Row::Met) => return (ReasonCode::ContributionShort, Verdict::Met),
            Some(row) if known && !self.unknown => row.says(),
            Some(_) | None => return (ReasonCode::ContributionShort, Verdict::CannotTell),
        };
        if collective && verdict == Verdict::NotMet {
            return (ReasonCode::StudentCollectiveHukou, verdict);
        }
        (code, verdict)
    }

    /// The day up to which the month before the application's is posted.
    fn posted_by(&self, requirement: &Requirement) -> Option<Day> {
        let day = requirement.posting_day?;
        self.on.with_day(day.into())
    }

    /// Adds the finding; `row`: the place of what is shown.
    #[inline]
    fn find<'d>(
        &self,
        zone: Option<Zone>,
        at: &Reference,
        (code, verdict): (ReasonCode, Verdict),
        row: Option<u8>,
        docket: &'d mut Docket<'a>,
    ) -> Entry<'d> {
        let shown = self.known.as_ref().filter(|_| self.awaited().is_none());
        let requirement = shown.map_or(self.requirement, |known| known.requirement);
        let check = match requirement.kind {
            ContributionKind::SocialInsurance => Check::SocialInsurance,
            ContributionKind::IncomeTax => Check::IncomeTax,
        };
        let entry = docket
            .find_in(zone, Rule::new(check, code, at), verdict)
            .asking(match (self.posted_by(requirement), requirement.basis) {
                (Some(day), _) if code == ReasonCode::NewestMonthNotPosted => {
                    Threshold::PostedBy(day)
                }
                (_, Basis::Months) => Threshold::Months(requirement.required),
                (_, Basis::Years) => Threshold::Years(requirement.required),
            });
        let Some(row) = row else {
            return entry;
        };
        let entry = entry.showing(row).using(FactKind::ContributionRow);
        if shown.is_none() {
            return entry;
        }
        entry
            .using(FactKind::MissingMonths)
            .using(FactKind::BackPaidMonths)
    }
}

impl Row {
    pub(super) fn says(self) -> (ReasonCode, Verdict) {
        match self {
            Self::Met => (ReasonCode::ContributionShort, Verdict::Met),
            Self::NotPosted => (ReasonCode::NewestMonthNotPosted, Verdict::CannotTell),
            Self::Unclear => (ReasonCode::GapRuleUnclear, Verdict::Review),
            Self::OtherGround => (ReasonCode::BackpayGroundUnclear, Verdict::Review),
            Self::Gap => (ReasonCode::GapTooLong, Verdict::NotMet),
            Self::BackPaid => (ReasonCode::BackpayNotRecognised, Verdict::NotMet),
            Self::Short => (ReasonCode::ContributionShort, Verdict::NotMet),
        }
    }
}
