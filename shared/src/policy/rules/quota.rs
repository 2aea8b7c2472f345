//! How many homes a household may have, per zone.

use super::case::{Case, Class};
use super::docket::{Docket, Quota};
use super::entry::{Entry, Rule, judged};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Cap, Check, Threshold, Verdict};
use crate::policy::facts::HomeCount;
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::parameter_value::CountScope;
use crate::policy::policies::parameters::{Reference, Set};
use crate::purchase::Place;
use crate::values::Zone;

const INSIDE: Option<Zone> = Some(Zone::InsideFifthRing);
const OUTSIDE: Option<Zone> = Some(Zone::OutsideFifthRing);

pub(super) fn of_household(case: &Case<'_>, docket: &mut Docket<'_>) {
    if case.class == Class::Overseas {
        if let Some(set) = &case.rules.overseas_cap {
            plain(
                case,
                docket,
                ReasonCode::OwnsHome,
                None,
                set.value,
                &set.reference,
            );
        }
        return;
    }
    match case.rules.count_scope.map(|set| set.value) {
        None => {}
        Some(CountScope::NewPurchases) => new_purchases(case, docket),
        Some(CountScope::City) => in_city(case, docket),
        Some(CountScope::InsideFifthRing) => {
            inside(case, docket);
            match case
                .rules
                .outside_unlimited
                .as_ref()
                .filter(|set| set.value)
            {
                Some(set) => unlimited_outside(case, docket, &set.reference),
                None => city_outside(case, docket),
            }
        }
    }
}

/// The cap on all homes in the city for this household.
pub(super) fn city_cap<'a>(case: &Case<'a>) -> Option<&'a Set<u8>> {
    match case.class {
        Class::NonLocal => case.rules.nonlocal_cap.as_ref(),
        Class::Overseas => case.rules.overseas_cap.as_ref(),
        Class::Local if is_family(case) => case.rules.local_family.as_ref(),
        Class::Local => case.rules.local_single.as_ref(),
    }
}

/// Whether the household has a family's cap: a couple, or a single where singles are equals.
fn is_family(case: &Case<'_>) -> bool {
    case.facts.married || case.rules.single_as_family.is_some_and(|set| set.value)
}

fn new_purchases(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(set) = &case.rules.new_purchase_cap else {
        return;
    };
    let used = case.homes.map(|h| h.newly_bought);
    let cap = Cap::Homes(set.value);
    let rule = Rule::new(Check::Homes, ReasonCode::QuotaFull, &set.reference);
    docket
        .find(rule, judged(used.map(|used| used < set.value)))
        .using(FactKind::NewPurchases)
        .asking(Threshold::Homes(cap));
    docket.set_quota(
        None,
        Quota {
            cap,
            used,
            at_once: None,
        },
    );
}

fn in_city(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(set) = city_cap(case) else {
        return;
    };
    let extra = case
        .rules
        .extra_outside
        .as_ref()
        .filter(|extra| extra.value > 0);
    let zone = if extra.is_some() { INSIDE } else { None };
    plain(
        case,
        docket,
        ReasonCode::QuotaFull,
        zone,
        set.value,
        &set.reference,
    );
    if extra.is_some() {
        city_outside(case, docket);
    }
}

/// Outside the ring: the city's cap and the extra home on top of it.
fn city_outside(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(base) = city_cap(case) else {
        return;
    };
    let extra = case
        .rules
        .extra_outside
        .as_ref()
        .filter(|extra| extra.value > 0);
    let cap = base
        .value
        .saturating_add(extra.map_or(0, |extra| extra.value));
    let at = extra.map_or(&base.reference, |extra| &extra.reference);
    plain(case, docket, ReasonCode::QuotaFull, OUTSIDE, cap, at);
}

/// A cap on all homes in the city.
fn plain(
    case: &Case<'_>,
    docket: &mut Docket<'_>,
    code: ReasonCode,
    zone: Option<Zone>,
    cap: u8,
    at: &Reference,
) {
    let used = case.homes.map(HomeCount::city);
    let rule = Rule::new(Check::Homes, code, at);
    let entry = docket.find_in(zone, rule, judged(used.map(|used| used < cap)));
    counted(entry).asking(Threshold::Homes(Cap::Homes(cap)));
    let in_tongzhou = case.facts.purchase.place == Some(Place::Tongzhou)
        && case.rules.tongzhou_special.is_some_and(|set| set.value)
        && zone != INSIDE;
    let quota = Quota {
        cap: Cap::Homes(cap),
        used,
        // In Tongzhou each household may buy one home.
        at_once: in_tongzhou.then_some(1),
    };
    docket.set_quota(zone, quota);
}

/// A finding on homes tells what is inside and what is outside.
#[inline]
fn counted(entry: Entry<'_>) -> Entry<'_> {
    entry
        .using(FactKind::HomesInside)
        .using(FactKind::HomesOutside)
}

fn unlimited_outside(case: &Case<'_>, docket: &mut Docket<'_>, at: &Reference) {
    let rule = Rule::new(Check::Homes, ReasonCode::QuotaFull, at);
    let entry = docket.find_in(OUTSIDE, rule, Verdict::Met);
    counted(entry).asking(Threshold::Homes(Cap::Unlimited));
    let used = case.homes.map(|h| h.outside);
    let cap = Cap::Unlimited;
    docket.set_quota(
        OUTSIDE,
        Quota {
            cap,
            used,
            at_once: None,
        },
    );
}

/// Inside the ring: only homes there count, and several minor children raise the cap.
fn inside(case: &Case<'_>, docket: &mut Docket<'_>) {
    let set = match case.class {
        Class::NonLocal | Class::Overseas => case.rules.in_nonlocal.as_ref(),
        Class::Local if is_family(case) => case.rules.in_local.as_ref(),
        Class::Local => case.rules.local_single.as_ref(),
    };
    let Some(set) = set else {
        return;
    };
    let used = case.homes.map(|h| h.inside);
    let bonus = bonus(case);
    let raised = set.value.saturating_add(bonus.map_or(0, |b| b.homes.value));
    let entitled = bonus.map_or(Some(false), |b| b.entitled);
    let cap = if entitled == Some(true) {
        raised
    } else {
        set.value
    };
    let (code, verdict) = match used {
        None => (ReasonCode::QuotaFull, Verdict::CannotTell),
        Some(used) if used < cap => (ReasonCode::QuotaFull, Verdict::Met),
        Some(used) if used >= raised => (ReasonCode::QuotaFull, Verdict::NotMet),
        Some(_) if entitled.is_none() => (ReasonCode::QuotaFull, Verdict::CannotTell),
        Some(_) if bonus.is_some_and(|b| b.unclear) => {
            (ReasonCode::MultiChildUncertain, Verdict::Review)
        }
        Some(_) => (ReasonCode::QuotaFull, Verdict::NotMet),
    };
    // The rule on children is cited where they raise the cap, or where it is unclear whether they
    // do.
    let by_children = bonus.filter(|b| b.entitled == Some(true) || b.unclear);
    let at = by_children.map_or(&set.reference, |b| &b.homes.reference);
    let entry = docket.find_in(INSIDE, Rule::new(Check::Homes, code, at), verdict);
    let entry = counted(entry).asking(Threshold::Homes(Cap::Homes(cap)));
    if bonus.is_some() {
        let entry = entry.using(FactKind::MinorChildren);
        if case.facts.adult_children > 0 {
            entry.using(FactKind::AdultChildren);
        }
    }
    let cap = Cap::Homes(cap);
    docket.set_quota(
        INSIDE,
        Quota {
            cap,
            used,
            at_once: None,
        },
    );
}

/// The further home of a household with several children.
#[derive(Clone, Copy)]
struct Bonus<'a> {
    homes: &'a Set<u8>,
    /// Whether there are enough minor children.
    entitled: Option<bool>,
    /// Whether there would be enough if adult children counted beside a minor one: the notice does
    /// not say.
    unclear: bool,
}

fn bonus<'a>(case: &Case<'a>) -> Option<Bonus<'a>> {
    let homes = case
        .rules
        .multi_child_bonus
        .as_ref()
        .filter(|set| set.value > 0)?;
    let least = case.rules.multi_child_min?.value;
    let minors = case.facts.minor_children.value;
    let adults = case.facts.adult_children;
    Some(Bonus {
        homes,
        entitled: minors.map(|minors| minors >= least),
        unclear: minors.is_some_and(|minors| {
            (1..least).contains(&minors) && minors.saturating_add(adults) >= least
        }),
    })
}
