//! What the rules say, before it is written out: which rule found what, and which facts it looked
//! at. The facts stay where they are, so that a sweep over months costs no copies.

use super::row::Seen;
use crate::few::Few;
use crate::household::Who;
use crate::policy::decision::calendar::MonthStrip;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{
    Check, Decision, Finding, Outcome, Threshold, Verdict, ZoneResult, outcome_among,
};
use crate::policy::facts::evidence::{FactKind, FactValue, UsedFact};
use crate::policy::facts::ledger::Ledger;
use crate::policy::facts::{Fact, Facts, HomeCount};
use crate::policy::policies::parameters::Reference;
use crate::policy::policies::requirements::Requirement;
use crate::policy::policies::version_id::VersionId;
use crate::values::{Day, Month, Zone};

/// A decision that still rests on the facts it was drawn from.
pub struct Judgment<'f> {
    pub(super) facts: &'f Facts,
    pub(super) policy: Option<VersionId>,
    pub(super) on: Day,
    /// The homes that count.
    pub(super) homes: Option<HomeCount>,
    pub(super) outcome: Outcome,
    pub(super) reason: ReasonCode,
    pub(super) zones: Few<ZoneResult, 2>,
    pub(super) found: Vec<Found>,
    pub(super) rows: Rows<'f>,
}

/// What one rule found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) check: Check,
    pub(super) code: ReasonCode,
    pub(super) verdict: Verdict,
    pub(super) zone: Option<Zone>,
    /// What it looked at.
    pub(super) uses: Few<FactKind, 4>,
    pub(super) threshold: Option<Threshold>,
    pub(super) reference: Reference,
    /// The row that it looked at, by its place.
    pub(super) row: Option<u8>,
}

/// The contributions that a finding looked at.
#[derive(Clone, Copy)]
pub(super) struct LookedAt<'f> {
    pub(super) who: Who,
    pub(super) fact: &'f Fact<Ledger>,
    pub(super) requirement: &'f Requirement,
    /// The row; none where the fact is not known.
    pub(super) seen: Option<Seen>,
}

impl LookedAt<'_> {
    fn strip(&self, on: Day) -> Option<MonthStrip> {
        let ledger = self.fact.value.as_ref()?;
        let at = Month::of(on);
        Some(self.seen?.strip(self.who, ledger, self.requirement, at))
    }
}

/// The rows that were looked at: one for each zone at most.
#[derive(Clone, Copy)]
pub(super) struct Rows<'f>([Option<LookedAt<'f>>; 2]);

impl<'f> Rows<'f> {
    pub(super) const NONE: Self = Self([None; 2]);

    /// Keeps a row and tells its place.
    #[inline]
    pub(super) fn keep(&mut self, row: LookedAt<'f>) -> u8 {
        let [first, second] = &mut self.0;
        if first.is_none() {
            *first = Some(row);
            0
        } else {
            *second = Some(row);
            1
        }
    }

    fn get(&self, place: u8) -> Option<&LookedAt<'f>> {
        self.0.get(usize::from(place))?.as_ref()
    }
}

impl Judgment<'_> {
    /// The answer for one zone, where there is one.
    #[must_use]
    pub fn zone(&self, zone: Zone) -> Option<&ZoneResult> {
        self.zones.iter().find(|result| result.zone == zone)
    }

    /// Outcome and reason for one zone, or for the commercial unit, as in
    /// [`Decision::outcome_for`].
    #[must_use]
    pub fn outcome_for(&self, zone: Option<Zone>) -> (Outcome, ReasonCode) {
        let said = self.found.iter().map(|found| (found.verdict, found.code));
        let result = zone.and_then(|zone| self.zone(zone));
        outcome_among(result, (self.outcome, self.reason), said)
    }

    /// What every rule said, written out with the facts it used.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        self.found.iter().map(|found| self.written(found))
    }

    /// The decision to keep and to show.
    #[must_use]
    pub fn decision(&self) -> Decision {
        Decision {
            module: self.facts.module,
            policy: self.policy,
            date: self.on,
            purchase: self.facts.purchase,
            outcome: self.outcome,
            reason: self.reason,
            zones: self.zones,
            findings: self.findings().collect(),
        }
    }

    fn written(&self, found: &Found) -> Finding {
        let row = found.row.and_then(|place| self.rows.get(place));
        let mut facts = Few::NONE;
        for (place, kind) in found.uses.iter().enumerate() {
            facts.set(place, used(self.facts, self.homes, *kind, row));
        }
        Finding {
            check: found.check,
            code: found.code,
            verdict: found.verdict,
            zone: found.zone,
            facts,
            threshold: found.threshold,
            reference: found.reference,
            months: row.and_then(|row| row.strip(self.on)).map(Box::new),
        }
    }
}

/// What a fact is, and who told it when.
#[inline]
fn used(
    facts: &Facts,
    homes: Option<HomeCount>,
    kind: FactKind,
    row: Option<&LookedAt<'_>>,
) -> UsedFact {
    use FactKind as K;
    use FactValue as V;
    let yes = |fact| of(kind, None, fact, |yes: &bool| V::Yes(*yes));
    let homes = |count: fn(HomeCount) -> u8| UsedFact {
        kind,
        who: None,
        value: homes.map(|homes| V::Count(count(homes).into())),
        source: facts.homes.source,
        at: facts.homes.at,
    };
    let count = |fact| of(kind, None, fact, |count: &u8| V::Count((*count).into()));
    match kind {
        K::IdentityAgrees => {
            let differs = facts.identity.value.and_then(|identity| identity.differs);
            of(kind, differs, &facts.identity, |identity| {
                V::Yes(identity.differs.is_none())
            })
        }
        K::People => of(kind, None, &facts.identity, |identity| {
            V::Count(identity.people.into())
        }),
        K::Hukou => of(kind, None, &facts.hukou, |hukou| V::Hukou(*hukou)),
        K::MarriageAgrees => of(kind, None, &facts.marriage, |marriage| {
            V::Yes(marriage.agrees)
        }),
        K::MaritalStatus => of(kind, None, &facts.marriage, |marriage| {
            V::MaritalStatus(marriage.status)
        }),
        K::WorkResidencePermitValidTo => of(kind, None, &facts.work_residence_permit, |valid_to| {
            valid_to.map_or(V::Yes(false), V::Day)
        }),
        K::StationedInBeijing => yes(&facts.stationed_in_beijing),
        K::InMainland => yes(&facts.in_mainland),
        K::LodgingRegistered => yes(&facts.lodging_registered),
        K::OverseasChineseCertified => yes(&facts.overseas_chinese_certified),
        K::StayPermit => of(kind, None, &facts.stay_permit, |permit| {
            permit.map_or(V::Yes(false), V::StayPermit)
        }),
        K::MonthsOfWork => of(kind, None, &facts.months_of_work, |months| {
            V::Months(*months)
        }),
        K::ResidencePermit => yes(&facts.residence_permit),
        K::TalentCertified => yes(&facts.talent_certified),
        K::ContributionRow => contributions(kind, row, |seen| seen.length),
        K::MissingMonths => contributions(kind, row, |seen| seen.missing),
        K::BackPaidMonths => contributions(kind, row, |seen| seen.late),
        K::DivorceDay => of(kind, None, &facts.divorce, |divorce| {
            divorce.map_or(V::Yes(false), |divorce| V::Day(divorce.date))
        }),
        K::FormerFamilyHomes => count(&facts.former_family_homes),
        K::TongzhouHukouMonths => of(kind, None, &facts.tongzhou, |tongzhou| {
            V::Months(tongzhou.hukou_months)
        }),
        K::TongzhouContributionMonths => of(kind, None, &facts.tongzhou, |tongzhou| {
            V::Months(tongzhou.contribution_months)
        }),
        K::TongzhouEmployed => of(kind, None, &facts.tongzhou, |tongzhou| {
            V::Yes(tongzhou.employed)
        }),
        K::HomesInCity => homes(HomeCount::city),
        K::HomesInside => homes(|homes| homes.inside),
        K::HomesOutside => homes(|homes| homes.outside),
        K::NewPurchases => homes(|homes| homes.newly_bought),
        K::UnitFirstSold => of(kind, None, &facts.unit.first_sold, |day| {
            day.map_or(V::Yes(false), V::Day)
        }),
        K::UnitInTongzhou => yes(&facts.unit.in_tongzhou),
        K::CommercialUnits => count(&facts.commercial_units),
        K::MinorChildren => count(&facts.minor_children),
        K::AdultChildren => count(&Fact::told(facts.adult_children)),
    }
}

#[inline]
fn of<T>(
    kind: FactKind,
    who: Option<Who>,
    fact: &Fact<T>,
    value: impl FnOnce(&T) -> FactValue,
) -> UsedFact {
    UsedFact {
        kind,
        who,
        value: fact.value.as_ref().map(value),
        source: fact.source,
        at: fact.at,
    }
}

/// A number of months of the row that was looked at.
fn contributions(
    kind: FactKind,
    row: Option<&LookedAt<'_>>,
    months: impl Fn(&Seen) -> u16,
) -> UsedFact {
    UsedFact {
        kind,
        who: row.map(|row| row.who),
        value: row
            .and_then(|row| row.seen.as_ref())
            .map(|seen| FactValue::Months(months(seen))),
        source: row.and_then(|row| row.fact.source),
        at: row.and_then(|row| row.fact.at),
    }
}
