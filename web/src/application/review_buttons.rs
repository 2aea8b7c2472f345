//! The ways on from a result that a person does not agree with: 申请复核 and 复核帮助.

use leptos::prelude::*;
use shared::application::Summary;

use crate::i18n::use_i18n;
use crate::language::t;
use crate::route::Route;

/// 申请复核 and 复核帮助, where they belong.
#[component]
pub(crate) fn ReviewButtons(summary: Summary, #[prop(optional)] small: bool) -> impl IntoView {
    let i18n = use_i18n();
    let size = if small { " button--small" } else { "" };
    view! {
        {summary
            .may_ask_review
            .then(|| {
                view! {
                    <a
                        class=format!("button button--danger{size}")
                        href=Route::Review(summary.id.clone()).href()
                    >
                        {t!(i18n, pages.review_button)}
                    </a>
                }
            })}
        {summary
            .may_get_help
            .then(|| {
                view! {
                    <a
                        class=format!("button{size}")
                        href=Route::ReviewHelp(summary.id.clone()).href()
                    >
                        {t!(i18n, pages.help_button)}
                    </a>
                }
            })}
    }
}
