//! Before a document is bound: the name that it is compared with, and what people see who cannot bind
//! one now.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::account::SignInStep;
use shared::problem::ProblemKind;
use shared::purchase::Module;

use crate::i18n::use_i18n;
use crate::language::{lang, t, text};
use crate::route::Route;
use crate::shell::sign_in::{local_path, step_href};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;

/// The identity platform has not verified who this is: how that is done, and what can be done
/// before.
#[component]
pub(super) fn VerifyFirst(name: String) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let href = move || {
        let next = local_path(query.with(|q| q.get("return_to")));
        step_href(i18n, &next, SignInStep::Verify)
    };
    view! {
        <Page
            title=text!(i18n, pages.bind.verify_title)
            lede=text!(i18n, pages.bind.verify_lede)
            narrow=true
        >
            <SignsInAs name=name/>
            <div class="cluster">
                <a class="button button--primary" href=href rel="external">
                    {t!(i18n, pages.bind.verify)}
                </a>
                <a class="button" href=Route::Apply(Module::Residential).href()>
                    {t!(i18n, pages.bind.draft_first)}
                </a>
                <a class="button" href=Route::Precheck.href()>
                    {t!(i18n, shell.nav.precheck)}
                </a>
            </div>
        </Page>
    }
}

/// The owner of the document took the binding of this account over.
#[component]
pub(super) fn TakenOver() -> impl IntoView {
    let i18n = use_i18n();
    let words = move || ProblemKind::BindingTakenOver.title_and_detail(lang(i18n));
    view! {
        <Page
            title=Signal::derive(move || words().0.to_owned())
            lede=Signal::derive(move || words().1.to_owned())
            narrow=true
        >
            <div class="cluster">
                <a class="button button--primary" href=Route::TakeOver.href()>
                    {t!(i18n, take_over.offer.button)}
                </a>
                <a class="button" href=Route::Home.href()>
                    {t!(i18n, shell.nav.home)}
                </a>
            </div>
        </Page>
    }
}

/// The name that a document is compared with, and how it is put right.
#[component]
pub(super) fn SignsInAs(name: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="notice">
            <Glyph icon=Icon::Person/>
            <div class="notice__body">
                <p>
                    {t!(i18n, pages.bind.signs_in_as)} " "
                    <strong translate="no">{name}</strong>
                </p>
                <p class="meta">{t!(i18n, pages.bind.wrong_name)}</p>
            </div>
        </div>
    }
}
