//! A household that is told, some months later: what a pre-check looks ahead with.

use super::outlook::{Path, Prospect};
use super::questions::{Question, is_used_by};
use crate::policy::decision::{Decision, Verdict};
use crate::policy::facts::Facts;
use crate::policy::facts::ledger::ContributionKind;
use crate::policy::policies::Policies;
use crate::policy::situation::{Situation, Unnamed};
use crate::values::{Month, Zone};

/// How and when a no about the situation could become a yes.
pub(super) fn outlook(
    situation: &Situation,
    decision: &Decision,
    policies: &Policies,
) -> Vec<Path> {
    let mut today = situation.facts(policies, Unnamed::Unknown);
    let last = Month::of(situation.date).plus(-1);
    if let Some(ledger) = &mut today.social_insurance.applicant.value
        && let Some(paid) = ledger.with_unposted_paid(last)
    {
        *ledger = paid;
    }
    let prospect = Prospect {
        on: situation.date,
        decision,
        policies,
        later: &|months| later(&today, situation, months),
        open: &|decision, part| Some(open(situation, decision, part)),
    };
    prospect.paths()
}

/// What the findings about a part wait for.
fn open(situation: &Situation, decision: &Decision, part: Option<Zone>) -> Vec<Question> {
    let waiting = |question: &Question| {
        !question.is_answered(situation)
            && decision.findings.iter().any(|finding| {
                finding.verdict == Verdict::CannotTell
                    && (finding.zone.is_none() || finding.zone == part)
                    && is_used_by(*question, finding)
            })
    };
    Question::ALL.into_iter().filter(waiting).collect()
}

/// The same household some months later: contributions, work and hukou go on, permits are
/// extended, children grow up.
fn later(today: &Facts, situation: &Situation, months: u16) -> Facts {
    let mut facts = today.clone();
    if months == 0 {
        return facts;
    }
    let this_month = Month::of(situation.date);
    let until = this_month.plus(i32::from(months) - 1);
    if let Some(row) = situation.contribution {
        let ledgers = match row.kind {
            ContributionKind::SocialInsurance => &mut facts.social_insurance,
            ContributionKind::IncomeTax => &mut facts.income_tax,
        };
        if let Some(ledger) = &mut ledgers.applicant.value {
            ledger.pay(this_month, until);
        }
    }
    facts.go_on(situation.date, months);
    if let (Some(minors), Some(ages)) = (&mut facts.minor_children.value, &situation.children_ages)
    {
        // Ages are told in whole years: a child who may have turned 18 by then is not counted.
        let surely_minor = |age: &&u8| u16::from(**age) * 12 + 11 + months < 18 * 12;
        let count = ages.iter().filter(surely_minor).count();
        *minors = u8::try_from(count).unwrap_or(u8::MAX).min(*minors);
    }
    facts
}
