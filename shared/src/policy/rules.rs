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

/// The same, resting on the facts: for whoever asks about many days and wants the outcome of most.
#[must_use]
pub fn judge<'f>(facts: &'f Facts, policies: &'f Policies, on: Day) -> Judgment<'f> {
    match facts.module {
        Module::Residential => residential::judge(facts, policies, on),
        Module::Commercial => commercial::judge(facts, policies, on),
    }
}
