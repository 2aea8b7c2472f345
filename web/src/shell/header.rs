//! The head of every page: skip link, name, navigation, switches, account.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::display::Display;
use crate::i18n::{Locale, t_string, use_i18n};
use crate::language::{choose, t};
use crate::live::{Show, effect, live, memo};
use crate::route::{Route, desk_of};
use crate::session::use_session;
use crate::shell::account_menu::AccountMenu;
use crate::shell::bell::{Bell, listen};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

const LOGO: &str = include_str!("../../art/logo.svg");

/// The head of every page.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let open = RwSignal::new(false);
    // Officers and sellers have their own ways and their own way out, below.
    let desk = memo(move || desk_of(&path.get()));
    let officers = memo(move || desk.with(Option::is_some));
    listen();
    // Whoever has arrived does not need the menu any more.
    effect(move || {
        let _arrived = path.get();
        open.set(false);
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        go_to("#main h1");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>
            {t!(i18n, shell.skip)}
        </a>
        <header
            class="appbar"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    open.set(false);
                }
            }
        >
            <div class="appbar__in">
                <a
                    class="brand"
                    href=Signal::derive(move || {
                        desk.get().unwrap_or(Route::Home).href()
                    })
                >
                    <span class="brand__mark" aria-hidden="true" inner_html=LOGO></span>
                    <span>
                        <span class="brand__name">{t!(i18n, shell.service)}</span>
                        " "
                        <span class="brand__sub">{t!(i18n, shell.brand)}</span>
                    </span>
                </a>
                <LargeType class="appbar__toggle appbar__large" />
                <Show when=move || !officers.get()>
                    <Bell class="appbar__toggle appbar__bell" />
                </Show>
                <button
                    class="appbar__toggle"
                    type="button"
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    aria-controls="nav"
                    on:click=move |_| open.update(|o| *o = !*o)
                >
                    <Glyph icon=Icon::Menu />
                    {t!(i18n, shell.menu)}
                </button>
                <nav
                    class="appbar__nav"
                    class:is-open=open
                    id="nav"
                    aria-label=t!(i18n, shell.nav.label)
                >
                    <Show when=move || !officers.get()>
                        <Links />
                    </Show>
                    <Switches officers=officers />
                </nav>
            </div>
        </header>
        <OfflineBanner />
    }
}

#[component]
fn Links() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let path = use_location().pathname;
    let current = move |href: String, prefix: bool| {
        let path = path.get();
        let here = path == href || (prefix && path.starts_with(&format!("{href}/")));
        here.then_some(if path == href { "page" } else { "true" })
    };
    view! {
        <ul class="appbar__links">
            <li>
                <a
                    class="appbar__link"
                    href=Route::Home.href()
                    aria-current=Signal::derive(move || current(Route::Home.href(), false))
                >
                    {t!(i18n, shell.nav.home)}
                </a>
            </li>
            <Show when=move || session.account().is_some()>
                <li>
                    <a
                        class="appbar__link"
                        href=Route::Applications.href()
                        aria-current=Signal::derive(move || {
                            current(Route::Applications.href(), true)
                        })
                    >
                        {t!(i18n, shell.nav.applications)}
                    </a>
                </li>
            </Show>
            <li>
                <a
                    class="appbar__link"
                    href=Route::Precheck.href()
                    aria-current=Signal::derive(move || current(Route::Precheck.href(), false))
                >
                    {t!(i18n, shell.nav.precheck)}
                </a>
            </li>
            <li>
                <a
                    class="appbar__link"
                    href=Route::Policies.href()
                    aria-current=Signal::derive(move || current(Route::Policies.href(), false))
                >
                    {t!(i18n, shell.nav.policies)}
                </a>
            </li>
            <li>
                <a
                    class="appbar__link"
                    href=Route::Help.href()
                    aria-current=Signal::derive(move || current(Route::Help.href(), false))
                >
                    {t!(i18n, shell.nav.help)}
                </a>
            </li>
        </ul>
    }
}

#[component]
fn Switches(officers: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let Display { contrast, .. } = expect_context();
    view! {
        <ul class="appbar__links">
            <li class="appbar__inside">
                <LargeType class="appbar__link" />
            </li>
            <li>
                <button
                    class="appbar__link"
                    type="button"
                    aria-pressed=Signal::derive(move || contrast.get().to_string())
                    on:click=move |_| contrast.update(|on| *on = !*on)
                >
                    <Glyph icon=Icon::Contrast />
                    {t!(i18n, shell.display.contrast)}
                </button>
            </li>
            <li>
                {live(move || {
                    let (other, tag) = match i18n.get_locale() {
                        Locale::zh_CN => (Locale::en, "en"),
                        Locale::en => (Locale::zh_CN, "zh-CN"),
                    };
                    let name = t_string!(i18n, shell.display.other_language);
                    view! {
                        <button
                            class="appbar__link"
                            type="button"
                            lang=tag
                            on:click=move |_| choose(i18n, other)
                        >
                            <Glyph icon=Icon::Globe />
                            {name}
                        </button>
                    }
                })}
            </li>
            <Show when=move || !officers.get()>
                <li class="appbar__inside">
                    <Bell class="appbar__link appbar__bell" worded=true />
                </li>
                <AccountMenu />
            </Show>
        </ul>
    }
}

/// The switch of large type: on a phone beside the menu, for whoever cannot read what is in it.
#[component]
fn LargeType(class: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let Display { large, .. } = expect_context();
    view! {
        <button
            class=class
            type="button"
            aria-pressed=Signal::derive(move || large.get().to_string())
            on:click=move |_| large.update(|on| *on = !*on)
        >
            <Glyph icon=Icon::Large />
            <span>{t!(i18n, shell.display.large)}</span>
        </button>
    }
}

/// Tells at once when the network is gone, and what that means.
#[component]
fn OfflineBanner() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    view! {
        <div role="status">
            <Show when=move || !session.is_online()>
                <div class="banner">
                    <div class="banner__in">
                        <Glyph icon=Icon::Offline />
                        <p>{t!(i18n, shell.offline_banner)}</p>
                    </div>
                </div>
            </Show>
        </div>
    }
}
