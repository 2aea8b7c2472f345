//! The months of contributions as a calendar: which month is missing is what people ask first.

use leptos::prelude::*;
use shared::policy::{Mark, MonthStatus, MonthStrip, StripMonth, explain};
use shared::values::Month;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang};
use crate::live::live;
use crate::time;

/// The strip, a row of twelve months for each year.
#[component]
pub(crate) fn MonthCalendar(strip: MonthStrip) -> impl IntoView {
    let i18n = use_i18n();
    let months: Vec<StripMonth> = strip.iter().collect();
    let years = months
        .first()
        .map(|first| first.month.year()..=strip.last().year())
        .into_iter()
        .flatten();
    let statuses: Vec<MonthStatus> = {
        let mut seen: Vec<_> = months.iter().map(|m| m.status).collect();
        seen.sort_unstable();
        seen.dedup();
        seen
    };
    let label = move || explain::strip(&strip, lang(i18n));
    view! {
        <div class="months" role="group" aria-label=label>
            {years
                .map(|year| {
                    let row = (1..=12)
                        .filter_map(|number| {
                            let month = Month::new(year, number)?;
                            let entry = months.iter().find(|m| m.month == month).copied();
                            Some(view! { <OneMonth month=month entry=entry/> })
                        })
                        .collect_view();
                    view! {
                        <div class="months__year">
                            <h4 class="months__name">
                                {live(move || {
                                    t_string!(i18n, result.year, year = year.to_string())
                                })}
                            </h4>
                            <ol class="months__row">{row}</ol>
                        </div>
                    }
                })
                .collect_view()}
            <p class="months__key">{live(move || key(i18n, &statuses))}</p>
        </div>
    }
}

#[component]
fn OneMonth(month: Month, entry: Option<StripMonth>) -> impl IntoView {
    let i18n = use_i18n();
    let class = match entry.map(|e| e.status) {
        None => "month month--outside",
        Some(MonthStatus::Paid) => "month month--paid",
        Some(MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange) => "month month--backpaid",
        Some(MonthStatus::Zero) => "month month--zero",
        Some(MonthStatus::Missing) => "month month--missing",
        Some(MonthStatus::NotPosted) => "month month--awaited",
    };
    let word = move || match entry {
        None => t_string!(i18n, result.month.outside),
        Some(entry) => word(i18n, entry.status),
    };
    // Screen readers hear what a month does to the row only where one would not expect it.
    let effect = entry
        .map(|e| e.mark)
        .filter(|mark| matches!(mark, Mark::Tolerated | Mark::Breaks));
    view! {
        <li class=class>
            <span class="month__n">{live(move || time::short_month(i18n, month.number()))}</span>
            <span class="month__word">{word}</span>
            {effect
                .map(|mark| {
                    view! {
                        <span class="sr-only">
                            {live(move || explain::mark(mark, lang(i18n)))}
                        </span>
                    }
                })}
        </li>
    }
}

fn word(i18n: I18n, status: MonthStatus) -> &'static str {
    match status {
        MonthStatus::Paid => t_string!(i18n, result.month.paid),
        MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange => {
            t_string!(i18n, result.month.back_paid)
        }
        MonthStatus::Zero => t_string!(i18n, result.month.zero),
        MonthStatus::Missing => t_string!(i18n, result.month.missing),
        MonthStatus::NotPosted => t_string!(i18n, result.month.not_posted),
    }
}

/// What the words on the strip mean, for those that need it.
fn key(i18n: I18n, statuses: &[MonthStatus]) -> String {
    statuses
        .iter()
        .filter_map(|status| match status {
            MonthStatus::Paid => None,
            MonthStatus::Missing => Some(t_string!(i18n, result.key.missing)),
            MonthStatus::NotPosted => Some(t_string!(i18n, result.key.not_posted)),
            MonthStatus::Zero => Some(t_string!(i18n, result.key.zero)),
            MonthStatus::BackPaid => Some(t_string!(i18n, result.key.back_paid)),
            MonthStatus::BackPaidAfterChange => Some(t_string!(i18n, result.key.after_change)),
        })
        .collect::<Vec<_>>()
        .join(" ")
}
