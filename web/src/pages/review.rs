//! Asking for a review (申请复核): comes later; says so, and where to go meanwhile.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::route::{Route, path_id};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;
use crate::ui::windows_link::WindowsLink;

/// 申请复核.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let i18n = use_i18n();
    let id = path_id();
    let title = text!(i18n, pages.review_button);
    let lede = text!(i18n, pages.review.lede);
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="stack">
                <div class="notice notice--warning">
                    <Glyph icon=Icon::Info/>
                    <div class="notice__body">
                        <h2 class="notice__title">{t!(i18n, pages.review.later)}</h2>
                        <p>{t!(i18n, pages.review.later_text)}</p>
                    </div>
                </div>
                <section class="prose" aria-labelledby="meanwhile">
                    <h2 id="meanwhile">{t!(i18n, pages.review.meanwhile)}</h2>
                    <ol>
                        <li>{t!(i18n, pages.review.step_window)}</li>
                        <li>{t!(i18n, pages.review.step_papers)}</li>
                        <li>{t!(i18n, pages.review.step_term)}</li>
                    </ol>
                    <p>
                        <WindowsLink />
                    </p>
                    <h2>{t!(i18n, pages.review.papers)}</h2>
                    <ul>
                        <li>{t!(i18n, pages.review.sold)}</li>
                        <li>{t!(i18n, pages.review.other_person)}</li>
                        <li>{t!(i18n, pages.review.divided)}</li>
                        <li>{t!(i18n, pages.review.demolished)}</li>
                        <li>{t!(i18n, pages.review.cancelled)}</li>
                    </ul>
                </section>
                <div class="cluster no-print">
                    <a
                        class="button button--primary"
                        href=Signal::derive(move || Route::Application(id.get()).href())
                    >
                        {t!(i18n, pages.back_to_result)}
                    </a>
                </div>
            </div>
        </Page>
    }
}
