//! The list of clients.

use leptos::prelude::*;
use shared::client::Client;

use super::super::desks::Desk;
use super::super::frame::Frame;
use super::super::tables::{table, text};
use super::filled::all_scopes;
use super::words::{Standing, last_day, scopes, unbroken, used};
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live};
use crate::route::Route;
use crate::ui::announcer::use_announcer;
use crate::ui::badge::{Badge, Look};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::use_page;
use crate::ui::skeleton::Skeleton;

/// How many are seen at a glance; among more, one can be looked for.
const FEW: usize = 8;

/// The list, for officers who may see it.
#[component]
pub(crate) fn ClientsPage() -> impl IntoView {
    view! { <Frame desk=Desk::Clients page=|| view! { <Clients /> }.into_any() /> }
}

#[component]
fn Clients() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let list = Loader::new(move || api.list_clients());
    let heading = use_page(move || t_string!(i18n, clients.nav).to_owned());
    view! {
        <main class="page" id="main">
            <div class="page__head page__head--split">
                <div>
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, clients.nav)}</h1>
                    <p class="lede">{t!(i18n, clients.list.lede)}</p>
                </div>
                <a class="button button--primary" href=Route::NewClient.href()>
                    <Glyph icon=Icon::Plus />
                    {t!(i18n, clients.list.new)}
                </a>
            </div>
            {list
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |items| view! { <Listed items=items /> }.into_any(),
                )}
        </main>
    }
}

/// The list: what waits for whoever reads it comes first.
#[component]
fn Listed(items: Signal<Vec<Client>>) -> impl IntoView {
    let i18n = use_i18n();
    let wanted = RwSignal::new(String::new());
    let rows = move || {
        let wanted = wanted.with(|wanted| wanted.trim().to_lowercase());
        let mut found = items.get();
        found.retain(|client| client.name.to_lowercase().contains(&wanted));
        // By their names, as they came, within each half.
        found.sort_by_key(|client| !client.can_confirm);
        listed(i18n, &found)
    };
    let waiting = move || items.with(|all| all.iter().filter(|one| one.can_confirm).count());
    let to_confirm = move || {
        let n = waiting();
        let word = move || t_string!(i18n, clients.list.to_confirm, n = n.to_string());
        (n > 0).then(|| view! { <Badge look=Look::Pending word=Signal::derive(word) /> })
    };
    view! {
        <Show when=move || items.with(Vec::is_empty)>
            <div class="card">
                <div class="card__body">
                    <p>
                        <b>{t!(i18n, clients.list.none)}</b>
                    </p>
                    <p class="meta">{t!(i18n, clients.list.none_text)}</p>
                </div>
            </div>
        </Show>
        <Show when=move || items.with(|all| !all.is_empty())>
            <section class="card" aria-labelledby="clients">
                <div class="card__head">
                    <h2 class="card__title" id="clients">
                        {t!(i18n, clients.list.title)}
                    </h2>
                    {live(to_confirm)}
                </div>
                <Show when=move || { items.with(Vec::len) > FEW }>
                    <Finding wanted=wanted items=items />
                </Show>
                {live(rows)}
            </section>
        </Show>
    }
}

/// Looks for a client by a part of its name.
#[component]
fn Finding(wanted: RwSignal<String>, items: Signal<Vec<Client>>) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let find = move |event| {
        let part = event_target_value(&event);
        let sought = part.trim().to_lowercase();
        wanted.set(part);
        let n = items.with_untracked(|all| {
            let found = all.iter();
            found
                .filter(|one| one.name.to_lowercase().contains(&sought))
                .count()
        });
        let told = t_string!(i18n, clients.list.found_told, n = n.to_string());
        announcer.say(told);
    };
    view! {
        <div class="card__body">
            <div class="field">
                <label class="field__label" for="client-find">
                    {t!(i18n, clients.list.find)}
                </label>
                <input
                    class="input"
                    type="search"
                    id="client-find"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=wanted
                    on:input=find
                />
            </div>
        </div>
    }
}

fn listed(i18n: I18n, found: &[Client]) -> AnyView {
    if found.is_empty() {
        let none = t_string!(i18n, clients.list.none_found);
        return view! { <p class="card__body">{none}</p> }.into_any();
    }
    let heads = [
        t_string!(i18n, clients.list.name),
        t_string!(i18n, clients.list.state),
        t_string!(i18n, clients.list.scopes),
        t_string!(i18n, clients.list.used),
        t_string!(i18n, clients.list.expires),
    ];
    let row = |client: &Client| {
        vec![
            named(client),
            standing(i18n, client),
            text(scopes(i18n, &all_scopes(client))),
            unbroken(used(i18n, client.last_used_at)),
            unbroken(last_day(i18n, client.expires_on)),
        ]
    };
    table(
        t_string!(i18n, clients.list.title),
        &heads.map(str::to_owned),
        found.iter().map(row).collect(),
    )
}

/// Its name, and of which organisation it is.
fn named(client: &Client) -> AnyView {
    let code = client.organization_code.as_ref().map(|code| {
        let code = code.to_string();
        view! { <span class="meta client-kid code">{code}</span> }
    });
    view! {
        <a class="queue__case" href=Route::Client(client.id.clone()).href()>
            {client.name.clone()}
        </a>
        {code}
    }
    .into_any()
}

/// How it stands, and that a secret waits beside those that work.
fn standing(i18n: I18n, client: &Client) -> AnyView {
    let standing = Standing::of(client);
    let waits = (client.waits && standing == Standing::Active).then(|| {
        let waits = t_string!(i18n, clients.list.credential_waits);
        view! { <span class="meta client-kid">{waits}</span> }
    });
    view! {
        <div>
            <Badge look=standing.look() word=Signal::stored(standing.word(i18n).to_owned()) />
            {waits}
        </div>
    }
    .into_any()
}
