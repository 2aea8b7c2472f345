//! The look-back at a divorce (2021-08-05 to 2024-03-26).

use chrono::Months;

use super::case::{Case, Class};
use super::docket::Docket;
use super::entry::{Rule, judged};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Cap, Check, Threshold};
use crate::policy::facts::FormerFamily;
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::parameter_value::DivorceLimit;

/// If the former family had reached its cap, neither party may buy for some years.
pub(super) fn look_back(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(years) = case
        .rules
        .divorce_years
        .as_ref()
        .filter(|set| set.value > 0)
    else {
        return;
    };
    let former = case.facts.former_family;
    let own = former.filter(|_| match case.rules.divorce_limit.map(|set| set.value) {
        Some(DivorceLimit::OfTheFormerFamily) => true,
        None => false,
    });
    let cap = match (own, case.class) {
        (Some(FormerFamily::Local), _) | (None, Class::Local) => case.rules.local_family,
        (Some(FormerFamily::NonLocal), _) | (None, Class::NonLocal | Class::Overseas) => {
            case.rules.nonlocal_cap
        }
    }
    .map_or(0, |set| set.value);
    let exempt_until = case.rules.divorce_exempt_until.map(|set| set.value);
    // Divorces up to the exempt day do not count, and on such a day there are no later ones.
    if exempt_until.is_some_and(|day| case.on <= day) {
        return;
    }
    let divorce = &case.facts.divorce;
    let homes = &case.facts.former_family_homes;
    let within = divorce.value.map(|divorce| {
        divorce.is_some_and(|divorce| {
            let exempt = exempt_until.is_some_and(|day| {
                divorce.date <= day || divorce.filed_on.is_some_and(|f| f <= day)
            });
            let end = divorce
                .date
                .checked_add_months(Months::new(u32::from(years.value) * 12));
            !exempt && divorce.date <= case.on && end.is_none_or(|end| case.on < end)
        })
    });
    let met = match (within, homes.value) {
        (Some(false), _) => Some(true),
        (_, Some(homes)) if homes < cap => Some(true),
        (Some(true), Some(_)) => Some(false),
        _ => None,
    };
    let rule = Rule::new(Check::Marriage, ReasonCode::Divorce3y, &years.reference);
    let entry = docket.find(rule, judged(met)).using(FactKind::DivorceDay);
    if within != Some(false) {
        entry
            .using(FactKind::FormerFamilyHomes)
            .asking(Threshold::Homes(Cap::Homes(cap)));
    }
}
