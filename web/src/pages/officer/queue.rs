//! The queue: what waits for a person, how long already, until when, and who works on it.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::purchase::Module;
use shared::review::{CaseKind, QueuePage as CasesPage, ReviewStep};

use super::entry::{Row, move_focus};
use super::frame::Frame;
use super::take_overs::Waiting;
use super::views::{Views, href};
use crate::api::officers::QueueFilter;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, live, memo};
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::{go_to, use_page};
use crate::ui::skeleton::Skeleton;

const EMPTY: &str = include_str!("../../../art/empty.svg");

/// The queue, for officers who may see it.
#[component]
pub(crate) fn QueuePage() -> impl IntoView {
    view! { <Frame page=|| view! { <Queue /> }.into_any() /> }
}

#[component]
fn Queue() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let query = use_query_map();
    let filter = memo(move || {
        query.with(|q| QueueFilter {
            module: q.get("module").as_deref().and_then(Module::from_slug),
            kind: q.get("kind").as_deref().and_then(CaseKind::from_slug),
            step: q.get("step").as_deref().and_then(ReviewStep::from_slug),
            mine: q.get("mine").as_deref() == Some("true"),
        })
    });
    let refreshed = StoredValue::new(false);
    let first = Loader::new(move || {
        let filter = filter.get();
        async move {
            let answer = api.list_cases(filter, None).await;
            if let Ok(page) = &answer
                && refreshed.try_get_value() == Some(true)
            {
                refreshed.try_set_value(false);
                let n = page.items.len().to_string();
                announcer.say(t_string!(i18n, officer.queue.refreshed_told, n = n));
            }
            answer
        }
    });
    let heading = use_page(move || t_string!(i18n, officer.queue.title).to_owned());
    let refresh = move |_| {
        refreshed.set_value(true);
        first.again();
    };
    view! {
        <main class="page" id="main">
            <div class="page__head page__head--split">
                <div>
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, officer.queue.title)}</h1>
                    <p class="lede">{t!(i18n, officer.queue.lede)}</p>
                </div>
                <div class="cluster">
                    <Waiting />
                    <button class="button" type="button" on:click=refresh>
                        <Glyph icon=Icon::Refresh />
                        {t!(i18n, officer.queue.refresh)}
                    </button>
                </div>
            </div>
            <Views filter=filter />
            <Filters filter=filter />
            {first
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |page| {
                        view! { <Listed first=page.get_untracked() filter=filter /> }.into_any()
                    },
                )}
        </main>
    }
}

#[component]
fn Filters(filter: Memo<QueueFilter>) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let go = move |next: QueueFilter| {
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&href(next), options);
    };
    let choose = {
        let go = go.clone();
        move |event| {
            let module = Module::from_slug(&event_target_value(&event));
            go(QueueFilter {
                module,
                ..filter.get_untracked()
            });
        }
    };
    let choose_kind = move |event| {
        let kind = CaseKind::from_slug(&event_target_value(&event));
        go(QueueFilter {
            kind,
            ..filter.get_untracked()
        });
    };
    let tab = move |step: Option<ReviewStep>, mine: bool| {
        let to = move || {
            href(QueueFilter {
                step,
                mine,
                ..filter.get()
            })
        };
        let current = move || {
            let now = filter.get();
            ((now.step, now.mine) == (step, mine)).then_some("page")
        };
        let word = move || match step {
            _ if mine => t_string!(i18n, officer.queue.mine),
            Some(step) => terms::review_step(i18n, step),
            None => t_string!(i18n, pages.list.all),
        };
        view! {
            <a class="tab" href=to aria-current=current data-noscroll>
                {live(word)}
            </a>
        }
    };
    let chosen = move |module: Option<Module>| filter.get().module == module;
    let of_kind = move |kind: Option<CaseKind>| filter.get().kind == kind;
    view! {
        <div class="filters">
            <div class="field">
                <label class="field__label" for="module">
                    {t!(i18n, pages.list.module)}
                </label>
                <select class="input" id="module" on:change=choose>
                    <option value="" prop:selected=Signal::derive(move || chosen(None))>
                        {live(move || t_string!(i18n, pages.list.all))}
                    </option>
                    {Module::ALL
                        .map(|module| {
                            view! {
                                <option
                                    value=module.slug()
                                    prop:selected=Signal::derive(move || chosen(Some(module)))
                                >
                                    {live(move || terms::module(i18n, module))}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="kind">
                    {t!(i18n, officer.queue.kind)}
                </label>
                <select class="input" id="kind" on:change=choose_kind>
                    <option value="" prop:selected=Signal::derive(move || of_kind(None))>
                        {live(move || t_string!(i18n, pages.list.all))}
                    </option>
                    {CaseKind::ALL
                        .map(|kind| {
                            view! {
                                <option
                                    value=kind.slug()
                                    prop:selected=Signal::derive(move || of_kind(Some(kind)))
                                >
                                    {live(move || terms::case_kind(i18n, kind))}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <nav class="tabs" aria-label=t!(i18n, officer.queue.steps)>
                {tab(None, false)}
                {ReviewStep::ALL.map(|step| tab(Some(step), false)).collect_view()}
                {tab(None, true)}
            </nav>
        </div>
    }
}

#[component]
fn Listed(first: CasesPage, filter: Memo<QueueFilter>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let now = first.now;
    let items = RwSignal::new(first.items);
    let cursor = RwSignal::new(first.next_cursor);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let more = move |_| {
        let Some(from) = cursor.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let filter = filter.get_untracked();
        spawn_local(async move {
            match api.list_cases(filter, Some(&from)).await {
                Ok(page) => {
                    let n = page.items.len().to_string();
                    announcer.say(t_string!(i18n, officer.queue.more_told, n = n));
                    let is_last = page.next_cursor.is_none();
                    items.try_update(|items| items.extend(page.items));
                    cursor.try_set(page.next_cursor);
                    if is_last {
                        // After the button that had the focus is gone.
                        set_timeout(|| go_to("#main h1"), Duration::ZERO);
                    }
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let nothing = move || items.with(Vec::is_empty) && cursor.with(Option::is_none);
    let shown = move || {
        let n = items.with(Vec::len).to_string();
        let at = time::clock(now);
        t_string!(i18n, officer.queue.shown, n = n, at = at)
    };
    let head = move |word: Signal<&'static str>| view! { <th scope="col">{word}</th> };
    view! {
        <FailureNotice failure=failure />
        <Show when=nothing>
            <Nothing filter=filter />
        </Show>
        <Show when=move || !nothing()>
            <p class="meta queue__keys">{t!(i18n, officer.queue.keys)}</p>
            <div class="card">
                <table class="queue" on:keydown=move_focus>
                    <caption class="sr-only">{t!(i18n, officer.queue.title)}</caption>
                    <thead>
                        <tr>
                            {head(t!(i18n, officer.queue.case))}
                            {head(t!(i18n, officer.queue.reason))}
                            {head(t!(i18n, officer.queue.due))}
                            {head(t!(i18n, officer.queue.who))}
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || items.get()
                            key=|entry| (entry.id.clone(), entry.claim.as_ref().map(|claim| claim.since))
                            let:entry
                        >
                            <Row entry=entry now=now failure=failure items=items />
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
        <div class="more">
            <Show when=move || cursor.with(Option::is_some)>
                <button
                    class="button"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    on:click=more
                >
                    {t!(i18n, pages.list.more)}
                </button>
            </Show>
            <p class="meta">{shown}</p>
        </div>
    }
}

#[component]
fn Nothing(filter: Memo<QueueFilter>) -> impl IntoView {
    let i18n = use_i18n();
    let filtered = move || filter.get() != QueueFilter::default();
    let title = move || {
        if filtered() {
            t_string!(i18n, officer.queue.none_here)
        } else {
            t_string!(i18n, officer.queue.none)
        }
    };
    view! {
        <div class="card empty">
            <div class="empty__art" aria-hidden="true" inner_html=EMPTY></div>
            <h2>{live(title)}</h2>
            <p>{t!(i18n, officer.queue.none_text)}</p>
            <Show when=filtered>
                <div class="cluster">
                    <a class="button" href=Route::Officer.href()>
                        {t!(i18n, officer.queue.show_all)}
                    </a>
                </div>
            </Show>
        </div>
    }
}
