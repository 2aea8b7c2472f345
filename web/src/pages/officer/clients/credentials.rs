//! What a client proves itself with: two secrets or keys at the most.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::{Client, ClientCredential, CredentialKind, NewCredential};

use super::super::reason::field;
use super::super::tables::table;
use super::open::Open;
use super::secret::Secret;
use super::words::{unbroken, used};
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::badge::{Badge, Look};
use crate::ui::confirm::Confirm;
use crate::ui::field::{FieldError, Hint, Need};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// How many a client can have.
const MOST: usize = 2;

/// The card.
#[component]
pub(super) fn Credentials(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let secret = RwSignal::new(None::<String>);
    let asked = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let ask = Callback::new(move |id: String| {
        asked.set(Some(id));
        asking.set(true);
    });
    let list = move || open.client.with(|client| listed(i18n, client, ask));
    let is_full = move || open.client.with(|client| client.credentials.len() >= MOST);
    view! {
        <section class="card" aria-labelledby="credentials">
            <div class="card__head">
                <h2 class="card__title" id="credentials" tabindex="-1">
                    {t!(i18n, clients.credential.title)}
                </h2>
            </div>
            <div class="card__body stack">
                <p class="meta">{t!(i18n, clients.credential.note)}</p>
                <Secret secret=secret />
            </div>
            {live(list)}
            <div class="card__body">
                <Show when=move || !open.is_over() && !is_full()>
                    <Adding open=open secret=secret />
                </Show>
                <Show when=move || !open.is_over() && is_full()>
                    <p class="meta">{t!(i18n, clients.credential.full)}</p>
                </Show>
            </div>
            <Retiring open=open asked=asked asking=asking />
        </section>
    }
}

fn listed(i18n: I18n, client: &Client, ask: Callback<String>) -> AnyView {
    if client.credentials.is_empty() {
        let none = t_string!(i18n, clients.credential.none);
        return view! { <p class="card__body">{none}</p> }.into_any();
    }
    let heads = [
        t_string!(i18n, clients.credential.kind),
        t_string!(i18n, clients.credential.state),
        t_string!(i18n, clients.credential.added),
        t_string!(i18n, clients.credential.used),
        t_string!(i18n, clients.credential.act),
    ];
    let row = |credential: &ClientCredential| {
        let id = short(&credential.id);
        let label = t_string!(i18n, clients.credential.retire_of, id = id);
        let whole = credential.id.clone();
        let is_over = client.disabled_at.is_some();
        let (look, word) = if is_over {
            (Look::Void, t_string!(i18n, clients.credential.ended))
        } else if credential.waits {
            (Look::Pending, t_string!(i18n, clients.credential.waits))
        } else {
            (Look::Passed, t_string!(i18n, clients.credential.live))
        };
        let way = (!is_over).then(|| {
            view! {
                <button
                    class="button button--small"
                    type="button"
                    aria-label=label
                    on:click=move |_| ask.run(whole.clone())
                >
                    {t_string!(i18n, clients.credential.retire)}
                </button>
            }
        });
        vec![
            named(i18n, credential),
            view! { <Badge look=look word=Signal::stored(word.to_owned()) /> }.into_any(),
            unbroken(time::moment(i18n, credential.added_at)),
            unbroken(used(i18n, credential.last_used_at)),
            way.into_any(),
        ]
    };
    let title = t_string!(i18n, clients.credential.title);
    let rows = client.credentials.iter().map(row).collect();
    table(title, &heads.map(str::to_owned), rows)
}

/// Its kind, and how the one is told from the other.
fn named(i18n: I18n, credential: &ClientCredential) -> AnyView {
    let kind = match credential.kind {
        CredentialKind::Secret => t_string!(i18n, clients.credential.secret),
        CredentialKind::Key => t_string!(i18n, clients.credential.key),
    };
    let kid = credential.kid.clone().map(|kid| {
        let kid = t_string!(i18n, clients.credential.kid, kid = kid);
        view! { <span class="meta client-kid code">{kid}</span> }
    });
    view! {
        {kind} " " <span class="code">{short(&credential.id)}</span> {kid}
    }
    .into_any()
}

/// The end of an id, by which two are told apart.
pub(super) fn short(id: &str) -> String {
    let from = id.len().saturating_sub(6);
    format!("…{}", id.get(from..).unwrap_or(id))
}

/// Two ways to add one.
#[component]
fn Adding(open: Open, secret: RwSignal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let pasting = RwSignal::new(false);
    let key = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let add = move |credential: NewCredential| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        open.failure.set(None);
        spawn_local(async move {
            let added = api.add_client_credential(&open.id(), &credential).await;
            busy.try_set(false);
            match added {
                Ok(added) => {
                    if added.secret.is_none() {
                        announcer.say(t_string!(i18n, clients.credential.key_added).to_owned());
                    }
                    pasting.try_set(false);
                    secret.try_set(added.secret);
                    open.client.try_set(added.client);
                }
                Err(why) => match why.errors().first() {
                    Some(wrong) => {
                        error.try_set(Some(wrong.detail.clone()));
                        go_to("#public-key");
                    }
                    None => open.refused(api, why),
                },
            }
        });
    };
    let make = move |_| {
        add(NewCredential {
            kind: CredentialKind::Secret,
            public_key: None,
        });
    };
    let paste = move |event: SubmitEvent| {
        event.prevent_default();
        add(NewCredential {
            kind: CredentialKind::Key,
            public_key: Some(key.get_untracked()),
        });
    };
    let begin = move |_| {
        key.set(String::new());
        error.set(None);
        pasting.set(true);
        request_animation_frame(|| go_to("#public-key"));
    };
    let field = StoredValue::new(field("public-key", key, error));
    view! {
        <div class="stack">
            <div class="cluster">
                <button
                    class="button"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    on:click=make
                >
                    <Glyph icon=Icon::Plus />
                    {t!(i18n, clients.credential.add_secret)}
                </button>
                <button
                    class="button"
                    type="button"
                    aria-expanded=Signal::derive(move || pasting.get().to_string())
                    on:click=begin
                >
                    <Glyph icon=Icon::Plus />
                    {t!(i18n, clients.credential.add_key)}
                </button>
            </div>
            <Show when=move || pasting.get()>
                <form class="office-act stack" novalidate on:submit=paste>
                    <KeyField field=field.get_value() />
                    <div class="cluster">
                        <button class="button button--primary" type="submit">
                            {t!(i18n, clients.credential.key_add)}
                        </button>
                        <button class="button" type="button" on:click=move |_| pasting.set(false)>
                            {t!(i18n, clients.form.cancel)}
                        </button>
                    </div>
                </form>
            </Show>
        </div>
    }
}

#[component]
fn KeyField(field: crate::ui::field::Field) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {t!(i18n, clients.credential.key_label)} " " <Need required=true />
            </label>
            <Hint field=field text=text!(i18n, clients.credential.key_hint) />
            <FieldError field=field />
            <textarea
                class="input input--code"
                id=field.id()
                rows="5"
                autocomplete="off"
                spellcheck="false"
                prop:value=field.value
                aria-required="true"
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(true))
                on:input=move |event| field.set.run(event_target_value(&event))
            ></textarea>
        </div>
    }
}

/// The question before one is retired.
#[component]
fn Retiring(
    open: Open,
    /// Which.
    asked: RwSignal<Option<String>>,
    /// Whether the question is open.
    asking: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let id = move || asked.with(|asked| short(asked.as_deref().unwrap_or_default()));
    let act = move |_| {
        let Some(id) = asked.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        open.failure.set(None);
        spawn_local(async move {
            match api.retire_client_credential(&open.id(), &id).await {
                Ok(client) => {
                    let id = short(&id);
                    announcer.say(t_string!(i18n, clients.credential.retired, id = id));
                    open.client.try_set(client);
                }
                Err(why) => open.refused(api, why),
            }
            asking.try_set(false);
            busy.try_set(false);
            // The button that had the focus goes.
            set_timeout(|| go_to("#credentials"), Duration::ZERO);
        });
    };
    let sure = Signal::derive(move || t_string!(i18n, clients.credential.sure, id = id()));
    view! {
        <Confirm
            open=asking
            title=sure
            id="retire-credential"
            keep=text!(i18n, clients.credential.keep)
            confirm=text!(i18n, clients.credential.retire)
            busy=busy
            act=act
        >
            <p>{t!(i18n, clients.credential.sure_text)}</p>
        </Confirm>
    }
}
