//! On what terms a client is registered, and the form to change them.

use leptos::prelude::*;
use shared::client::Client;

use super::filled::Filled;
use super::form::TermsForm;
use super::open::Open;
use super::words::{last_day, networks, organization, scopes, used};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live};
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// The card.
#[component]
pub(super) fn Terms(open: Open) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let changing = RwSignal::new(false);
    let leave = move || {
        changing.set(false);
        request_animation_frame(|| go_to("#terms"));
    };
    let saved = move |client: Client| {
        open.failure.set(None);
        open.client.set(client);
        announcer.say(t_string!(i18n, clients.form.saved).to_owned());
        leave();
    };
    let form = move || {
        let client = open.client.get_untracked();
        let filled = Filled::new(Some(&client));
        view! {
            <p class="meta">{t!(i18n, clients.form.change_lede)}</p>
            <TermsForm id=client.id filled=filled saved=saved cancel=move |()| leave() />
        }
    };
    view! {
        <section class="card" aria-labelledby="terms">
            <div class="card__head">
                <h2 class="card__title" id="terms" tabindex="-1">
                    {t!(i18n, clients.terms.title)}
                </h2>
                <Show when=move || !changing.get() && !open.is_over()>
                    <button
                        class="button button--small"
                        type="button"
                        on:click=move |_| {
                            changing.set(true);
                            request_animation_frame(|| go_to("#f-name"));
                        }
                    >
                        <Glyph icon=Icon::Pen />
                        {t!(i18n, clients.form.change)}
                    </button>
                </Show>
            </div>
            <div class="card__body stack">
                <Show when=move || changing.get()>{form()}</Show>
                <Show when=move || !changing.get()>
                    {live(move || open.client.with(|client| facts(i18n, client)))}
                </Show>
            </div>
        </section>
    }
}

fn facts(i18n: I18n, client: &Client) -> AnyView {
    let signs = client.scopes.iter().any(|scope| scope.signs());
    let signs = signs.then(|| {
        view! { " " <b class="client-signs">{t_string!(i18n, clients.credential.signs)}</b> }
    });
    let contacts = client.contacts.iter().map(|contact| {
        view! {
            <li>{contact.name.clone()} " · " <span class="code">{contact.reach.clone()}</span></li>
        }
    });
    let disabled = client.disabled_at.map(|at| {
        let because = client.disabled_because.clone().map(|because| {
            view! {
                <dt>{t_string!(i18n, clients.terms.disabled_because)}</dt>
                <dd>{because}</dd>
            }
        });
        view! {
            <dt>{t_string!(i18n, clients.terms.disabled_at)}</dt>
            <dd>{time::moment(i18n, at)}</dd>
            {because}
        }
    });
    view! {
        <dl class="facts facts--roomy facts--stacks">
            <dt>{t_string!(i18n, clients.form.scopes)}</dt>
            <dd>{scopes(i18n, &client.scopes)} {signs}</dd>
            <dt>{t_string!(i18n, clients.form.networks)}</dt>
            <dd class="code">{networks(i18n, &client.networks)}</dd>
            <dt>{t_string!(i18n, clients.form.organization)}</dt>
            <dd class="code">{organization(i18n, client.organization_code.as_ref())}</dd>
            <dt>{t_string!(i18n, clients.form.contacts)}</dt>
            <dd>
                <ul class="plain">{contacts.collect_view()}</ul>
            </dd>
            <dt>{t_string!(i18n, clients.form.expires)}</dt>
            <dd>{last_day(i18n, client.expires_on)}</dd>
            <dt>{t_string!(i18n, clients.list.used)}</dt>
            <dd>{used(i18n, client.last_used_at)}</dd>
            <dt>{t_string!(i18n, clients.terms.registered)}</dt>
            <dd>
                {time::moment(i18n, client.registered_at)} " · "
                {t_string!(i18n, clients.terms.version, n = client.version.to_string())}
            </dd>
            {disabled}
        </dl>
    }
    .into_any()
}
