//! The counts of a preview: each a plot, with its numbers in a table beneath.

use leptos::prelude::*;
use shared::desk::previews::{PolicyPreview, PreviewChange, PreviewCount};
use shared::policy::explain;
use shared::purchase::Module;

use super::super::outcomes::outcome_word;
use super::super::plots::{Bar, Fill, bars, legend};
use super::super::tables::{card, table, text};
use crate::i18n::t_string;
use crate::language::{I18n, lang};
use crate::terms;
use crate::time;

/// How many reasons are drawn; the table has all of them.
const DRAWN: usize = 10;

/// Which version was looked at, and by how many results.
pub(super) fn told(i18n: I18n, preview: &PolicyPreview) -> String {
    let version = t_string!(
        i18n,
        renewal.preview.shown,
        version = preview.version.to_string(),
        day = time::day(i18n, preview.from)
    );
    let n = preview.looked_at.to_string();
    let looked_at = t_string!(i18n, renewal.preview.looked_at, n = n);
    format!("{version} {looked_at}")
}

/// Everything that was counted.
pub(super) fn counts(i18n: I18n, preview: &PolicyPreview) -> AnyView {
    let bounded = preview
        .has_more
        .then(|| t_string!(i18n, renewal.preview.bounded));
    let cards = if preview.counts.is_empty() {
        let none = t_string!(i18n, renewal.preview.nothing);
        view! { <p>{none}</p> }.into_any()
    } else {
        let (changes, reasons) = (changes(i18n, preview), reasons(i18n, preview));
        view! { {changes} {reasons} }.into_any()
    };
    view! {
        <p class="meta">{told(i18n, preview)} " " {bounded}</p>
        {cards}
    }
    .into_any()
}

fn changes(i18n: I18n, preview: &PolicyPreview) -> AnyView {
    let count = |module: Module, change: PreviewChange| {
        let alike = preview.counts.iter();
        let alike = alike.filter(|one| (one.module, one.change) == (module, change));
        alike.fold(0_u32, |all, one| all.saturating_add(one.count))
    };
    let drawn = Module::ALL.map(|module| {
        let parts = PreviewChange::ALL.map(|change| (change, count(module, change)));
        let label = terms::module(i18n, module).to_owned();
        let mut title = vec![label.clone()];
        title.extend(parts.map(|(change, n)| said(i18n, change, n)));
        Bar {
            label,
            title: title.join("; "),
            parts: parts.map(|(change, n)| (fill(change), n)).into(),
        }
    });
    let keys = PreviewChange::ALL.map(|change| (fill(change), word(i18n, change).to_owned()));
    let title = t_string!(i18n, renewal.preview.changes);
    let mut heads = vec![title.to_owned()];
    heads.extend(Module::ALL.map(|module| terms::module(i18n, module).to_owned()));
    let rows = PreviewChange::ALL.map(|change| {
        let mut cells = vec![text(word(i18n, change))];
        cells.extend(Module::ALL.map(|module| text(count(module, change))));
        cells
    });
    let plot = view! { {bars(drawn.into())} {legend(keys.into())} };
    let numbers = table(title, &heads, rows.into());
    let note = t_string!(i18n, renewal.preview.note);
    card("changes", title, Some(note), plot.into_any(), numbers)
}

fn reasons(i18n: I18n, preview: &PolicyPreview) -> AnyView {
    let reason = |code| explain::reason(code, lang(i18n)).to_string();
    let what = |one: &PreviewCount| {
        format!(
            "{} · {} → {}",
            terms::module(i18n, one.module),
            reason(one.reason_before),
            reason(one.reason_after)
        )
    };
    let changed = preview.counts.iter();
    let changed = changed.filter(|one| one.change != PreviewChange::Same);
    let drawn: Vec<Bar> = changed
        .take(DRAWN)
        .map(|one| Bar {
            label: what(one),
            title: t_string!(
                i18n,
                renewal.preview.told,
                what = what(one),
                n = one.count.to_string()
            ),
            parts: vec![(fill(one.change), one.count)],
        })
        .collect();
    let heads = [
        t_string!(i18n, desk.columns.module),
        t_string!(i18n, renewal.preview.before),
        t_string!(i18n, renewal.preview.after),
        t_string!(i18n, renewal.preview.changes),
        t_string!(i18n, desk.columns.count),
    ];
    let decided = |outcome, code| format!("{} · {}", outcome_word(i18n, outcome), reason(code));
    let rows = preview.counts.iter().map(|one| {
        vec![
            text(terms::module(i18n, one.module)),
            text(decided(one.before, one.reason_before)),
            text(decided(one.after, one.reason_after)),
            text(word(i18n, one.change)),
            text(one.count),
        ]
    });
    let title = t_string!(i18n, renewal.preview.reasons);
    let numbers = table(title, &heads.map(str::to_owned), rows.collect());
    card("reasons", title, None, bars(drawn), numbers)
}

fn said(i18n: I18n, change: PreviewChange, count: u32) -> String {
    t_string!(
        i18n,
        renewal.preview.told,
        what = word(i18n, change),
        n = count.to_string()
    )
}

/// 由不符合变为符合 …
fn word(i18n: I18n, change: PreviewChange) -> &'static str {
    match change {
        PreviewChange::ToPass => t_string!(i18n, renewal.preview.change.to_pass),
        PreviewChange::ToRefusal => t_string!(i18n, renewal.preview.change.to_refusal),
        PreviewChange::Other => t_string!(i18n, renewal.preview.change.other),
        PreviewChange::Same => t_string!(i18n, renewal.preview.change.same),
        PreviewChange::CannotTell => t_string!(i18n, renewal.preview.change.cannot_tell),
    }
}

fn fill(change: PreviewChange) -> Fill {
    match change {
        PreviewChange::ToPass => Fill::Full,
        PreviewChange::ToRefusal => Fill::Alarm,
        PreviewChange::Other => Fill::Dots,
        PreviewChange::Same => Fill::Level,
        PreviewChange::CannotTell => Fill::Empty,
    }
}
