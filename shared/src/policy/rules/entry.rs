//! A finding while it is filled.

use crate::few::Few;
use crate::policy::calendar::MonthStrip;
use crate::policy::decision::{Check, Finding, Reference, Threshold, Verdict};
use crate::policy::evidence::{FactKind, FactValue, UsedFact, Who};
use crate::policy::facts::Fact;
use crate::policy::parameters::Parameter;
use crate::policy::reason::ReasonCode;
use crate::policy::version::{Series, VersionId};
use crate::values::{Day, Zone};

/// A rule as its finding names it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule<'a> {
    pub(super) check: Check,
    pub(super) code: ReasonCode,
    pub(super) at: &'a Reference,
}

impl<'a> Rule<'a> {
    #[inline]
    pub(super) fn new(check: Check, code: ReasonCode, at: &'a Reference) -> Self {
        Self { check, code, at }
    }

    /// That the rule does not cover the purchase.
    pub(super) fn not_covering(self) -> Finding {
        let mut finding = Finding::BLANK;
        Entry::new(&mut finding, None, self, Verdict::NotCovered);
        finding
    }
}

/// Met, not met, or not known.
#[inline]
pub(super) fn judged(met: Option<bool>) -> Verdict {
    match met {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::NotMet,
        None => Verdict::CannotTell,
    }
}

impl Finding {
    /// What an entry begins with.
    pub(super) const BLANK: Self = Self {
        check: Check::Scope,
        code: ReasonCode::Ok,
        verdict: Verdict::Met,
        zone: None,
        facts: Few::NONE,
        threshold: None,
        reference: Reference {
            version: VersionId {
                from: Day::MIN,
                series: Series::Residential,
            },
            parameter: Parameter::CountScope,
        },
        months: None,
    };
}

/// A finding that is filled where it lies: to make it elsewhere and move it costs as much again.
pub(super) struct Entry<'d> {
    finding: &'d mut Finding,
    /// How many facts it has.
    used: usize,
}

impl<'d> Entry<'d> {
    /// Begins a blank finding.
    #[inline]
    pub(super) fn new(
        finding: &'d mut Finding,
        zone: Option<Zone>,
        rule: Rule<'_>,
        verdict: Verdict,
    ) -> Self {
        finding.check = rule.check;
        finding.code = rule.code;
        finding.verdict = verdict;
        finding.zone = zone;
        finding.reference = *rule.at;
        Self { finding, used: 0 }
    }

    /// Keeps a fact that was used.
    #[inline]
    pub(super) fn using<T>(
        self,
        kind: FactKind,
        fact: &Fact<T>,
        value: impl FnOnce(&T) -> FactValue,
    ) -> Self {
        self.using_of(None, kind, fact, value)
    }

    /// Keeps a fact about one person that was used.
    #[inline]
    pub(super) fn using_of<T>(
        mut self,
        who: Option<Who>,
        kind: FactKind,
        fact: &Fact<T>,
        value: impl FnOnce(&T) -> FactValue,
    ) -> Self {
        let (source, at) = (fact.source, fact.at);
        // Twice the same but for the value: each is written in one go, without a detour.
        let used = match &fact.value {
            Some(known) => UsedFact {
                kind,
                who,
                value: Some(value(known)),
                source,
                at,
            },
            None => UsedFact {
                kind,
                who,
                value: None,
                source,
                at,
            },
        };
        self.finding.facts.set(self.used, used);
        self.used += 1;
        self
    }

    /// Says what the rule asks for.
    #[inline]
    pub(super) fn asking(self, threshold: Threshold) -> Self {
        self.finding.threshold = Some(threshold);
        self
    }

    /// Shows the months.
    #[inline]
    pub(super) fn showing(self, strip: MonthStrip) -> Self {
        self.finding.months = Some(Box::new(strip));
        self
    }
}
