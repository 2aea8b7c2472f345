//! Collects the findings of one decision and draws the conclusion.

use crate::application::Module;
use crate::form::Place;
use crate::policy::decision::{
    Cap, Check, Decision, Finding, Outcome, Purchase, Reference, Threshold, Verdict, ZoneResult,
    conclude,
};
use crate::policy::evidence::{Evidence, UsedFact};
use crate::policy::facts::Facts;
use crate::policy::parameters::Parameter;
use crate::policy::policies::Policies;
use crate::policy::reason::ReasonCode;
use crate::policy::version::VersionId;
use crate::values::{Day, Zone};

const ZONES: [Zone; 2] = [Zone::InsideFifthRing, Zone::OutsideFifthRing];

impl Finding {
    pub(super) fn new(check: Check, code: ReasonCode, verdict: Verdict, at: Reference) -> Self {
        Self {
            check,
            code,
            verdict,
            zone: None,
            facts: Evidence::default(),
            threshold: None,
            reference: at,
            months: None,
        }
    }

    /// Met, not met, or not known.
    pub(super) fn judged(check: Check, code: ReasonCode, met: Option<bool>, at: Reference) -> Self {
        let verdict = match met {
            Some(true) => Verdict::Met,
            Some(false) => Verdict::NotMet,
            None => Verdict::CannotTell,
        };
        Self::new(check, code, verdict, at)
    }

    pub(super) fn using(mut self, fact: UsedFact) -> Self {
        self.facts = self.facts.with(fact);
        self
    }

    pub(super) fn asking(mut self, threshold: Threshold) -> Self {
        self.threshold = Some(threshold);
        self
    }

    pub(super) fn in_zone(mut self, zone: Option<Zone>) -> Self {
        self.zone = zone;
        self
    }

    fn speaks_of(&self, zone: Zone) -> bool {
        self.zone.is_none_or(|z| z == zone)
    }
}

/// The cap of a zone and what counts against it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quota {
    pub(super) cap: Option<Cap>,
    pub(super) used: Option<u8>,
    /// The most that may be bought at once, whatever the cap leaves.
    pub(super) at_once: Option<u8>,
}

/// The findings of one decision.
pub(super) struct Docket {
    module: Module,
    policy: Option<VersionId>,
    on: Day,
    purchase: Purchase,
    findings: Vec<Finding>,
    inside: Quota,
    outside: Quota,
}

impl Docket {
    pub(super) fn open(facts: &Facts, policy: Option<VersionId>, on: Day) -> Self {
        Self {
            module: facts.module,
            policy,
            on,
            purchase: facts.purchase,
            findings: Vec::with_capacity(10),
            inside: Quota::default(),
            outside: Quota::default(),
        }
    }

    pub(super) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Sets the quota of one zone, or of both.
    pub(super) fn set_quota(&mut self, zone: Option<Zone>, quota: Quota) {
        if zone != Some(Zone::OutsideFifthRing) {
            self.inside = quota;
        }
        if zone != Some(Zone::InsideFifthRing) {
            self.outside = quota;
        }
    }

    /// Concludes: the zones each for themselves, and the decision for the zone applied for. The
    /// decision waits while any finding lacks a fact, because the result lists both zones and the
    /// reason told first must not change when the fact arrives.
    pub(super) fn close(self) -> Decision {
        let zones: Vec<ZoneResult> = match self.module {
            Module::Commercial => Vec::new(),
            Module::Residential => ZONES.into_iter().map(|zone| self.zone(zone)).collect(),
        };
        let waits = self
            .findings
            .iter()
            .any(|f| f.verdict == Verdict::CannotTell);
        let target = self.purchase.place.map(Place::zone);
        let (outcome, reason) = match (self.module, target) {
            _ if waits => (Outcome::CannotTell, ReasonCode::CannotTell),
            (Module::Commercial, _) => conclude(self.findings.iter()),
            (Module::Residential, None) => (Outcome::CannotTell, ReasonCode::CannotTell),
            (Module::Residential, Some(zone)) => {
                conclude(self.findings.iter().filter(|f| f.speaks_of(zone)))
            }
        };
        Decision {
            module: self.module,
            policy: self.policy,
            date: self.on,
            purchase: self.purchase,
            outcome,
            reason,
            zones,
            findings: self.findings,
        }
    }

    /// Concludes that no rule covers the purchase.
    pub(super) fn not_checked(mut self, finding: Option<Finding>, reason: ReasonCode) -> Decision {
        self.findings.extend(finding);
        let zones = match self.module {
            Module::Commercial => Vec::new(),
            Module::Residential => ZONES
                .into_iter()
                .map(|zone| ZoneResult {
                    zone,
                    outcome: Outcome::NotChecked,
                    reason,
                    cap: None,
                    used: None,
                    remaining: None,
                })
                .collect(),
        };
        Decision {
            module: self.module,
            policy: self.policy,
            date: self.on,
            purchase: self.purchase,
            outcome: Outcome::NotChecked,
            reason,
            zones,
            findings: self.findings,
        }
    }

    fn zone(&self, zone: Zone) -> ZoneResult {
        let (outcome, reason) = conclude(self.findings.iter().filter(|f| f.speaks_of(zone)));
        let quota = match zone {
            Zone::InsideFifthRing => self.inside,
            Zone::OutsideFifthRing => self.outside,
        };
        let remaining = match outcome {
            Outcome::Eligible => match (quota.cap, quota.used) {
                (Some(Cap::Unlimited), _) => Some(Cap::Unlimited),
                (Some(Cap::Homes(cap)), Some(used)) => {
                    let left = cap.saturating_sub(used);
                    Some(Cap::Homes(
                        quota.at_once.map_or(left, |most| left.min(most)),
                    ))
                }
                _ => None,
            },
            Outcome::Ineligible => Some(Cap::Homes(0)),
            Outcome::ManualReview | Outcome::NotChecked | Outcome::CannotTell => None,
        };
        ZoneResult {
            zone,
            outcome,
            reason,
            cap: quota.cap,
            used: quota.used,
            remaining,
        }
    }
}

/// That no rule was in force yet: what the first version of the module will begin with.
pub(super) fn before_rule(facts: &Facts, policies: &Policies, on: Day) -> Decision {
    let finding = policies.rules(facts.module).first().map(|first| {
        let parameter = match facts.module {
            Module::Residential => Parameter::CountScope,
            Module::Commercial => Parameter::OwnHome,
        };
        let version = first.policy;
        let at = Reference { version, parameter };
        Finding::new(
            Check::Scope,
            ReasonCode::BeforeRule,
            Verdict::NotCovered,
            at,
        )
        .asking(Threshold::From(version.from))
    });
    Docket::open(facts, None, on).not_checked(finding, ReasonCode::BeforeRule)
}
