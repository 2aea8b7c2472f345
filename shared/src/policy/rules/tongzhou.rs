//! Tongzhou: its own conditions (2015-08-15 to 2024-09-30) and the rider of the extra home.

use super::case::{Case, Class};
use super::docket::Docket;
use super::entry::{Rule, judged};
use super::quota;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Threshold};
use crate::policy::facts::Tongzhou;
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::parameters::Reference;
use crate::purchase::Place;
use crate::values::Zone;

/// What ties to Tongzhou a purchase there needs.
struct Ties<'a> {
    code: ReasonCode,
    at: &'a Reference,
    /// Whether they are needed at all; not known while the homes are not known.
    needed: Option<bool>,
    months: u16,
}

pub(super) fn ties(case: &Case<'_>, docket: &mut Docket<'_>) {
    if case.facts.purchase.place != Some(Place::Tongzhou) || case.class == Class::Overseas {
        return;
    }
    let Some(ties) = rider(case).or_else(|| special(case)) else {
        return;
    };
    let fact = &case.facts.tongzhou;
    let tied = fact.value.map(|t| is_tied(t, ties.months));
    let met = match (ties.needed, tied) {
        (Some(false), _) | (_, Some(true)) => Some(true),
        (Some(true), tied) => tied,
        (None, _) => None,
    };
    let rule = Rule::new(Check::Tongzhou, ties.code, ties.at);
    let entry = docket
        .find_in(Some(Zone::OutsideFifthRing), rule, judged(met))
        .using(FactKind::HomesInCity);
    if ties.needed != Some(false) {
        entry
            .using(FactKind::TongzhouHukouMonths)
            .using(FactKind::TongzhouContributionMonths)
            .using(FactKind::TongzhouEmployed)
            .asking(Threshold::Months(ties.months));
    }
}

/// Enough months of hukou or contributions there; where no time is asked for, hukou or employment:
/// contributions of the past are neither.
fn is_tied(tongzhou: Tongzhou, months: u16) -> bool {
    let longest = tongzhou.hukou_months.max(tongzhou.contribution_months);
    if months > 0 {
        longest >= months
    } else {
        tongzhou.hukou_months > 0 || tongzhou.employed
    }
}

/// The extra home outside the ring, where it is used in Tongzhou.
fn rider<'a>(case: &Case<'a>) -> Option<Ties<'a>> {
    let set = case.rules.tongzhou_rider.as_ref().filter(|set| set.value)?;
    let cap = quota::city_cap(case).map(|set| set.value)?;
    let used = case.homes.map(|homes| homes.city());
    (used? >= cap).then_some(Ties {
        code: ReasonCode::TongzhouRider,
        at: &set.reference,
        needed: Some(true),
        months: 0,
    })
}

/// The conditions of 2015: a local household without a home needs none of them.
fn special<'a>(case: &Case<'a>) -> Option<Ties<'a>> {
    case.rules
        .tongzhou_special
        .as_ref()
        .filter(|set| set.value)?;
    let years = case.rules.tz_years.as_ref()?;
    let needed = match case.class {
        Class::Local => case.homes.map(|homes| homes.city() > 0),
        Class::NonLocal | Class::Overseas => Some(true),
    };
    let code = if years.value > 0 {
        ReasonCode::Tongzhou3y
    } else {
        ReasonCode::TongzhouRider
    };
    Some(Ties {
        code,
        at: &years.reference,
        needed,
        months: u16::from(years.value) * 12,
    })
}
