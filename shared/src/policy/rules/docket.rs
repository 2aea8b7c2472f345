//! Collects the findings of one decision and draws the conclusion.

use super::entry::{Entry, Rule};
use super::judgment::{Found, Judgment, LookedAt, Rows};
use crate::few::Few;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Cap, Check, Outcome, Threshold, Verdict, ZoneResult};
use crate::policy::facts::{Facts, HomeCount};
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::Rules;
use crate::policy::policies::version_id::VersionId;
use crate::purchase::Module;
use crate::values::{Day, Zone};

/// As many findings as a decision has under the rules of today; more are as good, and slower.
const USUAL: usize = 7;

/// The findings of one decision.
pub(super) struct Docket<'f> {
    facts: &'f Facts,
    policy: Option<VersionId>,
    on: Day,
    /// The homes that count under the rules of the day.
    homes: Option<HomeCount>,
    found: Vec<Found>,
    rows: Rows<'f>,
    inside: ZoneDocket,
    outside: ZoneDocket,
    /// Whether a fact is missing.
    waits: bool,
}

impl<'f> Docket<'f> {
    #[inline]
    pub(super) fn open(facts: &'f Facts, policy: Option<VersionId>, on: Day) -> Self {
        Self {
            facts,
            policy,
            on,
            homes: None,
            found: Vec::with_capacity(USUAL),
            rows: Rows::NONE,
            inside: ZoneDocket::new(Zone::InsideFifthRing),
            outside: ZoneDocket::new(Zone::OutsideFifthRing),
            waits: false,
        }
    }

    /// Says how many homes count, before any finding tells of them.
    #[inline]
    pub(super) fn count(mut self, homes: Option<HomeCount>) -> Self {
        self.homes = homes;
        self
    }

    /// Adds a finding on both zones.
    #[inline]
    pub(super) fn find(&mut self, rule: Rule<'_>, verdict: Verdict) -> Entry<'_> {
        self.find_in(None, rule, verdict)
    }

    /// Adds a finding on one zone (none: on both).
    #[inline]
    pub(super) fn find_in(
        &mut self,
        zone: Option<Zone>,
        rule: Rule<'_>,
        verdict: Verdict,
    ) -> Entry<'_> {
        if verdict != Verdict::Met {
            self.take(zone, rule.code, verdict);
        }
        Entry::new(self.found.push_mut(rule.found(zone, verdict)))
    }

    /// Keeps a row of contributions and tells its place.
    #[inline]
    pub(super) fn keep(&mut self, row: LookedAt<'f>) -> u8 {
        self.rows.keep(row)
    }

    /// Whether a rule is known to fail in both zones.
    pub(super) fn is_denied(&self) -> bool {
        let denied = |zone: &ZoneDocket| matches!(zone.conclusion, Conclusion::Denied(_));
        denied(&self.inside) && denied(&self.outside)
    }

    /// Lets what was found count in its zone, or in both.
    #[inline(never)]
    fn take(&mut self, zone: Option<Zone>, code: ReasonCode, verdict: Verdict) {
        let conclusion = match verdict {
            Verdict::NotMet => Conclusion::Denied(code),
            Verdict::CannotTell if code == ReasonCode::NewestMonthNotPosted => Conclusion::Unposted,
            Verdict::CannotTell => Conclusion::Waits,
            Verdict::Review => Conclusion::Unclear(code),
            Verdict::Met | Verdict::NotCovered => Conclusion::Open,
        };
        // A month that is not posted yet delays nothing but what rests on it.
        self.waits |= conclusion == Conclusion::Waits;
        self.each(zone, |docket| {
            docket.conclusion = docket.conclusion.min(conclusion);
        });
    }

    /// Sets the quota of one zone, or of both.
    #[inline]
    pub(super) fn set_quota(&mut self, zone: Option<Zone>, quota: Quota) {
        self.each(zone, |docket| docket.set_quota(quota));
    }

    #[inline]
    fn each(&mut self, zone: Option<Zone>, change: impl Fn(&mut ZoneDocket)) {
        if zone != Some(Zone::OutsideFifthRing) {
            change(&mut self.inside);
        }
        if zone != Some(Zone::InsideFifthRing) {
            change(&mut self.outside);
        }
    }

    /// Concludes: the zones each for themselves, and the decision for the zone applied for. The
    /// decision waits while any finding lacks a fact, because the result lists both zones and the
    /// reason told first must not change when the fact arrives.
    #[inline]
    pub(super) fn close(self) -> Judgment<'f> {
        let (inside, outside) = (self.inside.result(), self.outside.result());
        // A finding on a commercial unit names no zone and so counts in both: either gives the
        // result.
        let (target, zones) = match self.facts.module {
            Module::Commercial => (Some(inside), Few::NONE),
            Module::Residential => {
                let target = self.facts.purchase.place.map(|place| match place.zone() {
                    Zone::InsideFifthRing => inside,
                    Zone::OutsideFifthRing => outside,
                });
                (target, Few::from([inside, outside]))
            }
        };
        let (outcome, reason) = match target.filter(|_| !self.waits) {
            Some(result) => (result.outcome, result.reason),
            None => (Outcome::CannotTell, ReasonCode::CannotTell),
        };
        self.judgment(outcome, reason, zones)
    }

    /// Concludes that no rule covers the purchase.
    pub(super) fn not_checked(mut self, found: Option<Found>, reason: ReasonCode) -> Judgment<'f> {
        self.found.extend(found);
        let outcome = Outcome::NotChecked;
        let zones = match self.facts.module {
            Module::Commercial => Few::NONE,
            Module::Residential => Few::from([self.inside, self.outside].map(|zone| ZoneResult {
                outcome,
                reason,
                ..zone.open
            })),
        };
        self.judgment(outcome, reason, zones)
    }

    #[inline]
    fn judgment(
        self,
        outcome: Outcome,
        reason: ReasonCode,
        zones: Few<ZoneResult, 2>,
    ) -> Judgment<'f> {
        Judgment {
            facts: self.facts,
            policy: self.policy,
            on: self.on,
            homes: self.homes,
            outcome,
            reason,
            zones,
            found: self.found,
            rows: self.rows,
        }
    }
}

/// What follows from findings, in the order in which one outweighs the others: a rule known to fail
/// denies, then a missing fact leaves it open, then an unclear rule asks for a person. Of several
/// rules the one that is told first stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Conclusion {
    Denied(ReasonCode),
    Waits,
    Unposted,
    Unclear(ReasonCode),
    Open,
}

/// The cap of a zone and what counts against it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quota {
    pub(super) cap: Cap,
    pub(super) used: Option<u8>,
    /// The most that may be bought at once, whatever the cap leaves.
    pub(super) at_once: Option<u8>,
}

/// What follows for one zone from the findings so far.
#[derive(Debug, Clone, Copy)]
struct ZoneDocket {
    /// The result if nothing stands against it.
    open: ZoneResult,
    conclusion: Conclusion,
}

impl ZoneDocket {
    #[inline]
    fn new(zone: Zone) -> Self {
        Self {
            open: ZoneResult {
                zone,
                outcome: Outcome::Eligible,
                reason: ReasonCode::Ok,
                cap: None,
                used: None,
                remaining: None,
            },
            conclusion: Conclusion::Open,
        }
    }

    #[inline]
    fn set_quota(&mut self, quota: Quota) {
        self.open.cap = Some(quota.cap);
        self.open.used = quota.used;
        self.open.remaining = match (quota.cap, quota.used) {
            (Cap::Unlimited, _) => Some(Cap::Unlimited),
            (Cap::Homes(cap), Some(used)) => {
                let left = cap.saturating_sub(used);
                let most = quota.at_once.unwrap_or(left);
                Some(Cap::Homes(left.min(most)))
            }
            (Cap::Homes(_), None) => None,
        };
    }

    #[inline]
    fn result(&self) -> ZoneResult {
        let (outcome, reason, remaining) = match self.conclusion {
            Conclusion::Open => return self.open,
            Conclusion::Denied(code) => (Outcome::Ineligible, code, Some(Cap::Homes(0))),
            Conclusion::Waits => (Outcome::CannotTell, ReasonCode::CannotTell, None),
            Conclusion::Unposted => (Outcome::CannotTell, ReasonCode::NewestMonthNotPosted, None),
            Conclusion::Unclear(code) => (Outcome::ManualReview, code, None),
        };
        ZoneResult {
            outcome,
            reason,
            remaining,
            ..self.open
        }
    }
}

/// That no rule was in force yet: what the first version of the module will begin with.
pub(super) fn before_rule<'f>(facts: &'f Facts, policies: &Policies, on: Day) -> Judgment<'f> {
    let first = |rules: &Rules| match facts.module {
        Module::Residential => rules.count_scope.map(|set| set.reference),
        Module::Commercial => rules.own_home.map(|set| set.reference),
    };
    let begins = policies.rules(facts.module).iter().find_map(first);
    let found = begins.map(|at| {
        let rule = Rule::new(Check::Scope, ReasonCode::BeforeRule, &at);
        let mut found = rule.found(None, Verdict::NotCovered);
        found.threshold = Some(Threshold::From(at.version.from));
        found
    });
    Docket::open(facts, None, on).not_checked(found, ReasonCode::BeforeRule)
}
