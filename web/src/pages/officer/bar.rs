//! The bar over every page of officers: who is signed in, in which role, until when, and the way out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use shared::officer::OfficerAccount;

use super::desks::Desk;
use super::session::use_officer;
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{Show, live};
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};

/// The bar; nothing while no officer is signed in.
#[component]
pub(super) fn Bar() -> impl IntoView {
    let officer = use_officer();
    live(move || {
        officer
            .account()
            .map(|account| view! { <Signed account=account /> })
    })
}

#[component]
fn Signed(account: OfficerAccount) -> impl IntoView {
    let i18n = use_i18n();
    let officer = use_officer();
    let path = use_location().pathname;
    let failed = RwSignal::new(false);
    let open = Desk::ALL
        .into_iter()
        .filter(|desk| desk.is_for(&account))
        .map(|desk| {
            let href = desk.route().href();
            let here = href.clone();
            let here = move || (path.get() == here).then_some("page");
            view! {
                <li>
                    <a
                        class="office__queue"
                        href=href
                        aria-current=Signal::derive(here)
                    >
                        {live(move || desk.word(i18n))}
                    </a>
                </li>
            }
        })
        .collect_view();
    let sign_out = move |_| {
        failed.set(false);
        spawn_local(async move {
            let refused = officer.sign_out().await.is_err();
            failed.try_set(refused);
        });
    };
    let OfficerAccount { name, roles, .. } = account;
    view! {
        <section class="office" aria-label=t!(i18n, officer.bar.label)>
            <div class="office__in">
                <ul class="office__desks">{open}</ul>
                <p class="office__who">
                    <Glyph icon=Icon::Person />
                    <b>{name}</b>
                    {roles
                        .into_iter()
                        .map(|role| {
                            view! { <span class="office__role">{live(move || terms::officer_role(i18n, role))}</span> }
                        })
                        .collect_view()}
                </p>
                <p class="office__clock">
                    {t!(i18n, officer.bar.left)} " "
                    <span class="num">{live(move || time::countdown(officer.left()))}</span>
                </p>
                <button class="button button--small" type="button" on:click=sign_out>
                    {t!(i18n, shell.sign_out)}
                </button>
            </div>
            <div role="alert">
                <Show when=move || failed.get()>
                    <p class="office__in">{t!(i18n, shell.account.sign_out_failed)}</p>
                </Show>
            </div>
        </section>
    }
}
