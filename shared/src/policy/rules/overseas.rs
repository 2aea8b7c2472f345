//! Buyers from Hong Kong, Macao, Taiwan, overseas Chinese and foreigners: presence, lodging,
//! certification, permission to stay, and the former year of work.

use super::case::Case;
use super::docket::Docket;
use super::entry::{Rule, judged};
use crate::household::{Category, Origin};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Threshold};
use crate::policy::facts::evidence::FactKind;
use crate::policy::facts::{Fact, Facts};
use crate::policy::policies::parameters::Reference;
use crate::registry::StayPermit;

pub(super) fn stay(case: &Case<'_>, category: Category, docket: &mut Docket<'_>) {
    let facts = case.facts;
    let at = case
        .rules
        .overseas_cap
        .as_ref()
        .map_or(&case.base, |set| &set.reference);
    let mut yes = |code, kind, fact: &Fact<bool>| {
        docket
            .find(Rule::new(Check::Stay, code, at), judged(fact.value))
            .using(kind);
    };
    yes(
        ReasonCode::NotInMainland,
        FactKind::InMainland,
        &facts.in_mainland,
    );
    yes(
        ReasonCode::NoLodgingRegistration,
        FactKind::LodgingRegistered,
        &facts.lodging_registered,
    );
    if category == Category::Foreign {
        permission(facts, at, docket);
        if let Some(set) = case
            .rules
            .foreign_min_months
            .as_ref()
            .filter(|set| set.value > 0)
        {
            work(facts, set.value, &set.reference, docket);
        }
    } else {
        certification(facts, at, docket);
    }
}

/// Overseas Chinese are certified by their office. While it is not told who the buyer is, only a
/// certificate settles it.
fn certification(facts: &Facts, at: &Reference, docket: &mut Docket<'_>) {
    let fact = &facts.overseas_chinese_certified;
    let met = match facts.origin {
        Some(Origin::OverseasChinese) => fact.value,
        None => fact.value.filter(|certified| *certified),
        Some(Origin::HongKong | Origin::Macao | Origin::Taiwan) => return,
    };
    let rule = Rule::new(Check::Stay, ReasonCode::NoOverseasChineseCert, at);
    docket
        .find(rule, judged(met))
        .using(FactKind::OverseasChineseCertified);
}

/// A work visa or a permanent-residence card.
fn permission(facts: &Facts, at: &Reference, docket: &mut Docket<'_>) {
    let fact = &facts.stay_permit;
    let met = fact.value.map(|permit| match permit {
        Some(StayPermit::Work | StayPermit::PermanentResidenceCard) => true,
        Some(StayPermit::Study | StayPermit::Other) | None => false,
    });
    let rule = Rule::new(Check::Stay, ReasonCode::NoWorkVisaOrPr, at);
    docket.find(rule, judged(met)).using(FactKind::StayPermit);
}

/// Enough months of work in Beijing.
fn work(facts: &Facts, required: u16, at: &Reference, docket: &mut Docket<'_>) {
    let fact = &facts.months_of_work;
    let met = fact.value.map(|months| months >= required);
    let rule = Rule::new(Check::Stay, ReasonCode::LessThanOneYear, at);
    docket
        .find(rule, judged(met))
        .using(FactKind::MonthsOfWork)
        .asking(Threshold::Months(required));
}
