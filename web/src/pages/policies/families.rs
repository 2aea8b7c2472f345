//! Today's rules as a family reads them: who may have how many homes, inside the ring and outside,
//! on which conditions. Every number comes from the rules.

use leptos::prelude::*;
use shared::policy::{CountScope, Rules, Set, explain};

use crate::i18n::t_string;
use crate::language::{I18n, lang, t};

/// One class of household.
struct Row {
    who: String,
    inside: String,
    outside: String,
    conditions: Vec<String>,
}

/// The table of the residential rules.
pub(super) fn families(i18n: I18n, rules: &Rules) -> AnyView {
    let rows = [
        local(i18n, rules),
        non_local(i18n, rules),
        overseas(i18n, rules),
    ];
    let rows = rows.map(|row| row_of(i18n, row)).into_iter().collect_view();
    let since = explain::day(rules.policy.from, lang(i18n));
    view! {
        <p class="lede">{t_string!(i18n, rules.families.since, day = since)}</p>
        <div class="card"><table class="table rules families">
            <thead>
                <tr>
                    <th scope="col">{t!(i18n, rules.families.who)}</th>
                    <th scope="col">{t!(i18n, terms.place.inside)}</th>
                    <th scope="col">{t!(i18n, terms.place.outside)}</th>
                    <th scope="col">{t!(i18n, rules.families.conditions)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

/// The rules for a person who buys a commercial unit, as sentences.
pub(super) fn person(i18n: I18n, rules: &Rules) -> AnyView {
    let mut all = vec![t_string!(i18n, rules.families.owns_nothing).to_owned()];
    if let Some(set) = rules.months {
        let n = set.value.to_string();
        all.push(t_string!(i18n, rules.families.person_months, n = n));
    }
    if let Some(set) = rules.resale_sold_before {
        let day = explain::day(set.value, lang(i18n));
        all.push(t_string!(i18n, rules.families.sold_before, day = day));
    }
    if let Some(set) = rules.tz_commercial_sold_before {
        let day = explain::day(set.value, lang(i18n));
        all.push(t_string!(i18n, rules.families.tz_sold_before, day = day));
    }
    let since = explain::day(rules.policy.from, lang(i18n));
    view! {
        <p class="lede">{t_string!(i18n, rules.families.since, day = since)}</p>
        <div class="card"><div class="card__body">{list(all)}</div></div>
    }
    .into_any()
}

fn row_of(i18n: I18n, row: Row) -> AnyView {
    view! {
        <tr>
            <th scope="row">{row.who}</th>
            <td data-label=t!(i18n, terms.place.inside)>{row.inside}</td>
            <td data-label=t!(i18n, terms.place.outside)>{row.outside}</td>
            <td data-label=t!(i18n, rules.families.conditions)>{list(row.conditions)}</td>
        </tr>
    }
    .into_any()
}

fn list(sentences: Vec<String>) -> AnyView {
    let items = sentences.into_iter().map(|text| view! { <li>{text}</li> });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

fn local(i18n: I18n, rules: &Rules) -> Row {
    let mut conditions = vec![t_string!(i18n, rules.families.local_conditions).to_owned()];
    if is_on(rules.single_as_family) {
        conditions.push(t_string!(i18n, rules.families.singles).to_owned());
    }
    Row {
        who: t_string!(i18n, rules.families.local).to_owned(),
        inside: inside(i18n, rules, rules.in_local, rules.local_family),
        outside: outside(i18n, rules, rules.local_family),
        conditions,
    }
}

fn non_local(i18n: I18n, rules: &Rules) -> Row {
    let months = [rules.months_in, rules.months_out].map(|set| set.map_or(0, |set| set.value));
    let months = match months {
        [inside, out] if inside == out => {
            t_string!(i18n, rules.families.months, n = inside.to_string())
        }
        [inside, out] => t_string!(
            i18n,
            rules.families.months_apart,
            inside = inside.to_string(),
            outside = out.to_string()
        ),
    };
    let mut conditions = vec![months];
    conditions.push(t_string!(i18n, rules.families.either).to_owned());
    if is_on(rules.temp_permit_required) {
        conditions.push(t_string!(i18n, rules.families.permit).to_owned());
    }
    Row {
        who: t_string!(i18n, rules.families.non_local).to_owned(),
        inside: inside(i18n, rules, rules.in_nonlocal, rules.nonlocal_cap),
        outside: outside(i18n, rules, rules.nonlocal_cap),
        conditions,
    }
}

fn overseas(i18n: I18n, rules: &Rules) -> Row {
    let n = rules.overseas_cap.map_or(0, |set| set.value).to_string();
    let both = t_string!(i18n, rules.families.in_all, n = n);
    Row {
        who: t_string!(i18n, rules.families.overseas).to_owned(),
        inside: both.clone(),
        outside: both,
        conditions: vec![
            t_string!(i18n, rules.families.overseas_none).to_owned(),
            t_string!(i18n, rules.families.overseas_stay).to_owned(),
            t_string!(i18n, rules.families.overseas_papers).to_owned(),
        ],
    }
}

/// How many homes inside the ring: those there where they alone count, else those of the city.
fn inside(i18n: I18n, rules: &Rules, in_ring: Option<Set<u8>>, in_city: Option<Set<u8>>) -> String {
    let apart = rules.count_scope.map(|set| set.value) == Some(CountScope::InsideFifthRing);
    let cap = if apart { in_ring } else { in_city }.map_or(0, |set| set.value);
    let homes = t_string!(i18n, result.homes, n = cap.to_string());
    let more = rules.multi_child_bonus.filter(|set| set.value > 0);
    match (more, rules.multi_child_min) {
        (Some(more), Some(least)) => t_string!(
            i18n,
            rules.families.with_children,
            homes = homes,
            least = least.value.to_string(),
            n = cap.saturating_add(more.value).to_string()
        ),
        _ => homes,
    }
}

fn outside(i18n: I18n, rules: &Rules, in_city: Option<Set<u8>>) -> String {
    if is_on(rules.outside_unlimited) {
        return t_string!(i18n, rules.families.unlimited).to_owned();
    }
    let extra = rules.extra_outside.map_or(0, |set| set.value);
    let cap = in_city.map_or(0, |set| set.value).saturating_add(extra);
    t_string!(i18n, result.homes, n = cap.to_string())
}

fn is_on(set: Option<Set<bool>>) -> bool {
    set.is_some_and(|set| set.value)
}
