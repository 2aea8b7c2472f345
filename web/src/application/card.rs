//! One application in a list: its number, its state, what it tells, and the ways on.

use leptos::prelude::*;
use shared::application::{State, Summary};

use crate::application::facts::Facts;
use crate::application::review_buttons::ReviewButtons;
use crate::application::state::StateBadge;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::route::Route;
use crate::terms;
use crate::ui::icon::{Glyph, Icon};

/// One application in a list.
#[component]
pub(crate) fn AppCard(
    summary: Summary,
    /// Set to the draft's id when the person wants to delete it.
    delete: RwSignal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let module = summary.module;
    let number = summary.number.clone();
    let title = move || match &number {
        Some(number) => number.clone(),
        None => t_string!(
            i18n,
            pages.list.draft_of,
            module = terms::module(i18n, module)
        ),
    };
    let is_draft = summary.state == State::Draft;
    let href = if is_draft {
        Route::resume(&summary).href()
    } else {
        Route::Application(summary.id.clone()).href()
    };
    let id = summary.id.clone();
    let facts = Summary {
        number: None,
        ..summary.clone()
    };
    let buttons = if is_draft {
        view! {
            <a class="button button--small button--primary" href=href.clone()>
                {t!(i18n, pages.resume)}
            </a>
            <button
                class="button button--small button--link button--danger"
                type="button"
                on:click=move |_| delete.set(Some(id.clone()))
            >
                <Glyph icon=Icon::Trash/>
                {t!(i18n, pages.delete.button)}
            </button>
        }
        .into_any()
    } else {
        view! {
            <ReviewButtons summary=summary.clone() small=true/>
            <a class="button button--grey button--small" href=href.clone()>
                {t!(i18n, pages.detail_button)}
            </a>
        }
        .into_any()
    };
    view! {
        <li class="card app">
            <div class="app__head">
                <h2 class="app__title">
                    <a href=href>{title}</a>
                </h2>
                <StateBadge state=summary.state sub=summary.sub_state/>
            </div>
            <Facts summary=facts/>
            <div class="app__actions">{buttons}</div>
        </li>
    }
}
