//! What changed between two versions of a module.

use leptos::prelude::*;
use shared::policy::{Parameter, ParameterValue, Policies, explain};
use shared::purchase::Module;
use shared::values::Day;

use super::value::in_words;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t, text};
use crate::live::live;
use crate::rulebook::use_policies;
use crate::ui::choice::{Choice, SelectField, choices};
use crate::ui::field::Field;

/// Two versions to choose, and a table of what differs.
#[component]
pub(super) fn Differences(module: Module, today: Day) -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let days = policies.with_untracked(|all| {
        let before = |day| all.in_force(module, day).map(|r| r.policy.from);
        let newest = before(today).unwrap_or(today);
        let earlier = newest.pred_opt().and_then(before).unwrap_or(newest);
        (earlier, newest)
    });
    let (from, to) = (
        RwSignal::new(days.0.to_string()),
        RwSignal::new(days.1.to_string()),
    );
    let starts = choices(move || {
        policies.with(|all| {
            all.rules(module)
                .iter()
                .rev()
                .map(|rules| {
                    let day = rules.policy.from;
                    Choice::plain(day.to_string(), explain::day(day, lang(i18n)))
                })
                .collect()
        })
    });
    let field = |name: &str, signal: RwSignal<String>| Field {
        id: StoredValue::new(name.to_owned()),
        value: signal.into(),
        error: Signal::stored(None),
        set: Callback::new(move |text| signal.set(text)),
    };
    let rows = move || {
        let day = |signal: RwSignal<String>| signal.get().parse::<Day>().ok();
        let (Some(one), Some(other)) = (day(from), day(to)) else {
            return ().into_any();
        };
        policies.with(|all| differing(i18n, all, module, one.min(other), one.max(other)))
    };
    view! {
        <section class="part" aria-labelledby="differences">
            <h2 id="differences">{t!(i18n, rules.differences.title)}</h2>
            <div class="columns">
                <SelectField
                    field=field("difference-from", from)
                    label=text!(i18n, rules.differences.from)
                    choices=starts
                />
                <SelectField
                    field=field("difference-to", to)
                    label=text!(i18n, rules.differences.to)
                    choices=starts
                />
            </div>
            <div class="card" aria-live="polite">{live(rows)}</div>
        </section>
    }
}

/// The parameters that differ, with both values.
fn differing(i18n: I18n, policies: &Policies, module: Module, one: Day, other: Day) -> AnyView {
    let value = |day: Day, parameter: Parameter| -> Option<ParameterValue> {
        let rules = policies.in_force(module, day)?;
        let entries = rules.entries_in_use();
        let found = entries.iter().find(|(known, _, _)| *known == parameter);
        found.map(|(_, value, _)| *value)
    };
    let both: Vec<_> = Parameter::ALL
        .iter()
        .map(|parameter| (*parameter, value(one, *parameter), value(other, *parameter)))
        .filter(|(_, before, after)| before != after)
        .collect();
    if both.is_empty() {
        return view! { <p class="card__body">{t!(i18n, rules.differences.none)}</p> }.into_any();
    }
    let word = move |value: Option<ParameterValue>| match value {
        Some(value) => in_words(i18n, value),
        None => t_string!(i18n, rules.differences.unset).to_owned(),
    };
    let rows = both
        .into_iter()
        .map(|(parameter, before, after)| {
            view! {
                <tr>
                    <th scope="row">{explain::parameter(parameter, lang(i18n))}</th>
                    <td data-label=explain::day(one, lang(i18n))>{word(before)}</td>
                    <td data-label=explain::day(other, lang(i18n))>{word(after)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t!(i18n, rules.policies.rule)}</th>
                    <th scope="col">{explain::day(one, lang(i18n))}</th>
                    <th scope="col">{explain::day(other, lang(i18n))}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
