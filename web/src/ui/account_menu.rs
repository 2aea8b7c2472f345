//! Who is signed in: the masked name, the full identity on demand, and the way out.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::account::{Account, Identity};

use crate::api::{Failure, use_api};
use crate::i18n::{t, t_string, use_i18n};
use crate::session::use_session;
use crate::terms;
use crate::ui::dialog::{Dialog, Tone};
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};

/// The account's menu, or the way to sign in.
#[component]
pub(crate) fn AccountMenu() -> impl IntoView {
    let session = use_session();
    let account = Memo::new(move |_| session.account());
    move || {
        account
            .get()
            .map(|account| view! { <SignedIn account=account /> })
    }
}

#[component]
fn SignedIn(account: Account) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let menu = NodeRef::<html::Details>::new();
    let summary = NodeRef::<html::Summary>::new();
    let open = RwSignal::new(false);
    let identity = RwSignal::new(None::<Identity>);
    let failure = RwSignal::new(None::<Failure>);

    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let show_identity = move |_| {
        close();
        // Back to the menu's button when the dialog closes.
        if let Some(summary) = summary.get_untracked() {
            let _ = summary.focus();
        }
        identity.set(None);
        failure.set(None);
        open.set(true);
        spawn_local(async move {
            match api.read_identity().await {
                Ok(known) => identity.set(Some(known)),
                Err(why) => failure.set(Some(why)),
            }
        });
    };
    let sign_out = move |_| {
        close();
        spawn_local(async move {
            if let Err(why) = session.sign_out().await {
                identity.set(None);
                failure.set(Some(why));
                open.set(true);
            }
        });
    };
    let bound = account.bound.is_some();
    // The full identity does not stay in memory longer than it is seen.
    Effect::new(move |_| {
        if !open.get() {
            identity.set(None);
        }
    });
    let title = Signal::derive(move || t_string!(i18n, shell.account.identity).to_owned());
    view! {
        <li>
            <details
                class="menu"
                node_ref=menu
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        close();
                        if let Some(summary) = summary.get_untracked() {
                            let _ = summary.focus();
                        }
                    }
                }
                on:focusout=move |event| {
                    use wasm_bindgen::JsCast;
                    let next = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
                    let inside = menu
                        .get_untracked()
                        .is_some_and(|menu| menu.contains(next.as_ref()));
                    if next.is_some() && !inside {
                        close();
                    }
                }
            >
                <summary class="menu__button" node_ref=summary>
                    <Glyph icon=Icon::Person />
                    <span class="sr-only">{t!(i18n, shell.account.label)}</span>
                    {account.name}
                </summary>
                <ul class="menu__list">
                    {bound
                        .then(|| {
                            view! {
                                <li>
                                    <button
                                        class="menu__item"
                                        type="button"
                                        on:click=show_identity
                                    >
                                        {t!(i18n, shell.account.identity)}
                                    </button>
                                </li>
                            }
                        })}
                    <li>
                        <button class="menu__item" type="button" on:click=sign_out>
                            {t!(i18n, shell.sign_out)}
                        </button>
                    </li>
                </ul>
            </details>
            <Dialog
                open=open
                title=title
                id="identity"
                tone=Tone::Plain
                foot=move || {
                    view! {
                        <button
                            class="button button--primary"
                            type="button"
                            on:click=move |_| open.set(false)
                        >
                            {t!(i18n, shell.close)}
                        </button>
                    }
                }
            >
                <FailureNotice failure=failure />
                {move || {
                    identity
                        .get()
                        .map(|identity| {
                            let kind = identity.document.kind;
                            view! {
                                <dl class="facts">
                                    <dt>{t!(i18n, terms.name)}</dt>
                                    <dd>{identity.name}</dd>
                                    <dt>{move || terms::document_kind(i18n, kind)}</dt>
                                    <dd class="code">{identity.document.number}</dd>
                                </dl>
                                <p class="meta">{t!(i18n, shell.account.identity_note)}</p>
                            }
                        })
                }}
            </Dialog>
        </li>
    }
}
