//! The page for an address that leads nowhere.

use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::route::Route;
use crate::ui::page::use_page;

const EMPTY: &str = include_str!("../../art/empty.svg");

/// The page for every address that is not one of ours.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    let heading = use_page(move || t_string!(i18n, pages.not_found.title).to_owned());
    view! {
        <main class="page page--narrow" id="main">
            <div class="oops">
                <div class="oops__art" aria-hidden="true" inner_html=EMPTY></div>
                <h1 node_ref=heading tabindex="-1">{t!(i18n, pages.not_found.title)}</h1>
                <p>{t!(i18n, pages.not_found.text)}</p>
                <div class="cluster">
                    <a class="button button--primary" href=Route::Home.href()>
                        {t!(i18n, shell.failure.home)}
                    </a>
                    <a class="button" href=Route::Help.href()>
                        {t!(i18n, shell.nav.help)}
                    </a>
                </div>
            </div>
        </main>
    }
}
