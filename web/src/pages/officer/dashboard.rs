//! 办件统计: what waits and for how long, what came in and was decided, and why. For supervisors and
//! auditors.

mod cards;
mod fills;

use leptos::prelude::*;
use shared::desk::statistics::Statistics;

use super::desks::Desk;
use super::frame::Frame;
use super::period::{PeriodForm, last_days};
use super::plots::Patterns;
use crate::api::officers::desk::Period;
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::{print, use_page};
use crate::ui::skeleton::Skeleton;

/// How many days are shown where nothing else is asked for: twelve weeks.
const USUAL: u32 = 84;

/// The statistics, for officers who may see them.
#[component]
pub(crate) fn DashboardPage() -> impl IntoView {
    view! { <Frame desk=Desk::Dashboard page=|| view! { <Dashboard /> }.into_any() /> }
}

#[component]
fn Dashboard() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let (first, today) = last_days(USUAL);
    let period = RwSignal::new(Period {
        from: Some(first),
        to: Some(today),
    });
    let counts = Loader::new(move || {
        let period = period.get();
        async move { api.read_statistics(period).await }
    });
    let heading = use_page(move || t_string!(i18n, desk.nav.dashboard).to_owned());
    view! {
        <main class="page" id="main">
            <div class="page__head page__head--split">
                <div>
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, desk.nav.dashboard)}</h1>
                    <p class="lede">{t!(i18n, desk.statistics.lede)}</p>
                </div>
                <button class="button" type="button" on:click=move |_| print()>
                    <Glyph icon=Icon::Print />
                    {t!(i18n, desk.statistics.print)}
                </button>
            </div>
            <PeriodForm period=period from=first to=today />
            {counts
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |counts| {
                        let counts = counts.get_untracked();
                        view! { <Counts counts=counts /> }.into_any()
                    },
                )}
        </main>
    }
}

#[component]
fn Counts(counts: Statistics) -> impl IntoView {
    let i18n = use_i18n();
    let (from, to, since) = (counts.from, counts.to, counts.counted_since);
    let shown = move || {
        let (from, to) = (time::day(i18n, from), time::day(i18n, to));
        t_string!(i18n, desk.statistics.shown, from = from, to = to)
    };
    let counted = move || {
        let since = since.filter(|since| *since > from)?;
        let day = time::day(i18n, since);
        Some(t_string!(i18n, desk.statistics.since, day = day))
    };
    view! {
        <Patterns />
        <div class="stack">
            {live({
                let counts = counts.clone();
                move || cards::open(i18n, &counts.open)
            })}
            <p class="meta">
                {live(shown)} " " {live(counted)}
            </p>
            {live(move || cards::of_period(i18n, &counts))}
        </div>
    }
}
