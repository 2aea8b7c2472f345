//! Whom to turn to about a client.

use leptos::prelude::*;
use shared::client::MOST_CONTACTS;

use super::filled::{Contact, Filled, Wrong};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{Show, live};
use crate::ui::field::{Need, TextField};
use crate::ui::icon::{Glyph, Icon};

/// Whom to turn to.
#[component]
pub(super) fn Contacts(filled: Filled, wrong: Wrong) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |(at, contact): (usize, Contact), alone: bool| {
        let n = (at + 1).to_string();
        let title = {
            let n = n.clone();
            move || t_string!(i18n, clients.form.contact, n = n.clone())
        };
        let remove = move || t_string!(i18n, clients.form.contact_remove, n = n.clone());
        let take = move |_| {
            // What is said of others by their places would stand at the wrong ones.
            wrong.all.set(Vec::new());
            filled
                .contacts
                .update(|all| all.retain(|one| one.key != contact.key));
        };
        view! {
            <fieldset class="client-contact stack stack--tight">
                <legend>{live(title)}</legend>
                <TextField
                    field=wrong.field(format!("/contacts/{at}/name"), contact.name, false)
                    label=text!(i18n, clients.form.contact_name)
                />
                <TextField
                    field=wrong.field(format!("/contacts/{at}/reach"), contact.reach, false)
                    label=text!(i18n, clients.form.contact_reach)
                />
                {(!alone)
                    .then(|| {
                        view! {
                            <div>
                                <button class="button button--small" type="button" on:click=take>
                                    <Glyph icon=Icon::Minus />
                                    {live(remove)}
                                </button>
                            </div>
                        }
                    })}
            </fieldset>
        }
    };
    let all = move || {
        let all = filled.contacts.get();
        let alone = all.len() == 1;
        let all = all.into_iter().enumerate();
        all.map(|contact| one(contact, alone)).collect_view()
    };
    let may_add = move || filled.contacts.with(Vec::len) < MOST_CONTACTS;
    view! {
        <fieldset class="field client-contacts">
            <legend class="field__label">
                {t!(i18n, clients.form.contacts)} " " <Need required=true />
            </legend>
            <p class="field__hint">{t!(i18n, clients.form.contacts_hint)}</p>
            <div class="stack">{live(all)}</div>
            <Show when=may_add>
                <button
                    class="button button--small"
                    id="contact-add"
                    type="button"
                    on:click=move |_| filled.add(String::new(), String::new())
                >
                    <Glyph icon=Icon::Plus />
                    {t!(i18n, clients.form.contact_add)}
                </button>
            </Show>
        </fieldset>
    }
}
