//! What the engine answers: outcome, zones, findings.

pub mod calendar;
pub mod compared;
pub mod reason;
mod told;

use serde::{Deserialize, Serialize};

use super::facts::evidence::{Evidence, FactKind};
use super::policies::parameters::Reference;
use super::policies::version_id::VersionId;
use crate::few::Few;
use crate::names::named;
use crate::purchase::{Module, Place, Purchase};
use crate::values::{Day, Zone};
use calendar::MonthStrip;
use reason::ReasonCode;

named! {
    /// What a decision says.
    pub enum Outcome {
        /// May buy.
        Eligible = "eligible",
        /// May not buy.
        Ineligible = "ineligible",
        /// A fact or a rule is unclear: a person decides.
        ManualReview = "manual_review",
        /// No rule covers this purchase on that day.
        NotChecked = "not_checked",
        /// A fact that decides is missing: the application waits.
        CannotTell = "cannot_tell",
    }
}

/// How many homes; for a cap or for what remains of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Cap {
    /// That many homes.
    Homes(u8),
    /// Any number.
    Unlimited,
}

/// The answer for one zone. For a purchase in Tongzhou the outer zone answers for Tongzhou.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneResult {
    /// The zone.
    pub zone: Zone,
    /// What holds there. A rule that is known to fail decides even while another fact is missing.
    pub outcome: Outcome,
    /// The reason that is told first.
    pub reason: ReasonCode,
    /// How many homes the household may have; none where no rule sets a cap. What is counted
    /// against it depends on the version: homes in the whole city, or in this zone only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
    /// How many homes count against the cap; none where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<u8>,
    /// How many more may be bought now: nothing while ineligible, none where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Cap>,
}

named! {
    /// The cards of the result page: which check a finding belongs to.
    pub enum Check {
        /// Whether a rule covers the purchase at all.
        Scope = "scope",
        /// 身份与户籍
        IdentityAndHukou = "identity_and_hukou",
        /// 婚姻
        Marriage = "marriage",
        /// 工作居住证
        WorkResidencePermit = "work_residence_permit",
        /// 驻京部队
        Military = "military",
        /// Presence, lodging, permission to stay, certification (categories 6 and 7).
        Stay = "stay",
        /// 居住证
        ResidencePermit = "residence_permit",
        /// 社会保险
        SocialInsurance = "social_insurance",
        /// 个人所得税
        IncomeTax = "income_tax",
        /// 通州
        Tongzhou = "tongzhou",
        /// 住房
        Homes = "homes",
        /// 商办类房产
        CommercialUnits = "commercial_units",
    }
}

named! {
    /// What a rule says of the facts.
    pub enum Verdict {
        /// 符合
        Met = "met",
        /// 不符合
        NotMet = "not_met",
        /// A fact is missing.
        CannotTell = "cannot_tell",
        /// The rule itself is unclear here: a person decides.
        Review = "review",
        /// The rule does not cover this purchase.
        NotCovered = "not_covered",
    }
}

/// What a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Threshold {
    /// At least that many months.
    Months(u16),
    /// At least that many years.
    Years(u16),
    /// No more homes or units than this, the new one included for a cap.
    Homes(Cap),
    /// At least until this day.
    Until(Day),
    /// The rule begins on this day.
    From(Day),
    /// Earlier than this day.
    Before(Day),
    /// Posted by this day, as a rule.
    PostedBy(Day),
}

/// What one rule said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The card that it belongs to.
    pub check: Check,
    /// The rule, named by the reason that it gives where it is not met.
    pub code: ReasonCode,
    /// Met, not met, …
    pub verdict: Verdict,
    /// The zone that it speaks of; none: both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// The facts that it used, with source and time.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<super::facts::evidence::UsedFact>))]
    pub facts: Evidence,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
    /// Where it stands.
    pub reference: Reference,
    /// The months that it looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Box<MonthStrip>>,
}

/// A decision. Equal facts under the same versions give equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Which module.
    pub module: Module,
    /// The newest version in force; none before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<VersionId>,
    /// The day by which the version was chosen.
    pub date: Day,
    /// What is to be bought.
    pub purchase: Purchase,
    /// What holds for this purchase; it waits while any finding lacks a fact.
    pub outcome: Outcome,
    /// The reason that is told first.
    pub reason: ReasonCode,
    /// Both zones; empty for commercial units.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<ZoneResult>))]
    pub zones: Few<ZoneResult, 2>,
    /// What every rule said, in the order of the cards.
    pub findings: Vec<Finding>,
}

impl Finding {
    /// Whether it rests on house records, so that 申请复核 belongs to a failure; every other failure
    /// leads to 复核帮助. When a commercial unit was first sold is such a record.
    #[must_use]
    pub fn rests_on_houses(&self) -> bool {
        use ReasonCode as R;
        let on_sale = self.code == R::NewBuildEntitiesOnly;
        [R::QuotaFull, R::OwnsHome, R::OwnsCommercial].contains(&self.code)
            || (on_sale && self.facts.get(FactKind::UnitFirstSold).is_some())
    }
}

impl Decision {
    /// The findings about this purchase: of its zone, or of both.
    pub fn findings_here(&self) -> impl Iterator<Item = &Finding> {
        let zone = self.purchase.place.map(Place::zone);
        self.findings
            .iter()
            .filter(move |finding| finding.zone.is_none() || finding.zone == zone)
    }

    /// The answer for one zone, where there is one.
    #[must_use]
    pub fn zone(&self, zone: Zone) -> Option<&ZoneResult> {
        self.zones.iter().find(|result| result.zone == zone)
    }

    /// Outcome and reason for one zone, or for the commercial unit. Other than the decision as a
    /// whole it does not wait where a rule is known to fail.
    #[must_use]
    pub fn outcome_for(&self, zone: Option<Zone>) -> (Outcome, ReasonCode) {
        let said = self.findings.iter().map(|f| (f.verdict, f.code));
        let result = zone.and_then(|zone| self.zone(zone));
        outcome_among(result, (self.outcome, self.reason), said)
    }

    /// The codes of the rules that failed for this purchase, in the order of report.
    #[must_use]
    pub fn failures(&self) -> Vec<ReasonCode> {
        let mut codes: Vec<_> = self.failed().map(|f| f.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Whether it is the commercial unit alone that stands in the way: another one could be bought.
    #[must_use]
    pub fn is_about_the_unit(&self) -> bool {
        self.failures() == [ReasonCode::NewBuildEntitiesOnly]
    }

    /// Whether 申请复核 belongs to it: it failed for a house reason, perhaps among others.
    #[must_use]
    pub fn may_ask_review(&self) -> bool {
        self.outcome == Outcome::Ineligible && self.failed().any(Finding::rests_on_houses)
    }

    /// Whether 复核帮助 belongs to it: it failed for another reason than house records.
    #[must_use]
    pub fn may_get_help(&self) -> bool {
        self.outcome == Outcome::Ineligible && self.failed().any(|f| !f.rests_on_houses())
    }

    fn failed(&self) -> impl Iterator<Item = &Finding> {
        self.findings_here()
            .filter(|finding| finding.verdict == Verdict::NotMet)
    }
}

/// What holds for one zone; without one, what follows from all that the rules said.
pub(super) fn outcome_among(
    of_zone: Option<&ZoneResult>,
    whole: (Outcome, ReasonCode),
    said: impl Iterator<Item = (Verdict, ReasonCode)>,
) -> (Outcome, ReasonCode) {
    match of_zone {
        Some(result) => (result.outcome, result.reason),
        None if whole.0 == Outcome::NotChecked => whole,
        None => conclude(said),
    }
}

/// What follows from findings: a rule known to fail denies, then a missing fact leaves it open,
/// then an unclear rule asks for a person.
fn conclude(findings: impl Iterator<Item = (Verdict, ReasonCode)>) -> (Outcome, ReasonCode) {
    let mut denied: Option<ReasonCode> = None;
    let mut unclear: Option<ReasonCode> = None;
    let mut open: Option<ReasonCode> = None;
    let first = |known: Option<ReasonCode>, code| Some(known.map_or(code, |k| k.min(code)));
    for (verdict, code) in findings {
        match verdict {
            Verdict::NotMet => denied = first(denied, code),
            Verdict::Review => unclear = first(unclear, code),
            Verdict::CannotTell => open = first(open, waiting(code)),
            Verdict::Met | Verdict::NotCovered => {}
        }
    }
    match (denied, open, unclear) {
        (Some(code), _, _) => (Outcome::Ineligible, code),
        (None, Some(code), _) => (Outcome::CannotTell, code),
        (None, None, Some(code)) => (Outcome::ManualReview, code),
        (None, None, None) => (Outcome::Eligible, ReasonCode::Ok),
    }
}

/// The reason that a finding gives which waits for a fact: a month that is not posted yet, or any
/// other.
pub(super) fn waiting(code: ReasonCode) -> ReasonCode {
    if code == ReasonCode::NewestMonthNotPosted {
        code
    } else {
        ReasonCode::CannotTell
    }
}
