//! What one decision says otherwise than an earlier one on the same purchase.

use serde::{Deserialize, Serialize};

use super::reason::ReasonCode;
use super::{Check, Decision, Finding, Verdict};
use crate::values::Zone;

/// A rule that says something else than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingChange {
    /// The card that it belongs to.
    pub check: Check,
    /// The rule, by the reason that it gives where it is not met.
    pub code: ReasonCode,
    /// The zone that it speaks of; none: both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// What it said before; none where it was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Verdict>,
    /// What it says now; none where it is not asked any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Verdict>,
}

impl FindingChange {
    /// The finding of a decision that it speaks of.
    #[must_use]
    pub fn find<'d>(&self, decision: &'d Decision) -> Option<&'d Finding> {
        let mut findings = decision.findings.iter();
        findings.find(|finding| (finding.code, finding.zone) == (self.code, self.zone))
    }

    /// Whether it stands in the way now, and did not before.
    #[must_use]
    pub fn stands_in_the_way(&self) -> bool {
        self.after.is_some_and(stops) && !self.before.is_some_and(stops)
    }
}

fn stops(verdict: Verdict) -> bool {
    match verdict {
        Verdict::NotMet | Verdict::CannotTell | Verdict::Review | Verdict::NotCovered => true,
        Verdict::Met => false,
    }
}

/// What the rules said of the purchase before and say otherwise now: first in the order in which they
/// are told now, then those that are not asked any more.
#[must_use]
pub fn changes(before: &Decision, after: &Decision) -> Vec<FindingChange> {
    let change = |of: &Finding| FindingChange {
        check: of.check,
        code: of.code,
        zone: of.zone,
        before: None,
        after: None,
    };
    let verdict = |change: &FindingChange, decision| {
        FindingChange::find(change, decision).map(|finding| finding.verdict)
    };
    let now = after.findings_here();
    let gone = before
        .findings_here()
        .filter(|finding| change(finding).find(after).is_none());
    now.chain(gone)
        .map(|finding| {
            let mut change = change(finding);
            change.before = verdict(&change, before);
            change.after = verdict(&change, after);
            change
        })
        .filter(|change| change.before != change.after)
        .collect()
}
