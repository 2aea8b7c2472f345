//! The page after submitting: the number, what happens next and by when, and print. Its address
//! stays valid.

use leptos::prelude::*;
use shared::application::{Detail, State};

use crate::api::use_api;
use crate::application::authority::AuthorityCard;
use crate::application::next::Next;
use crate::application::state::StateBadge;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};
use crate::route::{Route, path_id};
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::{print, use_page};
use crate::ui::pulse::Pulse;

/// The receipt.
#[component]
pub(crate) fn Receipt() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let detail = Loader::new(move || {
        let id = id.get();
        async move { api.read_application(&id).await }
    });
    Pulse::new().every(
        move || {
            detail
                .get()
                .is_some_and(|d| d.summary.state == State::Pending)
        },
        move || async move {
            if let Ok(newer) = api.read_application(&id.get_untracked()).await {
                detail.put(newer);
            }
        },
    );
    let put = Callback::new(move |newer| detail.put(newer));
    detail.page(move |shown| view! { <Shown detail=shown put=put/> })
}

#[component]
fn Shown(detail: Signal<Detail>, put: Callback<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let summary = memo(move || detail.with(|d| d.summary.clone()));
    let heading = use_page(move || t_string!(i18n, result.receipt_page.title).to_owned());
    let state = memo(move || summary.with(|s| (s.state, s.sub_state)));
    let over = memo(move || matches!(state.get().0, State::Failed | State::Void));
    let submitted = move || {
        summary.with(|s| s.submitted_at).map(|at| {
            t_string!(
                i18n,
                result.submitted_at,
                at = time::moment_to_second(i18n, at)
            )
        })
    };
    view! {
        <main class="page page--narrow" id="main">
            <div class="stack stack--loose">
            <section class="card receipt" class:is-over=over>
                {live(move || {
                    let icon = if over.get() { Icon::Doc } else { Icon::Check };
                    view! { <Glyph icon=icon/> }
                })}
                <h1 node_ref=heading tabindex="-1">{t!(i18n, result.receipt_page.title)}</h1>
                <p>{t!(i18n, result.receipt_page.number)}</p>
                <strong class="receipt__number">
                    {live(move || summary.with(|s| s.number.clone()))}
                </strong>
                <p class="meta">{submitted}</p>
                <p>
                    {t!(i18n, result.receipt_page.now)} " "
                    {live(move || {
                        let (state, sub) = state.get();
                        view! { <StateBadge state=state sub=sub/> }
                    })}
                </p>
            </section>
            <AuthorityCard detail=detail put=put/>
            <Next detail=detail/>
            <p class="meta">{t!(i18n, result.receipt_page.keep)}</p>
            <div class="cluster no-print">
                <a
                    class="button button--primary"
                    href=Signal::derive(move || {
                        Route::Application(summary.with(|s| s.id.clone())).href()
                    })
                >
                    {t!(i18n, result.receipt_page.see)}
                </a>
                <a
                    class="button"
                    href=Signal::derive(move || {
                        Route::PrintedForm(summary.with(|s| s.id.clone())).href()
                    })
                >
                    <Glyph icon=Icon::Doc/>
                    {live(move || terms::form(i18n, summary.with(|s| s.module)))}
                </a>
                <button class="button" type="button" on:click=move |_| print()>
                    <Glyph icon=Icon::Print/>
                    {t!(i18n, result.print)}
                </button>
                <a class="button button--link" href=Route::Home.href()>
                    {t!(i18n, shell.nav.home)}
                </a>
            </div>
            </div>
        </main>
    }
}
