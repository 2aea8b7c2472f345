//! Ages against deadlines, in words and colour.

use leptos::prelude::*;
use shared::review::QueueEntry;
use shared::values::{Moment, day_in_shanghai};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::time;
use crate::ui::icon::{Glyph, Icon};

/// From how many days before the deadline on a case is marked.
const SOON: i64 = 1;

/// Until when it is promised; nothing where nothing is.
#[component]
pub(super) fn Due(
    entry: QueueEntry,
    /// The server's time.
    now: Moment,
) -> impl IntoView {
    let i18n = use_i18n();
    if let Some(day) = entry.answer_by {
        let word = move || {
            let day = time::day(i18n, day);
            t_string!(i18n, officer.due.paused, day = day)
        };
        let paused = view! {
            <span class="state">
                <Glyph icon=Icon::Clock />
                {word}
            </span>
        };
        return Some(paused.into_any());
    }
    let due = entry.due_on?;
    let estimated = entry.is_due_estimated;
    let left = due.signed_duration_since(day_in_shanghai(now)).num_days();
    let (class, icon) = match left {
        ..0 => ("state state--failed", Icon::Warning),
        0..=SOON => ("state state--pending", Icon::Clock),
        _ => ("state", Icon::Clock),
    };
    let word = move || {
        let days = left.abs().to_string();
        match left {
            ..0 => t_string!(i18n, officer.due.over, days = days),
            0 => t_string!(i18n, officer.due.today).to_owned(),
            1 => t_string!(i18n, officer.due.tomorrow).to_owned(),
            _ => t_string!(i18n, officer.due.left, days = days),
        }
    };
    let due = view! {
        <span class=class title=move || time::day(i18n, due)>
            <Glyph icon=icon />
            {word}
        </span>
        {estimated
            .then(|| view! { <span class="queue__age">{t!(i18n, officer.due.estimated)}</span> })}
    };
    Some(due.into_any())
}

/// How long ago something was submitted: in minutes, hours or days.
pub(super) fn age(i18n: I18n, submitted_at: Moment, now: Moment) -> String {
    let old = now.signed_duration_since(submitted_at);
    match (old.num_days(), old.num_hours()) {
        (0, 0) if old.num_minutes() < 1 => t_string!(i18n, officer.due.now).to_owned(),
        (0, 0) => {
            let n = old.num_minutes().max(0).to_string();
            t_string!(i18n, officer.due.minutes, n = n)
        }
        (0, hours) => t_string!(i18n, officer.due.hours, n = hours.to_string()),
        (days, _) => t_string!(i18n, officer.due.days, n = days.to_string()),
    }
}
