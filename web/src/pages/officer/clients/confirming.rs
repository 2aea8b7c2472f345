//! What waits for a second administrator: how it was, how it will be, and the way to confirm it.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::{Client, ClientBefore};

use super::super::tables::{table, text as cell};
use super::credentials::short;
use super::filled::all_scopes;
use super::open::Open;
use super::words::{last_day, networks, organization, scopes};
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::dialog::Tone;
use crate::ui::page::go_to;

/// The card; nothing while nothing waits.
#[component]
pub(super) fn Confirming(open: Open) -> impl IntoView {
    view! {
        <Show when=move || open.client.with(|client| client.waits)>
            <Waiting open=open />
        </Show>
    }
}

#[component]
fn Waiting(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let act = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        open.failure.set(None);
        // What was seen is confirmed, and nothing that came meanwhile.
        let version = open.client.with_untracked(|client| client.version);
        spawn_local(async move {
            let answer = api.confirm_client(&open.id(), version).await;
            asking.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(client) => {
                    announcer.say(t_string!(i18n, clients.confirm.done).to_owned());
                    open.client.try_set(client);
                }
                Err(why) => open.refused(api, why),
            }
            set_timeout(|| go_to("#main h1"), Duration::ZERO);
        });
    };
    let may = move || open.client.with(|client| client.can_confirm);
    let sure_text = move || {
        let name = open.client.with(|client| client.name.clone());
        t_string!(i18n, clients.confirm.sure_text, name = name)
    };
    view! {
        <section class="card" aria-labelledby="confirming">
            <div class="card__head">
                <h2 class="card__title" id="confirming">
                    {t!(i18n, clients.confirm.title)}
                </h2>
            </div>
            <p class="meta card__body">{t!(i18n, clients.confirm.note)}</p>
            {live(move || open.client.with(|client| compared(i18n, client)))}
            <div class="card__body">
                <Show when=may>
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=move |_| asking.set(true)
                    >
                        {t!(i18n, clients.confirm.act)}
                    </button>
                </Show>
                <Show when=move || !may()>
                    <p>{t!(i18n, clients.confirm.own)}</p>
                </Show>
            </div>
            <Confirm
                open=asking
                title=text!(i18n, clients.confirm.sure)
                id="confirm-client"
                tone=Tone::Plain
                keep=text!(i18n, clients.confirm.keep)
                confirm=text!(i18n, clients.confirm.act)
                busy=busy
                act=act
            >
                <p>{live(sure_text)}</p>
            </Confirm>
        </section>
    }
}

/// Before and after, line by line.
fn compared(i18n: I18n, client: &Client) -> AnyView {
    let heads = [
        t_string!(i18n, clients.confirm.what),
        t_string!(i18n, clients.confirm.before),
        t_string!(i18n, clients.confirm.after),
    ];
    let mut rows = Vec::new();
    if !client.proposed_scopes.is_empty() {
        rows.extend(terms(i18n, client));
    }
    let waiting = client.credentials.iter().filter(|one| one.waits);
    rows.extend(waiting.map(|one| {
        let what = t_string!(i18n, clients.confirm.credential, id = short(&one.id));
        let cannot = t_string!(i18n, clients.confirm.cannot_sign);
        line(
            what,
            cannot.to_owned(),
            t_string!(i18n, clients.confirm.can_sign).to_owned(),
        )
    }));
    let title = t_string!(i18n, clients.confirm.title);
    table(title, &heads.map(str::to_owned), rows)
}

fn terms(i18n: I18n, client: &Client) -> Vec<Vec<AnyView>> {
    let new = || t_string!(i18n, clients.confirm.new).to_owned();
    let was =
        |told: &dyn Fn(&ClientBefore) -> String| client.before.as_ref().map_or_else(new, told);
    let all = [
        (
            t_string!(i18n, clients.form.scopes),
            was(&|before| scopes(i18n, &before.scopes)),
            scopes(i18n, &all_scopes(client)),
        ),
        (
            t_string!(i18n, clients.form.name),
            was(&|before| before.name.clone()),
            client.name.clone(),
        ),
        (
            t_string!(i18n, clients.form.networks),
            was(&|before| networks(i18n, &before.networks)),
            networks(i18n, &client.networks),
        ),
        (
            t_string!(i18n, clients.form.expires),
            was(&|before| last_day(i18n, before.expires_on)),
            last_day(i18n, client.expires_on),
        ),
        (
            t_string!(i18n, clients.form.organization),
            was(&|before| organization(i18n, before.organization_code.as_ref())),
            organization(i18n, client.organization_code.as_ref()),
        ),
    ];
    all.into_iter()
        .map(|(what, before, after)| line(what.to_owned(), before, after))
        .collect()
}

/// A line; what changes is set off, and not by its colour alone.
fn line(what: String, before: String, after: String) -> Vec<AnyView> {
    let told = if before == after {
        cell(after)
    } else {
        view! { <mark class="client-change">{after}</mark> }.into_any()
    };
    vec![cell(what), cell(before), told]
}
