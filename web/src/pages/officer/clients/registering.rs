//! Where a client is registered.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::client::Client;

use super::super::desks::Desk;
use super::super::frame::Frame;
use super::filled::Filled;
use super::form::TermsForm;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::random::new_client_id;
use crate::route::Route;
use crate::ui::announcer::use_announcer;
use crate::ui::page::use_page;

/// The registration, for officers who may do it.
#[component]
pub(crate) fn NewClientPage() -> impl IntoView {
    view! { <Frame desk=Desk::Clients page=|| view! { <Registering /> }.into_any() /> }
}

#[component]
fn Registering() -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let navigate = use_navigate();
    let heading = use_page(move || t_string!(i18n, clients.form.new).to_owned());
    let away = {
        let navigate = navigate.clone();
        move || navigate(&Route::Clients.href(), NavigateOptions::default())
    };
    let saved = move |client: Client| {
        announcer.say(t_string!(i18n, clients.form.registered).to_owned());
        navigate(&Route::Client(client.id).href(), NavigateOptions::default());
    };
    view! {
        <main class="page page--narrow" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::Clients.href()>{t!(i18n, clients.nav)}</a>
                    </li>
                    <li aria-current="page">{t!(i18n, clients.form.new)}</li>
                </ol>
            </nav>
            <div class="page__head">
                <h1 node_ref=heading tabindex="-1">{t!(i18n, clients.form.new)}</h1>
                <p class="lede">{t!(i18n, clients.form.new_lede)}</p>
            </div>
            <section class="card">
                <div class="card__body">
                    // The id is chosen once: sent again after a lost answer, it is the same client.
                    <TermsForm id=new_client_id() filled=Filled::new(None) saved=saved cancel=away />
                </div>
            </section>
        </main>
    }
}
