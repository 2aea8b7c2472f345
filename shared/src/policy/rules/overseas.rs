//! Buyers from Hong Kong, Macao, Taiwan, overseas Chinese and foreigners: presence, lodging,
//! certification, permission to stay, and the former year of work.

use super::docket::Docket;
use super::residential::Case;
use crate::form::{Category, Origin};
use crate::policy::decision::{Check, Finding, Reference, Threshold};
use crate::policy::evidence::{FactKind, FactValue, UsedFact};
use crate::policy::facts::Fact;
use crate::policy::reason::ReasonCode;
use crate::registry::{Stay, StayPermit};
use crate::values::{Day, Month};

pub(super) fn stay(case: &Case<'_>, category: Category, docket: &mut Docket) {
    let at = case
        .rules
        .overseas_cap
        .map_or(case.base, |set| set.reference);
    let stay = &case.facts.stay;
    let in_mainland = seen(stay, |s| s.in_mainland);
    yes(
        ReasonCode::NotInMainland,
        FactKind::InMainland,
        &in_mainland,
        at,
        docket,
    );
    let lodging = seen(stay, |s| s.lodging_registered);
    yes(
        ReasonCode::NoLodgingRegistration,
        FactKind::LodgingRegistered,
        &lodging,
        at,
        docket,
    );
    if category == Category::Foreign {
        permission(stay, at, docket);
        if let Some(set) = case.rules.foreign_min_months.filter(|set| set.value > 0) {
            work(stay, set.value, case.on, set.reference, docket);
        }
    } else if case.facts.origin == Some(Origin::OverseasChinese) {
        let certified = &case.facts.overseas_chinese_certified;
        let kind = FactKind::OverseasChineseCertified;
        yes(
            ReasonCode::NoOverseasChineseCert,
            kind,
            certified,
            at,
            docket,
        );
    }
}

/// What the entry records say; nothing on record is a no.
fn seen(stay: &Fact<Option<Stay>>, read: impl FnOnce(&Stay) -> bool) -> Fact<bool> {
    Fact {
        value: stay
            .value
            .as_ref()
            .map(|record| record.as_ref().is_some_and(read)),
        source: stay.source,
        at: stay.at,
    }
}

fn yes(code: ReasonCode, kind: FactKind, fact: &Fact<bool>, at: Reference, docket: &mut Docket) {
    docket.push(
        Finding::judged(Check::Stay, code, fact.value, at)
            .using(UsedFact::of(kind, fact, |v| FactValue::Yes(*v))),
    );
}

/// A work visa or a permanent-residence card.
fn permission(stay: &Fact<Option<Stay>>, at: Reference, docket: &mut Docket) {
    let permit = |record: &Option<Stay>| record.as_ref().and_then(|s| s.permit);
    let met = stay.value.as_ref().map(|record| match permit(record) {
        Some(StayPermit::Work | StayPermit::PermanentResidenceCard) => true,
        Some(StayPermit::Study) | None => false,
    });
    let used = UsedFact::of(FactKind::StayPermit, stay, |record| {
        permit(record).map_or(FactValue::Yes(false), FactValue::StayPermit)
    });
    docket.push(Finding::judged(Check::Stay, ReasonCode::NoWorkVisaOrPr, met, at).using(used));
}

/// Enough months of work in Beijing.
fn work(stay: &Fact<Option<Stay>>, required: u16, on: Day, at: Reference, docket: &mut Docket) {
    let months = |record: &Option<Stay>| {
        let since = record.as_ref().and_then(|s| s.working_since);
        since.map_or(0, |since| completed_months(since, on))
    };
    let met = stay.value.as_ref().map(|record| months(record) >= required);
    let used = UsedFact::of(FactKind::MonthsOfWork, stay, |record| {
        FactValue::Months(months(record))
    });
    docket.push(
        Finding::judged(Check::Stay, ReasonCode::LessThanOneYear, met, at)
            .using(used)
            .asking(Threshold::Months(required)),
    );
}

/// The months completed from one day to another; none where the first lies later.
pub(in crate::policy) fn completed_months(since: Day, on: Day) -> u16 {
    use chrono::Datelike;
    let months = Month::of(on).months_since(Month::of(since));
    let completed = if on.day() >= since.day() {
        months
    } else {
        months - 1
    };
    u16::try_from(completed).unwrap_or(0)
}
