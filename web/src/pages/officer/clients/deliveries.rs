//! What became of events for a client: a page after another, of all states or one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::watching::{ClientDelivery, LastAttempt};
use shared::page::Page;
use shared::webhook::WebhookDeliveryState;

use super::super::tables::{table, text as cell};
use super::open::Open;
use super::words::{delivery_state, trouble};
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live};
use crate::time;
use crate::ui::badge::Badge;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::skeleton::Skeleton;

/// The card.
#[component]
pub(super) fn Deliveries(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let state = RwSignal::new(None::<WebhookDeliveryState>);
    let page = Loader::new(move || {
        let (id, state) = (open.id(), state.get());
        async move { api.list_client_deliveries(&id, state, None).await }
    });
    let choose = move |event| {
        state.set(WebhookDeliveryState::from_slug(&event_target_value(&event)));
    };
    let option = move |one: WebhookDeliveryState| {
        view! {
            <option value=one.slug() prop:selected=Signal::derive(move || state.get() == Some(one))>
                {live(move || delivery_state(i18n, one).1)}
            </option>
        }
    };
    view! {
        <section class="card" aria-labelledby="deliveries">
            <div class="card__head">
                <h2 class="card__title" id="deliveries">
                    {t!(i18n, clients.deliveries.title)}
                </h2>
                <button class="button button--small" type="button" on:click=move |_| page.again()>
                    <Glyph icon=Icon::Refresh />
                    {t!(i18n, clients.deliveries.refresh)}
                </button>
            </div>
            <div class="card__body">
                <p class="meta">{t!(i18n, clients.deliveries.note)}</p>
                <div class="field">
                    <label class="field__label" for="delivery-state">
                        {t!(i18n, clients.deliveries.filter)}
                    </label>
                    <select class="input input--short" id="delivery-state" on:change=choose>
                        <option value="" prop:selected=Signal::derive(move || state.get().is_none())>
                            {t!(i18n, clients.deliveries.all)}
                        </option>
                        {WebhookDeliveryState::ALL.into_iter().map(option).collect_view()}
                    </select>
                </div>
            </div>
            {page
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |page| {
                        let page = page.get_untracked();
                        let state = state.get_untracked();
                        view! { <Listed open=open state=state page=page /> }.into_any()
                    },
                )}
        </section>
    }
}

#[component]
fn Listed(
    open: Open,
    state: Option<WebhookDeliveryState>,
    page: Page<ClientDelivery>,
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
        spawn_local(async move {
            match api
                .list_client_deliveries(&open.id(), state, Some(&from))
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
        {live(move || items.with(|items| listed(i18n, items)))}
        <FailureNotice failure=failure />
        <Show when=move || cursor.with(Option::is_some)>
            <div class="more">
                <button
                    class="button"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    on:click=more
                >
                    {t!(i18n, clients.deliveries.more)}
                </button>
            </div>
        </Show>
    }
}

fn listed(i18n: I18n, items: &[ClientDelivery]) -> AnyView {
    if items.is_empty() {
        let none = t_string!(i18n, clients.deliveries.none);
        return view! { <p class="card__body">{none}</p> }.into_any();
    }
    let heads = [
        t_string!(i18n, clients.deliveries.event),
        t_string!(i18n, clients.deliveries.state),
        t_string!(i18n, clients.deliveries.at),
        t_string!(i18n, clients.deliveries.attempts),
        t_string!(i18n, clients.deliveries.answer),
    ];
    let row = |one: &ClientDelivery| {
        let delivery = &one.delivery;
        let (look, word) = delivery_state(i18n, delivery.state);
        let next = delivery.next_at.map(|at| {
            let at = time::moment(i18n, at);
            let next = t_string!(i18n, clients.deliveries.next, at = at);
            view! { <span class="meta">{next}</span> }
        });
        let kind = delivery.event.kind.slug();
        let state = view! { <Badge look=look word=Signal::stored(word.to_owned()) /> };
        vec![
            view! { <span class="code">{kind}</span> }.into_any(),
            view! { {state} " " {next} }.into_any(),
            cell(time::moment_to_second(i18n, delivery.at)),
            cell(delivery.attempts),
            cell(
                one.last_attempt
                    .as_ref()
                    .map_or_else(|| "—".to_owned(), |last| ended(i18n, last)),
            ),
        ]
    };
    let title = t_string!(i18n, clients.deliveries.title);
    table(
        title,
        &heads.map(str::to_owned),
        items.iter().map(row).collect(),
    )
}

/// How an attempt ended.
fn ended(i18n: I18n, last: &LastAttempt) -> String {
    let ms = last.took_ms.to_string();
    match (last.status, last.trouble) {
        (Some(status), _) => {
            let status = status.to_string();
            t_string!(i18n, clients.deliveries.status, status = status, ms = ms)
        }
        (None, Some(why)) => {
            let why = trouble(i18n, why);
            t_string!(i18n, clients.deliveries.no_answer, why = why, ms = ms)
        }
        (None, None) => "—".to_owned(),
    }
}
