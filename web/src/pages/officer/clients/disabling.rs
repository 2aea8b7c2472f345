//! The end of a client, with a reason and a question before it.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::DisableClient;

use super::super::reason::field;
use super::open::Open;
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{Show, live};
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::field::{Kind, TextField};
use crate::ui::page::go_to;

const REASON: &str = "disable-reason";

/// The card; once the client is disabled, a word that it is.
#[component]
pub(super) fn Disabling(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card" aria-labelledby="disabling">
            <div class="card__head">
                <h2 class="card__title" id="disabling" tabindex="-1">
                    {t!(i18n, clients.disable.title)}
                </h2>
            </div>
            <div class="card__body">
                <Show when=move || open.is_over()>
                    <p>{t!(i18n, clients.disable.is)}</p>
                </Show>
                <Show when=move || !open.is_over()>
                    <Asked open=open />
                </Show>
            </div>
        </section>
    }
}

#[component]
fn Asked(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.with_untracked(|reason| reason.trim().is_empty()) {
            let required = shared::issue::IssueCode::Required;
            error.set(Some(required.detail(lang(i18n)).to_owned()));
            go_to("#disable-reason");
            return;
        }
        asking.set(true);
    };
    let act = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        open.failure.set(None);
        let why = DisableClient {
            reason: reason.get_untracked(),
        };
        spawn_local(async move {
            let answer = api.disable_client(&open.id(), &why).await;
            asking.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(client) => {
                    announcer.say(t_string!(i18n, clients.disable.done).to_owned());
                    open.client.try_set(client);
                    set_timeout(|| go_to("#main h1"), Duration::ZERO);
                }
                Err(why) => match why.errors().first() {
                    Some(wrong) => {
                        error.try_set(Some(wrong.detail.clone()));
                        go_to("#disable-reason");
                    }
                    None => open.refused(api, why),
                },
            }
        });
    };
    let name = move || open.client.with(|client| client.name.clone());
    let sure = Signal::derive(move || t_string!(i18n, clients.disable.sure, name = name()));
    view! {
        <form class="office-act stack" novalidate on:submit=ask>
            <p class="meta">{t!(i18n, clients.disable.note)}</p>
            <TextField
                field=field(REASON, reason, error)
                label=text!(i18n, clients.disable.reason)
                hint=text!(i18n, clients.disable.reason_hint)
                kind=Kind::Wide
            />
            <div>
                <button class="button button--danger" type="submit">
                    {live(move || t_string!(i18n, clients.disable.act))}
                </button>
            </div>
        </form>
        <Confirm
            open=asking
            title=sure
            id="disable-client"
            keep=text!(i18n, clients.disable.keep)
            confirm=text!(i18n, clients.disable.act)
            busy=busy
            act=act
        >
            <p>{t!(i18n, clients.disable.sure_text)}</p>
        </Confirm>
    }
}
