//! The findings of a decision as people read them: one card for each check, and for each refusal by
//! records the way to correct them.

use super::{help, reference, requirement, sentence};
use crate::policy::decision::{Check, Decision, Finding, Verdict};
use crate::policy::policies::Policies;
use crate::values::{Lang, Zone};

/// A check with what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Which check.
    pub check: Check,
    /// The most serious verdict about the zone that was applied for.
    pub verdict: Verdict,
    /// What was found; what is the same of both zones once, of no zone.
    pub findings: Vec<Finding>,
}

/// The cards: what is not met first, then what cannot be told, and what is met at the end; those
/// that are alike in the order of the decision.
#[must_use]
pub fn cards(decision: &Decision) -> Vec<Card> {
    let zone = decision.purchase.place.map(crate::purchase::Place::zone);
    let mut cards: Vec<Card> = Check::ALL
        .into_iter()
        .filter_map(|check| {
            let of_check = |finding: &&Finding| finding.check == check;
            let findings: Vec<Finding> =
                decision.findings.iter().filter(of_check).cloned().collect();
            let verdict = worst(&findings, zone)?;
            Some(Card {
                check,
                verdict,
                findings: merged(findings),
            })
        })
        .collect();
    cards.sort_by_key(|card| rank(card.verdict));
    cards
}

/// One way out for each check, with the findings that lead to it: of both zones they lead to the same
/// window. What rests on house records has none here: that can be disputed.
#[must_use]
pub fn ways_out(decision: &Decision) -> Vec<(Check, Vec<Finding>)> {
    let mut ways: Vec<(Check, Vec<Finding>)> = Vec::new();
    for finding in &decision.findings {
        // The language does not matter for whether there is help.
        if help(finding, Lang::Zh).is_none() {
            continue;
        }
        match ways.iter_mut().find(|(check, _)| *check == finding.check) {
            Some((_, known)) if known.iter().any(|f| f.code == finding.code) => {}
            Some((_, known)) => known.push(finding.clone()),
            None => ways.push((finding.check, vec![finding.clone()])),
        }
    }
    ways
}

/// Findings that say the same of both zones, as one that speaks of both. They may rest on two
/// parameters of one paragraph, so what counts is what people read.
fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    for finding in findings {
        match merged.iter_mut().find(|known| reads_like(known, &finding)) {
            Some(known) => known.zone = None,
            None => merged.push(finding),
        }
    }
    merged
}

fn reads_like(one: &Finding, other: &Finding) -> bool {
    let policies = Policies::builtin();
    let read = |finding: &Finding| {
        (
            sentence(finding, Lang::Zh),
            requirement(finding, policies, Lang::Zh),
            reference(finding.reference, policies, Lang::Zh),
        )
    };
    one.verdict == other.verdict && one.months == other.months && read(one) == read(other)
}

/// How serious a verdict is; the most serious is the lowest.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotMet => 0,
        Verdict::CannotTell => 1,
        Verdict::Review => 2,
        Verdict::NotCovered => 3,
        Verdict::Met => 4,
    }
}

/// The most serious verdict about the zone that was applied for, or, where nothing is about it, of all;
/// none without a finding.
fn worst(findings: &[Finding], zone: Option<Zone>) -> Option<Verdict> {
    let of = |only_ours: bool| {
        findings
            .iter()
            .filter(|f| !only_ours || f.zone.is_none() || f.zone == zone)
            .map(|f| f.verdict)
            .min_by_key(|verdict| rank(*verdict))
    };
    of(true).or_else(|| of(false))
}
