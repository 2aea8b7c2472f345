//! Who is signed in: the masked name, the full identity on demand, and the way out.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use shared::account::Account;

use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{Show, effect, memo};
use crate::route::Route;
use crate::session::use_session;
use crate::shell::sign_in::SignInLink;
use crate::ui::icon::{Glyph, Icon};

/// Whether the person wants to see the full identity; the page that loads it listens.
#[derive(Clone, Copy)]
pub(crate) struct IdentityWanted(pub(crate) RwSignal<bool>);

/// The account's menu, or the way to the sign-in; nothing while that is not known.
#[component]
pub(crate) fn AccountMenu() -> impl IntoView {
    let session = use_session();
    let account = memo(move || session.account());
    let known = memo(move || session.is_known());
    move || match account.get() {
        Some(account) => view! { <SignedIn account=account /> }.into_any(),
        None => view! {
            <Show when=move || known.get()>
                <li>
                    <SignInLink class="appbar__link" />
                </li>
            </Show>
        }
        .into_any(),
    }
}

#[component]
fn SignedIn(account: Account) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let IdentityWanted(wanted) = expect_context();
    let menu = NodeRef::<html::Details>::new();
    let summary = NodeRef::<html::Summary>::new();
    let failed = RwSignal::new(false);
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let back_to_button = move || {
        if let Some(summary) = summary.get_untracked() {
            // A summary can always take the focus.
            let _ = summary.focus();
        }
    };
    // Whoever has arrived at another page, or points elsewhere, is done with the menu.
    let path = use_location().pathname;
    effect(move || {
        let _arrived = path.get();
        close();
    });
    let elsewhere = window_event_listener(ev::pointerdown, move |event| {
        use wasm_bindgen::JsCast;
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu
            .get_untracked()
            .is_some_and(|menu| menu.contains(target.as_ref()));
        if !inside {
            close();
        }
    });
    on_cleanup(move || elsewhere.remove());
    let show_identity = move |_| {
        close();
        // The dialog gives the focus back to whoever had it: the menu's button.
        back_to_button();
        wanted.set(true);
    };
    let sign_out = move |_| {
        failed.set(false);
        spawn_local(async move {
            failed.set(session.sign_out().await.is_err());
        });
    };
    let leave = move |event: leptos::ev::FocusEvent| {
        use wasm_bindgen::JsCast;
        let next = event
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu
            .get_untracked()
            .is_some_and(|menu| menu.contains(next.as_ref()));
        if next.is_some() && !inside {
            close();
        }
    };
    let bound = account.bound.is_some();
    view! {
        <li>
            <details
                class="menu"
                node_ref=menu
                on:keydown=move |event| {
                    let is_open = menu.get_untracked().is_some_and(|menu| menu.open());
                    if event.key() == "Escape" && is_open {
                        // On a phone the menu lies in another one, which stays.
                        event.stop_propagation();
                        close();
                        back_to_button();
                    }
                }
                on:focusout=leave
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
                        <a class="menu__item" href=Route::MyData.href()>
                            {t!(i18n, member.data.menu)}
                        </a>
                    </li>
                    <li>
                        <a class="menu__item" href=Route::NoticeSettings.href()>
                            {t!(i18n, shell.messages.settings)}
                        </a>
                    </li>
                    <li>
                        <button class="menu__item" type="button" on:click=sign_out>
                            {t!(i18n, shell.sign_out)}
                        </button>
                        <div role="alert">
                            <Show when=move || failed.get()>
                                <p class="meta">{t!(i18n, shell.account.sign_out_failed)}</p>
                            </Show>
                        </div>
                    </li>
                </ul>
            </details>
        </li>
    }
}
