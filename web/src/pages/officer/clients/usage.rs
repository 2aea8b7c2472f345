//! How much a client asks for: a plot by day, one by what was asked for, and the numbers beneath.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::client::usage::{ClientUsage, UsageArea, UsageCount, UsageOutcome};
use shared::values::Day;

use super::super::plots::{Bar, Column, bars, columns, legend};
use super::super::tables::{table, text as cell};
use super::open::Open;
use super::words::{area, outcome, outcome_fill};
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::skeleton::Skeleton;

/// The card.
#[component]
pub(super) fn Usage(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let usage = Loader::new(move || {
        let id = open.id();
        async move { api.read_client_usage(&id).await }
    });
    view! {
        <section class="card" aria-labelledby="usage">
            <div class="card__head">
                <h2 class="card__title" id="usage">
                    {t!(i18n, clients.usage.title)}
                </h2>
                <button class="button button--small" type="button" on:click=move |_| usage.again()>
                    <Glyph icon=Icon::Refresh />
                    {t!(i18n, clients.usage.refresh)}
                </button>
            </div>
            <p class="meta card__body">{t!(i18n, clients.usage.note)}</p>
            {usage
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |usage| live(move || shown(i18n, &usage.get())).into_any(),
                )}
        </section>
    }
}

fn shown(i18n: I18n, usage: &ClientUsage) -> AnyView {
    if usage.counts.is_empty() {
        let none = t_string!(i18n, clients.usage.none);
        return view! { <p class="card__body">{none}</p> }.into_any();
    }
    let drawn = UsageOutcome::ALL
        .into_iter()
        .filter(|one| sum(usage, |count| count.outcome == *one) > 0);
    let keys = drawn.map(|one| (outcome_fill(one), outcome(i18n, one).to_owned()));
    view! {
        <div class="card__body stack">
            {guesses(i18n, usage)} <h3>{t_string!(i18n, clients.usage.by_day)}</h3>
            {by_day(i18n, usage)} {legend(keys.collect())}
            <h3>{t_string!(i18n, clients.usage.by_area)}</h3> {by_area(i18n, usage)}
        </div>
        <details class="fold client-numbers">
            <summary>{t_string!(i18n, clients.usage.numbers)}</summary>
            {numbers(i18n, usage)}
        </details>
    }
    .into_any()
}

fn sum(usage: &ClientUsage, of: impl Fn(&UsageCount) -> bool) -> u32 {
    let counts = usage.counts.iter().filter(|one| of(one));
    counts.fold(0, |all, one| all.saturating_add(one.count))
}

/// A word about wrong pairs, where there were any.
fn guesses(i18n: I18n, usage: &ClientUsage) -> Option<AnyView> {
    let of_day = |day: Day| {
        sum(usage, |one| {
            one.day == day && one.outcome == UsageOutcome::WrongPair
        })
    };
    let days = usage.counts.iter().map(|one| one.day);
    let (most, day) = days.map(|day| (of_day(day), day)).max()?;
    let all = sum(usage, |one| one.outcome == UsageOutcome::WrongPair);
    (all > 0).then(|| {
        let told = t_string!(
            i18n,
            clients.usage.guess_text,
            n = all.to_string(),
            day = time::day(i18n, day),
            most = most.to_string()
        );
        view! {
            <div class="notice notice--warning">
                <Glyph icon=Icon::Warning />
                <div class="notice__body">
                    <h3 class="notice__title">{t_string!(i18n, clients.usage.guess)}</h3>
                    <p>{told}</p>
                </div>
            </div>
        }
        .into_any()
    })
}

fn by_day(i18n: I18n, usage: &ClientUsage) -> AnyView {
    let days = usage.from.iter_days().take_while(|day| *day <= usage.to);
    let drawn: Vec<Column> = days
        .map(|day| {
            let parts = UsageOutcome::ALL.map(|outcome| {
                let count = sum(usage, |one| one.day == day && one.outcome == outcome);
                (outcome, count)
            });
            Column {
                label: day.format("%-m/%-d").to_string(),
                title: told(i18n, time::day(i18n, day), &parts),
                parts: parts
                    .map(|(outcome, count)| (outcome_fill(outcome), count))
                    .into(),
            }
        })
        .collect();
    let most = drawn.iter().map(|column| {
        let counts = column.parts.iter().map(|(_, count)| *count);
        counts.fold(0, u32::saturating_add)
    });
    let top = most.max().unwrap_or_default().to_string();
    let top = t_string!(i18n, clients.usage.max, n = top);
    let all = sum(usage, |_| true).to_string();
    let title = t_string!(i18n, clients.usage.total_told, n = all);
    columns(&title, &top, &drawn)
}

fn by_area(i18n: I18n, usage: &ClientUsage) -> AnyView {
    let drawn = UsageArea::ALL.map(|asked| {
        let parts = UsageOutcome::ALL.map(|outcome| {
            let count = sum(usage, |one| one.area == asked && one.outcome == outcome);
            (outcome, count)
        });
        Bar {
            label: area(i18n, asked).to_owned(),
            title: told(i18n, area(i18n, asked).to_owned(), &parts),
            parts: parts
                .map(|(outcome, count)| (outcome_fill(outcome), count))
                .into(),
        }
    });
    bars(drawn.into())
}

/// Parts in words, as far as there is anything.
fn told(i18n: I18n, what: String, parts: &[(UsageOutcome, u32)]) -> String {
    let mut told = vec![what];
    let parts = parts.iter().filter(|(_, count)| *count > 0);
    told.extend(parts.map(|(one, count)| {
        let (what, n) = (outcome(i18n, *one), count.to_string());
        t_string!(i18n, clients.usage.told, what = what, n = n)
    }));
    told.join("; ")
}

/// A line for each day and what was asked for on it, the newest first.
fn numbers(i18n: I18n, usage: &ClientUsage) -> AnyView {
    let mut lines: BTreeMap<(Day, UsageArea), BTreeMap<UsageOutcome, u32>> = BTreeMap::new();
    for one in &usage.counts {
        let line = lines.entry((one.day, one.area)).or_default();
        line.insert(one.outcome, one.count);
    }
    let mut heads = vec![
        t_string!(i18n, clients.usage.day).to_owned(),
        t_string!(i18n, clients.usage.area).to_owned(),
    ];
    heads.extend(UsageOutcome::ALL.map(|one| outcome(i18n, one).to_owned()));
    let rows = lines.iter().rev().map(|((day, asked), counts)| {
        let mut cells = vec![cell(time::day(i18n, *day)), cell(area(i18n, *asked))];
        cells.extend(UsageOutcome::ALL.map(|one| cell(counts.get(&one).copied().unwrap_or(0))));
        cells
    });
    table(
        t_string!(i18n, clients.usage.numbers),
        &heads,
        rows.collect(),
    )
}
