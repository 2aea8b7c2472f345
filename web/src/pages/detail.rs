//! An application in detail. The verdict comes first, and what it rests on when that has been fetched as
//! well. While the result is awaited the page asks again by itself and tells what has changed.

mod actions;
mod asked;
mod body;
mod checked;
mod disputes;
mod handed_in;
mod held;
mod looks;
mod objected;
mod referred;
mod renewal;
mod sections;
mod term;
mod verdict;
mod ways;

use leptos::prelude::*;
use shared::application::{CheckState, Detail, ObjectionStep, State, SubState};
use shared::policy::explain;
use shared::registry::Registry;

use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::later::{LaterHere, parts};
use crate::live::memo;
use crate::route::{Route, path_id};
use crate::session::use_session;
use crate::terms;
use crate::ui::announcer::use_announcer;
use crate::ui::load::Loader;
use crate::ui::pulse::Pulse;

use sections::Opened;
use verdict::VerdictCard;

parts! {
    /// What stands under the verdict.
    BODY in detail by split_body: body::Body,
}

/// An application in detail.
#[component]
pub(crate) fn Application() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    BODY.fetch_ahead();
    let detail = Loader::new(move || {
        let id = id.get();
        async move { api.read_application(&id).await }
    });
    Pulse::new().every(
        move || {
            detail.get().is_some_and(|d| {
                let disputed = d.summary.sub_state.is_some_and(SubState::is_under_review);
                let objected = d.objections.iter().any(|o| o.step == ObjectionStep::Open);
                let renewing = d.summary.sub_state == Some(SubState::Renewing);
                // Somebody else may give the pass back, or sign, at any time.
                let moves = [State::Pending, State::Signing].contains(&d.summary.state);
                disputed || objected || renewing || moves
            })
        },
        move || async move {
            let id = id.get_untracked();
            if let Ok(newer) = api.read_application(&id).await
                && newer.summary.id == id
            {
                detail.put(newer);
            }
        },
    );
    detail.page(move |shown| view! { <Shown detail=shown put=move |newer| detail.put(newer)/> })
}

#[component]
fn Shown(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(None);
    provide_context(Opened {
        detail,
        put: Callback::new(put),
        failure,
    });
    tell_changes(detail);
    let name = move || {
        detail
            .with(|d| d.summary.number.clone())
            .unwrap_or_else(|| t_string!(i18n, pages.draft).to_owned())
    };
    view! {
        <main class="page" id="main">
            <nav
                class="crumbs"
                aria-label=t!(i18n, shell.nav.crumbs)
            >
                <ol>
                    <li>
                        <a href=Route::Applications.href()>{t!(i18n, shell.nav.applications)}</a>
                    </li>
                    <li aria-current="page">{name}</li>
                </ol>
            </nav>
            <div class="stack stack--loose">
                <VerdictCard detail=detail failure=failure/>
                <LaterHere part=&BODY/>
            </div>
        </main>
    }
}

/// Tells the live region when a registry has answered and when the result stands.
fn tell_changes(detail: Signal<Detail>) {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let session = use_session();
    let state = memo(move || detail.with(|d| d.summary.state));
    let awaited = memo(move || {
        detail.with(|d| {
            d.checks
                .iter()
                .filter(|c| c.state == CheckState::Awaited)
                .map(|c| c.registry)
                .collect::<Vec<Registry>>()
        })
    });
    Effect::new(move |before: Option<(State, Vec<Registry>)>| {
        let now = (state.get(), awaited.get());
        let Some((state_before, awaited_before)) = before else {
            return now;
        };
        if now.0 != state_before {
            session.expect_messages();
            let word = terms::state(i18n, now.0);
            announcer.say(t_string!(i18n, result.told_state, state = word));
        } else if now.0 == State::Pending {
            let answered: Vec<&str> = awaited_before
                .iter()
                .filter(|r| !now.1.contains(r))
                .map(|r| explain::agency(*r, lang(i18n)))
                .collect();
            if !answered.is_empty() {
                let who = answered.join(t_string!(i18n, result.list_comma));
                announcer.say(t_string!(i18n, result.told_answered, who = who));
            }
        }
        now
    });
}
