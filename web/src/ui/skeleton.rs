//! Grey shapes in the place of data that is awaited.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::language::t;

/// A few grey lines.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="card" aria-busy="true">
            <div class="card__body">
                <p class="sr-only">{t!(i18n, shell.loading)}</p>
                <span class="skeleton skeleton--title"></span>
                <span class="skeleton"></span>
                <span class="skeleton"></span>
                <span class="skeleton skeleton--short"></span>
            </div>
        </div>
    }
}

/// A whole page of them, while the session or the page's data is awaited.
#[component]
pub(crate) fn SkeletonPage() -> impl IntoView {
    view! {
        <main class="page" id="main">
            <div class="stack">
                <Skeleton />
                <Skeleton />
            </div>
        </main>
    }
}
