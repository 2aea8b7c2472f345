//! Renewals of a pass (续期): before it runs out, everything is checked anew under the rules of that
//! day. Whatever comes of it, the pass that is there stays valid to its own last day.

use serde::{Deserialize, Serialize};

use super::certificate::Certificate;
use super::ruling::Ruling;
use crate::names::named;
use crate::policy::{Decision, FindingChange};
use crate::values::{Day, Moment};

named! {
    /// What became of a renewal.
    pub enum RenewalStep {
        /// Everything is being checked anew.
        UnderWay = "under_way",
        /// There is a new certificate.
        Renewed = "renewed",
        /// The rules do not pass it today; the pass stays valid to its own last day.
        Refused = "refused",
        /// Somebody of the household is in another live application by now; the pass stays valid to its
        /// own last day.
        MemberElsewhere = "member_elsewhere",
        /// The pass ended before: it was withdrawn, it ran out, or a contract was begun with it.
        Overtaken = "overtaken",
    }
}

/// What there is to know of the renewal of a pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Renewal {
    /// How many renewals there were: what `If-Match` of the next one names.
    pub version: u32,
    /// The first day on which the pass can be renewed.
    pub offered_from: Day,
    /// Whether it can be renewed now: not before that day, nor while a renewal is under way or a member
    /// of the household objects.
    pub is_offered: bool,
    /// The renewals, oldest first.
    pub past: Vec<PastRenewal>,
}

/// A renewal that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastRenewal {
    /// What became of it.
    pub step: RenewalStep,
    /// When it was asked for.
    pub begun_at: Moment,
    /// When it ended; none while it is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// The policy version of the day on which it was asked for.
    #[cfg_attr(feature = "openapi", schema(example = "R-2026-08-08"))]
    pub policy: String,
    /// The certificate of the pass that was to be renewed.
    pub certificate: Certificate,
    /// Renewed: the decision on which that certificate rested. Refused: what the rules say now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What an officer decided, where that certificate was given by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
    /// Refused: which rules say something else than when the pass was given.
    #[serde(default)]
    pub changes: Vec<FindingChange>,
}

impl Renewal {
    /// The renewal that is under way.
    #[must_use]
    pub fn under_way(&self) -> Option<&PastRenewal> {
        self.newest(RenewalStep::UnderWay)
    }

    /// The last renewal, if that is what became of it.
    #[must_use]
    pub fn newest(&self, step: RenewalStep) -> Option<&PastRenewal> {
        self.past.last().filter(|past| past.step == step)
    }

    /// When the pass was last renewed.
    #[must_use]
    pub fn renewed_at(&self) -> Option<Moment> {
        let mut past = self.past.iter().rev();
        past.find(|past| past.step == RenewalStep::Renewed)?
            .ended_at
    }

    /// The earlier certificate of a number.
    #[must_use]
    pub fn earlier(&self, number: &str) -> Option<&PastRenewal> {
        let renewed = |past: &&PastRenewal| past.step == RenewalStep::Renewed;
        let mut past = self.past.iter().filter(renewed);
        past.find(|past| past.certificate.number == number)
    }

    /// Takes away what the rules used, for whoever may know the outcome alone.
    pub fn hide_facts(&mut self) {
        for past in &mut self.past {
            past.decision = past.decision.take().map(Decision::without_facts);
            if let Some(ruling) = &mut past.ruling {
                ruling.reason = None;
            }
        }
    }
}
