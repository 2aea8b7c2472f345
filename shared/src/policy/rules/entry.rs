//! One finding of a decision while a rule fills it in.

use super::judgment::Found;
use crate::few::Few;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Threshold, Verdict};
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::parameters::Reference;
use crate::values::Zone;

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

    /// What the rule found, without the facts that it looked at.
    #[inline]
    pub(super) fn found(self, zone: Option<Zone>, verdict: Verdict) -> Found {
        Found {
            check: self.check,
            code: self.code,
            verdict,
            zone,
            uses: Few::NONE,
            threshold: None,
            reference: *self.at,
            row: None,
        }
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

/// A finding that is filled where it lies.
pub(super) struct Entry<'d> {
    found: &'d mut Found,
    /// How many facts it looked at.
    used: usize,
}

impl<'d> Entry<'d> {
    #[inline]
    pub(super) fn new(found: &'d mut Found) -> Self {
        Self { found, used: 0 }
    }

    /// Keeps that a fact was looked at.
    #[inline]
    pub(super) fn using(mut self, kind: FactKind) -> Self {
        self.found.uses.set(self.used, kind);
        self.used += 1;
        self
    }

    /// Says what the rule asks for.
    #[inline]
    pub(super) fn asking(self, threshold: Threshold) -> Self {
        self.found.threshold = Some(threshold);
        self
    }

    /// Keeps which row was looked at, by its place.
    #[inline]
    pub(super) fn showing(self, row: u8) -> Self {
        self.found.row = Some(row);
        self
    }
}
