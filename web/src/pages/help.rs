//! The page with questions and answers.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::route::Route;
use crate::ui::page::Page;
use crate::ui::windows_link::WindowsLink;

macro_rules! question {
    ($i18n:ident, $name:ident) => {
        view! {
            <details class="fold">
                <summary>{t!($i18n, texts.help.$name.q)}</summary>
                <div class="fold__body prose">
                    <p>{t!($i18n, texts.help.$name.a)}</p>
                </div>
            </details>
        }
    };
}

/// Questions and answers.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, shell.nav.help);
    let lede = text!(i18n, texts.help.lede);
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="stack">
                {question!(i18n, who)} {question!(i18n, need)} {question!(i18n, household)}
                {question!(i18n, long)} {question!(i18n, pending)} {question!(i18n, failed)}
                {question!(i18n, months)} {question!(i18n, other)} {question!(i18n, valid)}
                {question!(i18n, access)}
                <p>
                    <WindowsLink />
                </p>
                <p>
                    {t!(i18n, texts.help.privacy)} " "
                    <a href=Route::Privacy.href()>{t!(i18n, shell.footer.privacy)}</a>
                </p>
            </div>
        </Page>
    }
}
