//! The commercial module comes later; says so.

use leptos::prelude::*;
use shared::purchase::Module;

use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::route::Route;
use crate::ui::page::Page;
use crate::ui::windows_link::WindowsLink;

const SCENE: &str = include_str!("../../art/scene-commercial.svg");

/// 商办, soon.
#[component]
pub(crate) fn Commercial() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, pages.commercial.title);
    let lede = text!(i18n, pages.commercial.lede);
    view! {
        <Page title=title lede=lede narrow=true>
            <section class="card module module--commercial">
                <div class="module__scene" aria-hidden="true" inner_html=SCENE></div>
                <div class="card__body stack">
                    <p>{t!(i18n, pages.commercial.text)}</p>
                    <p>
                        <WindowsLink />
                    </p>
                    <div class="cluster">
                        <a class="button button--primary" href=Route::Home.href()>
                            {t!(i18n, shell.failure.home)}
                        </a>
                        <a class="button" href=Route::Apply(Module::Residential).href()>
                            {t!(i18n, pages.commercial.residential)}
                        </a>
                    </div>
                </div>
            </section>
        </Page>
    }
}
