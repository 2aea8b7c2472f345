//! 申请复核: disputes the house records on which a result rests; where that is not possible, says why.

mod form;
mod typed;

use leptos::prelude::*;
use shared::application::Detail;
use shared::policy::Decision;

use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::live;
use crate::route::{Route, path_id};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::ui::windows_link::WindowsLink;
use form::DisputeForm;

/// 申请复核.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let detail = Loader::new(move || {
        let id = id.get();
        async move { api.read_application(&id).await }
    });
    detail.page(|detail| {
        let detail = detail.get_untracked();
        if detail.summary.may_ask_review {
            view! { <DisputeForm detail=detail /> }.into_any()
        } else {
            view! { <Closed detail=detail /> }.into_any()
        }
    })
}

/// Why it cannot be asked for now.
#[component]
fn Closed(detail: Detail) -> impl IntoView {
    let i18n = use_i18n();
    let id = detail.summary.id.clone();
    let why = move || why(i18n, &detail);
    view! {
        <Page title=text!(i18n, pages.review_button) narrow=true>
            <div class="stack">
                <div class="notice">
                    <Glyph icon=Icon::Info />
                    <div class="notice__body">
                        <h2 class="notice__title">{t!(i18n, review.closed_title)}</h2>
                        <p>{live(why)}</p>
                        <p>
                            <WindowsLink />
                        </p>
                    </div>
                </div>
                <div class="cluster">
                    <a class="button button--primary" href=Route::Application(id).href()>
                        {t!(i18n, pages.back_to_result)}
                    </a>
                </div>
            </div>
        </Page>
    }
}

fn why(i18n: I18n, detail: &Detail) -> &'static str {
    let summary = &detail.summary;
    if summary
        .sub_state
        .is_some_and(|label| label.is_under_review())
    {
        t_string!(i18n, review.closed_open)
    } else if detail
        .decision
        .as_ref()
        .is_some_and(Decision::may_ask_review)
    {
        t_string!(i18n, review.closed_period)
    } else {
        t_string!(i18n, review.closed_other)
    }
}
