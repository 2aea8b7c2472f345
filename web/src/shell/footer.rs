//! The foot of every page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::operator::Operator;

use crate::api::use_api;
use crate::i18n::use_i18n;
use crate::language::{lang, t};
use crate::live::live;
use crate::route::Route;
use crate::ui::telephone::Telephone;

/// The foot of every page.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <footer class="footer">
            <div class="footer__in">
                <div>
                    <p>{t!(i18n, shell.footer.about)}</p>
                    <Who />
                </div>
                <ul class="footer__links">
                    <li>
                        <a href=Route::Windows.href()>{t!(i18n, shell.footer.windows)}</a>
                    </li>
                    <li>
                        <a href=Route::Help.href()>{t!(i18n, shell.nav.help)}</a>
                    </li>
                    <li>
                        <a href=Route::Privacy.href()>{t!(i18n, shell.footer.privacy)}</a>
                    </li>
                </ul>
            </div>
        </footer>
    }
}

/// Who runs the platform, and whom to call; an empty line until the server has told.
#[component]
fn Who() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let operator = RwSignal::new(None::<Operator>);
    spawn_local(async move {
        // Without an answer the line stays empty; the page with the windows tells why.
        operator.set(api.get_operator().await.ok());
    });
    view! {
        <p class="footer__operator">
            {live(move || {
                operator
                    .get()
                    .map(|operator| {
                        let name = operator.name.text(lang(i18n)).to_owned();
                        view! {
                            {name}
                            " · "
                            {t!(i18n, shell.footer.telephone)}
                            " "
                            <Telephone number=operator.telephone />
                        }
                    })
            })}
        </p>
    }
}
