//! The rules: which of them apply to a purchase on a day, what each finds, and what follows.

mod case;
mod commercial;
mod contributions;
mod divorce;
mod docket;
mod entry;
pub(super) mod judgment;
mod overseas;
mod people;
mod quota;
mod residential;
mod row;
mod sale;
mod tongzhou;

use super::decision::Decision;
use super::facts::Facts;
use super::policies::Policies;
use crate::purchase::Module;
use crate::values::Day;
use judgment::Judgment;

/// Decides on a purchase under the rules of a day. Pure and total: equal facts give equal
/// decisions, and whatever is not known is *cannot tell*.
#[must_use]
pub fn evaluate(facts: &Facts, policies: &Policies, on: Day) -> Decision {
    judge(facts, policies, on).decision()
}

/// Decides on a purchase of a day as the rules of another day would: an estimate of what a later
/// version changes for somebody of whom nothing newer is known. Months are counted back from the
/// purchase's own day, so that time alone changes nothing.
#[must_use]
pub fn evaluate_under(facts: &Facts, policies: &Policies, on: Day, rules_of: Day) -> Decision {
    judge_under(facts, policies, on, rules_of).decision()
}

/// The same as [`evaluate`], resting on the facts: for whoever asks about many days and wants the
/// outcome of most.
#[must_use]
pub fn judge<'f>(facts: &'f Facts, policies: &'f Policies, on: Day) -> Judgment<'f> {
    judge_under(facts, policies, on, on)
}

fn judge_under<'f>(
    facts: &'f Facts,
    policies: &'f Policies,
    on: Day,
    rules_of: Day,
) -> Judgment<'f> {
    match facts.module {
        Module::Residential => residential::judge(facts, policies, on, rules_of),
        Module::Commercial => commercial::judge(facts, policies, on, rules_of),
    }
}
