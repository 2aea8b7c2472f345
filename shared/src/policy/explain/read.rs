//! Reads what a finding rests on: its facts, its threshold, and what its quota counts.

use crate::policy::decision::calendar::MonthStrip;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Cap, Check, Finding, Threshold, Verdict};
use crate::policy::facts::evidence::{FactKind, FactValue, UsedFact};
use crate::policy::policies::parameters::Parameter;
use crate::values::{Day, Zone};

/// Reads the facts of a finding.
pub(super) struct Read<'a>(pub(super) &'a Finding);

impl Read<'_> {
    /// Whether the facts on which the finding rests are withheld. Each has some, but where a rule asks
    /// for none: what is not covered at all, and units on sale by a developer.
    pub(super) fn is_withheld(&self) -> bool {
        let rests_on_none = match self.0.verdict {
            Verdict::NotCovered => true,
            Verdict::NotMet => {
                self.0.code == ReasonCode::NewBuildEntitiesOnly && self.0.threshold.is_none()
            }
            Verdict::Met | Verdict::CannotTell | Verdict::Review => false,
        };
        !rests_on_none && self.0.facts.iter().next().is_none()
    }

    pub(super) fn fact(&self, kind: FactKind) -> Option<&UsedFact> {
        self.0.facts.get(kind)
    }

    /// Whether a registry told it, not the person.
    pub(super) fn is_on_record(&self, kind: FactKind) -> bool {
        self.fact(kind).is_some_and(|fact| fact.source.is_some())
    }

    pub(super) fn value(&self, kind: FactKind) -> Option<FactValue> {
        self.fact(kind).and_then(|fact| fact.value)
    }

    /// A count or a number of months; nothing known reads as none.
    pub(super) fn number(&self, kind: FactKind) -> u16 {
        match self.value(kind) {
            Some(FactValue::Count(n) | FactValue::Months(n)) => n,
            Some(
                FactValue::Day(_)
                | FactValue::Yes(_)
                | FactValue::Hukou(_)
                | FactValue::MaritalStatus(_)
                | FactValue::StayPermit(_),
            )
            | None => 0,
        }
    }

    pub(super) fn day(&self, kind: FactKind) -> Option<Day> {
        match self.value(kind) {
            Some(FactValue::Day(day)) => Some(day),
            _ => None,
        }
    }

    pub(super) fn met(&self) -> bool {
        self.0.verdict == Verdict::Met
    }

    pub(super) fn cap(&self) -> Option<Cap> {
        match self.0.threshold {
            Some(Threshold::Homes(cap)) => Some(cap),
            _ => None,
        }
    }

    pub(super) fn cap_number(&self) -> u8 {
        match self.cap() {
            Some(Cap::Homes(n)) => n,
            Some(Cap::Unlimited) | None => 0,
        }
    }

    pub(super) fn begins(&self) -> Option<Day> {
        match self.0.threshold {
            Some(Threshold::From(day)) => Some(day),
            _ => None,
        }
    }

    pub(super) fn required(&self) -> u16 {
        use Threshold as T;
        match self.0.threshold {
            Some(T::Months(n) | T::Years(n)) => n,
            Some(T::Homes(_) | T::Until(_) | T::From(_) | T::Before(_) | T::PostedBy(_)) | None => {
                0
            }
        }
    }

    /// The day before which something has to have happened.
    pub(super) fn before(&self) -> Option<Day> {
        match self.0.threshold {
            Some(Threshold::Before(day)) => Some(day),
            _ => None,
        }
    }

    /// The day by which a month is posted, as a rule.
    pub(super) fn posted_by(&self) -> Option<Day> {
        match self.0.threshold {
            Some(Threshold::PostedBy(day)) => Some(day),
            _ => None,
        }
    }
}

/// What a quota counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    NewPurchases,
    City,
    Inside,
    Outside,
}

impl Read<'_> {
    pub(super) fn counted(&self) -> (Counted, u16) {
        use Parameter as P;
        let inside = self.number(FactKind::HomesInside);
        let outside = self.number(FactKind::HomesOutside);
        let finding = self.0;
        let rests_on = finding.reference.parameter;
        if rests_on == P::NewPurchaseCap {
            (Counted::NewPurchases, self.number(FactKind::NewPurchases))
        } else if rests_on == P::OutsideUnlimited {
            (Counted::Outside, outside)
        } else if [P::InLocal, P::InNonlocal, P::MultiChildBonus].contains(&rests_on) {
            (Counted::Inside, inside)
        } else if self.fact(FactKind::HomesInCity).is_some() {
            (Counted::City, self.number(FactKind::HomesInCity))
        } else {
            (Counted::City, inside.saturating_add(outside))
        }
    }

    /// Whether the cap is the one of a household with several children.
    pub(super) fn counts_children(&self) -> bool {
        self.0.reference.parameter == Parameter::MultiChildBonus
            && self.0.verdict != Verdict::Review
    }

    /// Whether the cap holds the extra home outside the ring.
    pub(super) fn counts_extra(&self) -> bool {
        self.0.reference.parameter == Parameter::ExtraOutside
            && self.0.zone == Some(Zone::OutsideFifthRing)
    }
}

/// The rule that a failing record of contributions broke, whatever reason is reported for it.
pub(super) fn row_code(finding: &Finding, strip: &MonthStrip) -> ReasonCode {
    if finding.code != ReasonCode::StudentCollectiveHukou {
        return finding.code;
    }
    if strip.row < strip.required {
        ReasonCode::ContributionShort
    } else if strip.missing() > 0 {
        ReasonCode::GapTooLong
    } else {
        ReasonCode::BackpayNotRecognised
    }
}

/// Whether the card is the one of income tax.
pub(super) fn is_tax(check: Check) -> bool {
    check == Check::IncomeTax
}
