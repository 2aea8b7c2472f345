//! 身份找回, for officers: a field for the code that the person at the window says, and what waits for a
//! supervisor.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::problem::ProblemKind;
use shared::take_over::{TakeOverCode, TakeOverEntry, read_code};

use super::frame::Frame;
use super::reason::field;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{Show, live};
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::failure::FailureNotice;
use crate::ui::field::{Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::{go_to, use_page};
use crate::ui::skeleton::Skeleton;

const CODE: &str = "code";

/// The page, for officers who may see it.
#[component]
pub(crate) fn TakeOversPage() -> impl IntoView {
    view! { <Frame page=|| view! { <TakeOvers /> }.into_any() /> }
}

/// The way here from the queue, with the number that waits; nothing of it while that is not known.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let waiting = RwSignal::new(None::<usize>);
    spawn_local(async move {
        // The page says itself why it cannot be read.
        if let Ok(items) = api.list_take_overs().await {
            waiting.try_set(Some(items.len()));
        }
    });
    let word = move || match waiting.get() {
        Some(n) => t_string!(i18n, take_over.officer.waiting, n = n.to_string()),
        None => t_string!(i18n, take_over.officer.title).to_owned(),
    };
    view! {
        <a class="button" href=Route::TakeOvers.href()>
            <Glyph icon=Icon::Person />
            {live(word)}
        </a>
    }
}

#[component]
fn TakeOvers() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let list = Loader::new(move || api.list_take_overs());
    let heading = use_page(move || t_string!(i18n, take_over.officer.title).to_owned());
    view! {
        <main class="page" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::Officer.href()>{t!(i18n, officer.queue.title)}</a>
                    </li>
                    <li aria-current="page">{t!(i18n, take_over.officer.title)}</li>
                </ol>
            </nav>
            <div class="page__head page__head--split">
                <div>
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, take_over.officer.title)}</h1>
                    <p class="lede">{t!(i18n, take_over.officer.lede)}</p>
                </div>
                <button class="button" type="button" on:click=move |_| list.again()>
                    <Glyph icon=Icon::Refresh />
                    {t!(i18n, officer.queue.refresh)}
                </button>
            </div>
            <div class="stack">
                <CodeForm />
                <section class="part" aria-labelledby="waiting">
                    <h2 id="waiting">{t!(i18n, take_over.officer.list)}</h2>
                    {list
                        .part(
                            || view! { <Skeleton /> }.into_any(),
                            |items| view! { <Listed items=items.get_untracked() /> }.into_any(),
                        )}
                </section>
            </div>
        </main>
    }
}

/// The field for the code.
#[component]
fn CodeForm() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = use_navigate();
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let none = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        none.set(false);
        let Some(code) = read_code(&code.get_untracked()) else {
            error.set(Some(t_string!(i18n, take_over.officer.code_bad).to_owned()));
            go_to("#code");
            return;
        };
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match api.open_take_over(&TakeOverCode { code }).await {
                Ok(case) => {
                    navigate(
                        &Route::TakeOverCase(case.id).href(),
                        NavigateOptions::default(),
                    );
                }
                Err(why) => {
                    busy.try_set(false);
                    if why.kind() == Some(ProblemKind::NotFound) {
                        none.try_set(true);
                    } else {
                        failure.try_set(Some(why));
                    }
                }
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="at-window">
            <div class="card__head">
                <h2 class="card__title" id="at-window">{t!(i18n, take_over.officer.code_title)}</h2>
            </div>
            <div class="card__body">
                <form class="office-act stack" novalidate on:submit=open>
                    <FailureNotice failure=failure />
                    <div role="alert">
                        <Show when=move || none.get()>
                            <div class="notice notice--danger">
                                <Glyph icon=Icon::Cross />
                                <div class="notice__body">
                                    <h3 class="notice__title">
                                        {t!(i18n, take_over.officer.code_none)}
                                    </h3>
                                    <p>{t!(i18n, take_over.officer.code_none_text)}</p>
                                </div>
                            </div>
                        </Show>
                    </div>
                    <TextField
                        field=field(CODE, code, error)
                        label=text!(i18n, take_over.officer.code)
                        hint=text!(i18n, take_over.officer.code_hint)
                        kind=Kind::Short
                    />
                    <div class="cluster">
                        <button
                            class="button button--primary"
                            type="submit"
                            aria-busy=Signal::derive(move || busy.get().to_string())
                        >
                            {t!(i18n, take_over.officer.open)}
                        </button>
                    </div>
                </form>
            </div>
        </section>
    }
}

#[component]
fn Listed(items: Vec<TakeOverEntry>) -> impl IntoView {
    let i18n = use_i18n();
    if items.is_empty() {
        return view! {
            <div class="card">
                <div class="card__body">
                    <p>
                        <b>{t!(i18n, take_over.officer.none)}</b>
                    </p>
                    <p class="meta">{t!(i18n, take_over.officer.none_text)}</p>
                </div>
            </div>
        }
        .into_any();
    }
    let rows = items
        .into_iter()
        .map(|entry| view! { <Entry entry=entry /> });
    view! { <ul class="apps">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Entry(entry: TakeOverEntry) -> impl IntoView {
    let i18n = use_i18n();
    let TakeOverEntry {
        id,
        name,
        document,
        proposal,
        expires_at,
        may_confirm,
    } = entry;
    let kind = document.kind;
    let by = move || {
        t_string!(
            i18n,
            take_over.officer.by,
            officer = proposal.officer.clone(),
            at = time::moment(i18n, proposal.at)
        )
    };
    let class = if may_confirm {
        "button button--small button--primary"
    } else {
        "button button--small"
    };
    view! {
        <li class="card app">
            <div class="app__head">
                <h3 class="app__title">{name.clone()}</h3>
                <Badge
                    look=Look::Signing
                    word=Signal::derive(move || {
                        t_string!(i18n, take_over.state.proposed).to_owned()
                    })
                />
            </div>
            <dl class="facts">
                <dt>{t!(i18n, take_over.officer.document)}</dt>
                <dd>
                    {live(move || terms::document_kind(i18n, kind))} " "
                    <span class="code">{document.masked_number}</span>
                </dd>
                <dt>{t!(i18n, take_over.officer.expires)}</dt>
                <dd>{live(move || time::moment(i18n, expires_at))}</dd>
            </dl>
            <p class="meta">{live(by)}</p>
            <div class="app__actions">
                <a class=class href=Route::TakeOverCase(id).href()>
                    {t!(i18n, take_over.officer.see)}
                    <span class="sr-only">" " {name}</span>
                </a>
            </div>
        </li>
    }
}
