//! The list of clients.

use leptos::prelude::*;
use shared::client::Client;

use super::super::desks::Desk;
use super::super::frame::Frame;
use super::super::tables::{table, text};
use super::words::{Standing, last_day, scopes, used};
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::route::Route;
use crate::ui::badge::Badge;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::use_page;
use crate::ui::skeleton::Skeleton;

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
                    move |items| live(move || listed(i18n, &items.get())).into_any(),
                )}
        </main>
    }
}

fn listed(i18n: I18n, items: &[Client]) -> AnyView {
    if items.is_empty() {
        return view! {
            <div class="card">
                <div class="card__body">
                    <p>
                        <b>{t_string!(i18n, clients.list.none)}</b>
                    </p>
                    <p class="meta">{t_string!(i18n, clients.list.none_text)}</p>
                </div>
            </div>
        }
        .into_any();
    }
    let heads = [
        t_string!(i18n, clients.list.name),
        t_string!(i18n, clients.list.state),
        t_string!(i18n, clients.list.scopes),
        t_string!(i18n, clients.list.used),
        t_string!(i18n, clients.list.expires),
    ];
    let row = |client: &Client| {
        let standing = Standing::of(client);
        let name = view! {
            <a class="queue__case" href=Route::Client(client.id.clone()).href()>
                {client.name.clone()}
            </a>
        };
        let state = view! {
            <Badge look=standing.look() word=Signal::stored(standing.word(i18n).to_owned()) />
        };
        let all = client.scopes.iter().chain(&client.proposed_scopes);
        let mut all: Vec<_> = all.copied().collect();
        all.sort_unstable();
        vec![
            name.into_any(),
            state.into_any(),
            text(scopes(i18n, &all)),
            text(used(i18n, client.last_used_at)),
            text(last_day(i18n, client.expires_on)),
        ]
    };
    let title = t_string!(i18n, clients.list.title);
    let list = table(
        title,
        &heads.map(str::to_owned),
        items.iter().map(row).collect(),
    );
    view! {
        <section class="card" aria-labelledby="clients">
            <div class="card__head">
                <h2 class="card__title" id="clients">
                    {title}
                </h2>
            </div>
            {list}
        </section>
    }
    .into_any()
}
