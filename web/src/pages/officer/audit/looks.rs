//! Who looked at what, newest first, of some days and perhaps of one officer.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::audit::{LookEntry, LookPage};

use super::super::history::look_word;
use super::super::period::{PeriodForm, last_days};
use super::super::tables::{table, text};
use crate::api::officers::desk::Period;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live};
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::skeleton::Skeleton;

/// How many days are shown where nothing else is asked for.
const USUAL: u32 = 30;

/// An officer whose looks alone are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    id: String,
    name: String,
}

/// The list with its filters.
#[component]
pub(super) fn Looks() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let (first, today) = last_days(USUAL);
    let period = RwSignal::new(Period {
        from: Some(first),
        to: Some(today),
    });
    let chosen = RwSignal::new(None::<Chosen>);
    let page = Loader::new(move || {
        let (period, chosen) = (period.get(), chosen.get());
        async move {
            let officer = chosen.map(|chosen| chosen.id);
            api.list_looks(period, officer.as_deref(), None).await
        }
    });
    let only = move || {
        chosen.get().map(|chosen| {
            let word = t_string!(i18n, desk.audit.of_officer, name = chosen.name);
            view! { <p>{word}</p> }
        })
    };
    view! {
        <section class="card" aria-labelledby="looks-list">
            <div class="card__head">
                <h2 class="card__title" id="looks-list">
                    {t!(i18n, desk.audit.looks)}
                </h2>
            </div>
            <div class="card__body">
                <PeriodForm period=period from=first to=today />
                <div class="cluster" role="status">
                    {live(only)}
                    <Show when=move || chosen.with(Option::is_some)>
                        <button
                            class="button button--small"
                            type="button"
                            on:click=move |_| chosen.set(None)
                        >
                            {t!(i18n, desk.audit.all_officers)}
                        </button>
                    </Show>
                </div>
            </div>
            {page
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |page| {
                        let page = page.get_untracked();
                        view! { <Listed page=page period=period chosen=chosen /> }.into_any()
                    },
                )}
        </section>
    }
}

#[component]
fn Listed(
    page: LookPage,
    period: RwSignal<Period>,
    chosen: RwSignal<Option<Chosen>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let items = RwSignal::new(page.items);
    let cursor = RwSignal::new(page.next_cursor);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let more = move |_| {
        let Some(from) = cursor.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let period = period.get_untracked();
        let officer = chosen.get_untracked().map(|chosen| chosen.id);
        spawn_local(async move {
            match api
                .list_looks(period, officer.as_deref(), Some(&from))
                .await
            {
                Ok(page) => {
                    items.try_update(|items| items.extend(page.items));
                    cursor.try_set(page.next_cursor);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        {live(move || items.with(|items| listed(i18n, items, chosen)))}
        <FailureNotice failure=failure />
        <Show when=move || cursor.with(Option::is_some)>
            <div class="more">
                <button
                    class="button"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    on:click=more
                >
                    {t!(i18n, desk.audit.more)}
                </button>
            </div>
        </Show>
    }
}

fn listed(i18n: I18n, items: &[LookEntry], chosen: RwSignal<Option<Chosen>>) -> AnyView {
    if items.is_empty() {
        let none = t_string!(i18n, desk.audit.none);
        return view! { <p class="card__body">{none}</p> }.into_any();
    }
    let heads = [
        t_string!(i18n, desk.audit.when),
        t_string!(i18n, desk.audit.who),
        t_string!(i18n, desk.audit.at),
        t_string!(i18n, desk.audit.application),
        t_string!(i18n, desk.audit.why),
    ];
    let rows = items.iter().map(|entry| row(i18n, entry, chosen));
    let title = t_string!(i18n, desk.audit.looks);
    table(title, &heads.map(str::to_owned), rows.collect())
}

fn row(i18n: I18n, entry: &LookEntry, chosen: RwSignal<Option<Chosen>>) -> Vec<AnyView> {
    let number = entry.number.clone().unwrap_or_default();
    let href = Route::AuditedCase(entry.application.clone()).href();
    let application = view! { <a href=href>{number}</a> }.into_any();
    let Some(look) = &entry.look else {
        let unreadable = t_string!(i18n, desk.audit.unreadable);
        return vec![
            text("—"),
            text("—"),
            text(unreadable),
            application,
            text("—"),
        ];
    };
    let role = terms::officer_role(i18n, look.role);
    let name = look.officer.clone();
    let who = match entry.officer.clone() {
        None => view! { {name} " " {role} }.into_any(),
        Some(id) => {
            let label = t_string!(i18n, desk.audit.of_officer, name = name.clone());
            let only = Chosen {
                id,
                name: name.clone(),
            };
            view! {
                <button
                    class="button button--link"
                    type="button"
                    aria-label=label
                    on:click=move |_| chosen.set(Some(only.clone()))
                >
                    {name}
                </button>
                " "
                {role}
            }
            .into_any()
        }
    };
    let at = look.at;
    let when = view! {
        <time datetime=time::machine(at)>{time::moment_to_second(i18n, at)}</time>
    };
    vec![
        when.into_any(),
        who,
        text(look_word(i18n, look.kind)),
        application,
        text(look.reason.as_deref().unwrap_or("—")),
    ]
}
