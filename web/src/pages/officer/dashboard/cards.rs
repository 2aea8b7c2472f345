//! The cards of the statistics: each a plot, with its numbers in a table beneath.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::desk::statistics::{
    DecisionCount, DecisionTime, OpenCount, Remaining, RulingCount, Statistics, Week,
};
use shared::policy::{Outcome, ReasonCode, explain};
use shared::purchase::Module;
use shared::review::CaseKind;

use super::super::outcomes::{outcome_word, ruling_word};
use super::super::plots::{Bar, Fill, PAIR, Pair, bars, legend, pairs};
use super::super::tables::{card, table, text};
use super::fills::{outcome_fill, remaining_fill, remaining_word, ruling_fill};
use crate::i18n::t_string;
use crate::language::{I18n, lang};
use crate::terms;
use crate::time;

/// How many reasons are drawn; the table has all of them.
const DRAWN: usize = 10;

/// The cases that wait.
pub(super) fn open(i18n: I18n, counts: &[OpenCount]) -> AnyView {
    let count = |kind: CaseKind, remaining: Remaining| {
        let found = counts
            .iter()
            .find(|one| (one.kind, one.remaining) == (kind, remaining));
        found.map_or(0, |one| one.count)
    };
    let drawn = CaseKind::ALL.map(|kind| {
        let label = terms::case_kind(i18n, kind).to_owned();
        let parts = Remaining::ALL.map(|remaining| (remaining, count(kind, remaining)));
        let total: u32 = parts.iter().map(|(_, count)| count).sum();
        let mut title = vec![t_string!(
            i18n,
            desk.statistics.open_told,
            kind = label.clone(),
            n = total.to_string()
        )];
        let told = parts.iter().filter(|(_, count)| *count > 0);
        title.extend(told.map(|(remaining, count)| {
            let what = remaining_word(i18n, *remaining);
            let n = count.to_string();
            t_string!(i18n, desk.statistics.segment, what = what, n = n)
        }));
        Bar {
            label,
            title: title.join("; "),
            parts: parts
                .map(|(remaining, count)| (remaining_fill(remaining), count))
                .into(),
        }
    });
    let keys = Remaining::ALL.map(|remaining| {
        let word = remaining_word(i18n, remaining).to_owned();
        (remaining_fill(remaining), word)
    });
    let mut heads = vec![t_string!(i18n, desk.columns.kind).to_owned()];
    heads.extend(Remaining::ALL.map(|remaining| remaining_word(i18n, remaining).to_owned()));
    heads.push(t_string!(i18n, desk.columns.total).to_owned());
    let rows = CaseKind::ALL.map(|kind| {
        let counts = Remaining::ALL.map(|remaining| count(kind, remaining));
        let mut cells = vec![text(terms::case_kind(i18n, kind))];
        cells.extend(counts.map(text));
        cells.push(text(counts.iter().sum::<u32>()));
        cells
    });
    let title = t_string!(i18n, desk.statistics.open);
    let plot = view! {
        {bars(drawn.into())}
        {legend(keys.into())}
    };
    card(
        "open",
        title,
        None,
        plot.into_any(),
        table(title, &heads, rows.into()),
    )
}

/// What happened in the period.
pub(super) fn of_period(i18n: I18n, counts: &Statistics) -> AnyView {
    view! {
        {weeks(i18n, &counts.weeks)}
        {reasons(i18n, &counts.decisions)}
        {policies(i18n, &counts.decisions)}
        {rulings(i18n, &counts.rulings)}
        {times(i18n, &counts.times)}
    }
    .into_any()
}

fn weeks(i18n: I18n, weeks: &[Week]) -> AnyView {
    let days = |week: &Week| {
        let (from, to) = (time::day(i18n, week.begins), time::day(i18n, week.ends));
        t_string!(i18n, desk.statistics.shown, from = from, to = to)
    };
    let opened = t_string!(i18n, desk.statistics.opened);
    let decided = t_string!(i18n, desk.statistics.decided);
    let one_kind = |(nth, kind): (usize, CaseKind)| {
        let of_week = |week: &Week| {
            let volume = week.kinds.get(nth);
            let counts = volume.map_or([0; 2], |one| [one.opened, one.decided]);
            let [opened, decided] = counts.map(|count| count.to_string());
            Pair {
                label: week.begins.format("%-m/%-d").to_string(),
                title: t_string!(
                    i18n,
                    desk.statistics.weeks_told,
                    kind = days(week),
                    opened = opened,
                    decided = decided
                ),
                counts,
            }
        };
        let drawn: Vec<Pair> = weeks.iter().map(of_week).collect();
        let sum = |nth: usize| -> u32 {
            let counts = drawn.iter().filter_map(|pair| pair.counts.get(nth));
            counts.sum()
        };
        let name = terms::case_kind(i18n, kind);
        let told = t_string!(
            i18n,
            desk.statistics.weeks_told,
            kind = name,
            opened = sum(0).to_string(),
            decided = sum(1).to_string()
        );
        let top = drawn.iter().flat_map(|pair| pair.counts).max();
        let top = top.unwrap_or_default().to_string();
        let top = t_string!(i18n, desk.statistics.max, n = top);
        view! {
            <h3>{name}</h3>
            {pairs(&told, &top, &drawn)}
        }
    };
    let kinds = CaseKind::ALL.into_iter().enumerate();
    let plots = kinds.map(one_kind).collect_view();
    let [first, second] = PAIR;
    let keys = vec![(first, opened.to_owned()), (second, decided.to_owned())];
    let mut heads = vec![t_string!(i18n, desk.statistics.week).to_owned()];
    for kind in CaseKind::ALL {
        let kind = terms::case_kind(i18n, kind);
        heads.extend([opened, decided].map(|word| format!("{kind} · {word}")));
    }
    let rows = weeks.iter().map(|week| {
        let mut cells = vec![text(days(week))];
        for volume in &week.kinds {
            cells.extend([volume.opened, volume.decided].map(text));
        }
        cells
    });
    let title = t_string!(i18n, desk.statistics.weeks);
    let plot = view! { {plots} {legend(keys)} };
    card(
        "weeks",
        title,
        Some(t_string!(i18n, desk.statistics.weeks_note)),
        plot.into_any(),
        table(title, &heads, rows.collect()),
    )
}

fn reasons(i18n: I18n, decisions: &[DecisionCount]) -> AnyView {
    let mut by: BTreeMap<(Module, Outcome, ReasonCode), u32> = BTreeMap::new();
    for one in decisions {
        let count = by.entry((one.module, one.outcome, one.reason)).or_default();
        *count = count.saturating_add(one.count);
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let drawn = by.iter().take(DRAWN).map(|((module, outcome, reason), n)| {
        let module = terms::module(i18n, *module);
        let reason = explain::reason(*reason, lang(i18n)).to_string();
        let outcome_word = outcome_word(i18n, *outcome);
        Bar {
            title: t_string!(
                i18n,
                desk.statistics.reasons_told,
                reason = reason.clone(),
                outcome = outcome_word,
                n = n.to_string()
            ),
            label: format!("{module} · {outcome_word} · {reason}"),
            parts: vec![(outcome_fill(*outcome), *n)],
        }
    });
    let drawn: Vec<Bar> = drawn.collect();
    let title = t_string!(i18n, desk.statistics.reasons);
    if drawn.is_empty() {
        return nothing(i18n, "reasons", title);
    }
    let keys = Outcome::ALL.map(|outcome| {
        let word = outcome_word(i18n, outcome).to_owned();
        (outcome_fill(outcome), word)
    });
    let heads = [
        t_string!(i18n, desk.columns.reason),
        t_string!(i18n, desk.columns.module),
        t_string!(i18n, desk.columns.outcome),
        t_string!(i18n, desk.columns.count),
    ];
    let rows = by.into_iter().map(|((module, outcome, reason), count)| {
        vec![
            text(explain::reason(reason, lang(i18n))),
            text(terms::module(i18n, module)),
            text(outcome_word(i18n, outcome)),
            text(count),
        ]
    });
    let plot = view! { {bars(drawn)} {legend(keys.into())} };
    let numbers = table(title, &heads.map(str::to_owned), rows.collect());
    card("reasons", title, None, plot.into_any(), numbers)
}

fn policies(i18n: I18n, decisions: &[DecisionCount]) -> AnyView {
    let mut by: BTreeMap<(Module, &str), BTreeMap<Outcome, u32>> = BTreeMap::new();
    for one in decisions {
        let outcomes = by.entry((one.module, &one.policy)).or_default();
        let count = outcomes.entry(one.outcome).or_default();
        *count = count.saturating_add(one.count);
    }
    let title = t_string!(i18n, desk.statistics.policies);
    if by.is_empty() {
        return nothing(i18n, "policies", title);
    }
    let count = |outcomes: &BTreeMap<Outcome, u32>, outcome: Outcome| {
        outcomes.get(&outcome).copied().unwrap_or_default()
    };
    let drawn = by.iter().map(|((module, policy), outcomes)| {
        let label = format!("{} · {policy}", terms::module(i18n, *module));
        let told = outcomes.iter().map(|(outcome, n)| {
            let what = outcome_word(i18n, *outcome);
            t_string!(
                i18n,
                desk.statistics.segment,
                what = what,
                n = n.to_string()
            )
        });
        let mut title = vec![label.clone()];
        title.extend(told);
        let parts = Outcome::ALL.map(|one| (outcome_fill(one), count(outcomes, one)));
        Bar {
            label,
            title: title.join("; "),
            parts: parts.into(),
        }
    });
    let mut heads = vec![
        t_string!(i18n, desk.columns.policy).to_owned(),
        t_string!(i18n, desk.columns.module).to_owned(),
    ];
    heads.extend(Outcome::ALL.map(|outcome| outcome_word(i18n, outcome).to_owned()));
    let rows = by.iter().map(|((module, policy), outcomes)| {
        let mut cells = vec![text(policy), text(terms::module(i18n, *module))];
        cells.extend(Outcome::ALL.map(|one| text(count(outcomes, one))));
        cells
    });
    let plot = bars(drawn.collect());
    let numbers = table(title, &heads, rows.collect());
    card("policies", title, None, plot, numbers)
}

fn rulings(i18n: I18n, rulings: &[RulingCount]) -> AnyView {
    let title = t_string!(i18n, desk.statistics.rulings);
    if rulings.is_empty() {
        return nothing(i18n, "rulings", title);
    }
    let words = |one: &RulingCount| {
        let kind = terms::case_kind(i18n, one.kind);
        (kind, ruling_word(i18n, one.outcome))
    };
    let drawn = rulings.iter().map(|one| {
        let (kind, how) = words(one);
        let label = format!("{kind} · {how}");
        Bar {
            title: format!("{label}: {}", one.count),
            label,
            parts: vec![(ruling_fill(one.outcome), one.count)],
        }
    });
    let heads = [
        t_string!(i18n, desk.columns.kind),
        t_string!(i18n, desk.columns.outcome),
        t_string!(i18n, desk.columns.count),
    ];
    let rows = rulings.iter().map(|one| {
        let (kind, how) = words(one);
        vec![text(kind), text(how), text(one.count)]
    });
    let plot = bars(drawn.collect());
    let numbers = table(title, &heads.map(str::to_owned), rows.collect());
    card("rulings", title, None, plot, numbers)
}

fn times(i18n: I18n, times: &[DecisionTime]) -> AnyView {
    let title = t_string!(i18n, desk.statistics.times);
    if times.is_empty() {
        return nothing(i18n, "times", title);
    }
    let who = |one: &DecisionTime| match one.kind {
        Some(kind) => terms::case_kind(i18n, kind),
        None => t_string!(i18n, desk.statistics.by_rules),
    };
    let median = t_string!(i18n, desk.statistics.median);
    let ninetieth = t_string!(i18n, desk.statistics.ninetieth);
    let drawn = times.iter().map(|one| Bar {
        label: who(one).to_owned(),
        title: t_string!(
            i18n,
            desk.statistics.times_told,
            who = who(one),
            median = one.median.to_string(),
            ninetieth = one.ninetieth.to_string()
        ),
        // The ninetieth percentile is the whole bar.
        parts: vec![
            (Fill::Full, one.median),
            (Fill::Rising, one.ninetieth.saturating_sub(one.median)),
        ],
    });
    let keys = vec![
        (Fill::Full, median.to_owned()),
        (Fill::Rising, ninetieth.to_owned()),
    ];
    let heads = [
        t_string!(i18n, desk.columns.kind),
        t_string!(i18n, desk.columns.count),
        median,
        ninetieth,
    ];
    let days = |n: u32| text(t_string!(i18n, desk.statistics.days, n = n.to_string()));
    let rows = times.iter().map(|one| {
        vec![
            text(who(one)),
            text(one.count),
            days(one.median),
            days(one.ninetieth),
        ]
    });
    let plot = view! { {bars(drawn.collect())} {legend(keys)} };
    let numbers = table(title, &heads.map(str::to_owned), rows.collect());
    let note = t_string!(i18n, desk.statistics.times_note);
    card("times", title, Some(note), plot.into_any(), numbers)
}

fn nothing(i18n: I18n, id: &'static str, title: &'static str) -> AnyView {
    let none = view! { <p>{t_string!(i18n, desk.statistics.nothing)}</p> };
    card(id, title, None, none.into_any(), ().into_any())
}
