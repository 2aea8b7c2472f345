//! The foot of every page.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::language::t;
use crate::route::Route;

/// The foot of every page.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <footer class="footer">
            <div class="footer__in">
                <p>{t!(i18n, shell.footer.about)}</p>
                <ul class="footer__links">
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
