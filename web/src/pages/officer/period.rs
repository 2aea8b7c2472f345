//! From which day to which day something is shown.

use chrono::TimeDelta;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::desk::statistics::LONGEST_PERIOD;
use shared::values::{Day, day_in_shanghai};

use super::session::use_officer;
use crate::api::officers::desk::Period;
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::Show;
use crate::time;

/// The last days, so many with today: the first of them, and today by the server's clock.
pub(super) fn last_days(days: u32) -> (Day, Day) {
    let today = day_in_shanghai(use_officer().now().unwrap_or_else(time::now));
    let back = TimeDelta::days(i64::from(days) - 1);
    (today.checked_sub_signed(back).unwrap_or(today), today)
}

/// The form with the two days.
#[component]
pub(super) fn PeriodForm(
    /// What is asked for.
    period: RwSignal<Period>,
    /// The first and the last day that are shown at first.
    from: Day,
    /// See above.
    to: Day,
) -> impl IntoView {
    let i18n = use_i18n();
    let first = RwSignal::new(from.to_string());
    let last = RwSignal::new(to.to_string());
    let bad = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let asked = read(&first.get_untracked(), &last.get_untracked());
        bad.set(asked.is_none());
        if let Some(asked) = asked {
            period.set(asked);
        }
    };
    let day = move |id: &'static str, value: RwSignal<String>, word: Signal<&'static str>| {
        view! {
            <div class="field">
                <label class="field__label" for=id>
                    {word}
                </label>
                <input
                    class="input"
                    id=id
                    type="date"
                    prop:value=value
                    aria-describedby="period-error"
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        }
    };
    view! {
        <form class="filters desk-period" novalidate on:submit=submit>
            {day("from", first, t!(i18n, desk.statistics.from))}
            {day("to", last, t!(i18n, desk.statistics.to))}
            <button class="button">{t!(i18n, desk.statistics.show)}</button>
            <div role="alert" id="period-error">
                <Show when=move || bad.get()>
                    <p class="field__error">{t!(i18n, desk.statistics.bad_period)}</p>
                </Show>
            </div>
        </form>
    }
}

fn read(from: &str, to: &str) -> Option<Period> {
    let (from, to): (Day, Day) = (from.parse().ok()?, to.parse().ok()?);
    let days = to.signed_duration_since(from).num_days();
    (0..i64::from(LONGEST_PERIOD))
        .contains(&days)
        .then_some(Period {
            from: Some(from),
            to: Some(to),
        })
}
