//! Where a client is told of events, and whether anything arrives there.

use leptos::prelude::*;
use shared::webhook::{WebhookDisabled, WebhookEndpoint};

use super::super::tables::table;
use super::open::Open;
use super::words::unbroken;
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::load::Loader;
use crate::ui::skeleton::Skeleton;

/// The card.
#[component]
pub(super) fn Endpoints(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let list = Loader::new(move || {
        let id = open.id();
        async move { api.list_client_endpoints(&id).await }
    });
    view! {
        <section class="card" aria-labelledby="endpoints">
            <div class="card__head">
                <h2 class="card__title" id="endpoints">
                    {t!(i18n, clients.hooks.title)}
                </h2>
            </div>
            <p class="meta card__body">{t!(i18n, clients.hooks.note)}</p>
            {list
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |items| live(move || listed(i18n, &items.get(), open.is_over())).into_any(),
                )}
        </section>
    }
}

fn listed(i18n: I18n, items: &[WebhookEndpoint], is_over: bool) -> AnyView {
    if items.is_empty() {
        let none = t_string!(i18n, clients.hooks.none);
        return view! { <p class="card__body">{none}</p> }.into_any();
    }
    let heads = [
        t_string!(i18n, clients.hooks.url),
        t_string!(i18n, clients.hooks.state),
        t_string!(i18n, clients.hooks.events),
        t_string!(i18n, clients.hooks.delivered),
        t_string!(i18n, clients.hooks.failing),
    ];
    let moment = |at| time::moment(i18n, at);
    let row = |endpoint: &WebhookEndpoint| {
        let (look, word) = if is_over {
            (Look::Void, t_string!(i18n, clients.hooks.ended))
        } else {
            standing(i18n, endpoint)
        };
        let url = endpoint.url.clone();
        let events: Vec<&str> = endpoint.events.iter().map(|kind| kind.slug()).collect();
        let never = || t_string!(i18n, clients.hooks.nothing_yet).to_owned();
        vec![
            view! { <span class="code">{url}</span> }.into_any(),
            view! { <Badge look=look word=Signal::stored(word.to_owned()) /> }.into_any(),
            view! { <span class="code">{events.join(", ")}</span> }.into_any(),
            unbroken(endpoint.delivered_at.map_or_else(never, moment)),
            unbroken(
                endpoint
                    .failing_since
                    .map_or_else(|| "—".to_owned(), moment),
            ),
        ]
    };
    let title = t_string!(i18n, clients.hooks.title);
    table(
        title,
        &heads.map(str::to_owned),
        items.iter().map(row).collect(),
    )
}

fn standing(i18n: I18n, endpoint: &WebhookEndpoint) -> (Look, &'static str) {
    match endpoint.disabled_because {
        Some(WebhookDisabled::ByClient) => (Look::Void, t_string!(i18n, clients.hooks.by_client)),
        Some(WebhookDisabled::Gone) => (Look::Failed, t_string!(i18n, clients.hooks.gone)),
        Some(WebhookDisabled::Failing) => (Look::Failed, t_string!(i18n, clients.hooks.failed)),
        None if endpoint.failing_since.is_some() => {
            (Look::Pending, t_string!(i18n, clients.hooks.trouble))
        }
        None => (Look::Passed, t_string!(i18n, clients.hooks.enabled)),
    }
}
