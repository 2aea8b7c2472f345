//! One case in the queue.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::officer::CaseClaim;
use shared::policy::explain;
use shared::problem::ProblemKind;
use shared::review::{CaseKind, QueueEntry, ReviewStep};
use shared::values::Moment;

use super::due::{Due, age};
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::live;
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::badge::{Badge, Look};

/// The row of a case.
#[component]
pub(super) fn Row(
    entry: QueueEntry,
    /// The server's time.
    now: Moment,
    /// Why a claim did not succeed.
    failure: RwSignal<Option<Failure>>,
    /// The queue, in which a case that somebody else has claimed meanwhile is marked.
    items: RwSignal<Vec<QueueEntry>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let QueueEntry {
        module,
        category,
        reason,
        kind,
        ..
    } = entry;
    let href = Route::Case(entry.id.clone()).href();
    let number = entry.number.clone().unwrap_or_default();
    let applicant = entry.applicant.clone();
    let what = move || match category {
        Some(category) => terms::category(i18n, category),
        None => "",
    };
    let submitted_at = entry.submitted_at;
    let proposed = entry.step == ReviewStep::Proposed;
    view! {
        <tr class="queue__row">
            <th scope="row">
                <a class="queue__case" href=href>
                    {number}
                </a>
                <span class="queue__what">
                    <b>{applicant}</b>
                    " · "
                    {live(move || terms::module(i18n, module))}
                    " "
                    <span class="queue__category">{live(what)}</span>
                </span>
            </th>
            <td data-label=t!(i18n, officer.queue.reason)>
                {(kind != CaseKind::ManualReview)
                    .then(|| {
                        view! {
                            <b>{live(move || terms::case_kind(i18n, kind))}</b>
                            " "
                        }
                    })}
                {live(move || reason.map(|reason| explain::reason(reason, lang(i18n))))}
                {proposed
                    .then(|| {
                        view! {
                            <span class="queue__step">
                                <Badge
                                    look=Look::Signing
                                    word=Signal::derive(move || {
                                        terms::review_step(i18n, ReviewStep::Proposed).to_owned()
                                    })
                                />
                            </span>
                        }
                    })}
            </td>
            <td data-label=t!(i18n, officer.queue.due)>
                <Due entry=entry.clone() now=now />
                <span class="queue__age">
                    {live(move || age(i18n, submitted_at, now))}
                </span>
            </td>
            <td data-label=t!(i18n, officer.queue.who)>
                <Who claim=entry.claim.clone() mine=entry.is_mine />
            </td>
            <td class="queue__act">
                <Way entry=entry failure=failure items=items />
            </td>
        </tr>
    }
}

/// Who works on it, and since when.
#[component]
fn Who(claim: Option<CaseClaim>, mine: bool) -> impl IntoView {
    let i18n = use_i18n();
    match claim {
        None => {
            view! { <span class="queue__free">{t!(i18n, officer.queue.free)}</span> }.into_any()
        }
        Some(claim) => {
            let since = claim.since;
            let name = claim.officer;
            let who = move || {
                if mine {
                    t_string!(i18n, officer.queue.you).to_owned()
                } else {
                    name.clone()
                }
            };
            let since = move || t_string!(i18n, officer.queue.since, at = time::clock(since));
            view! {
                <b>{live(who)}</b>
                <span class="queue__age">{since}</span>
            }
            .into_any()
        }
    }
}

/// The way into the case.
#[component]
fn Way(
    entry: QueueEntry,
    failure: RwSignal<Option<Failure>>,
    items: RwSignal<Vec<QueueEntry>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let href = Route::Case(entry.id.clone()).href();
    let number = entry.number.clone().unwrap_or_default();
    let named = view! { <span class="sr-only">" " {number}</span> };
    if entry.claim.is_some() {
        let mine = entry.is_mine;
        let word = move || {
            if mine {
                t_string!(i18n, officer.queue.go_on)
            } else {
                t_string!(i18n, officer.queue.see)
            }
        };
        let class = if mine {
            "button button--small button--primary"
        } else {
            "button button--small"
        };
        return view! {
            <a class=class href=href>
                {live(word)}
                {named}
            </a>
        }
        .into_any();
    }
    let id = StoredValue::new(entry.id);
    let claim = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let (navigate, href) = (navigate.clone(), href.clone());
        spawn_local(async move {
            let id = id.get_value();
            match api.claim_case(&id).await {
                Ok(_) => navigate(&href, NavigateOptions::default()),
                Err(why) => {
                    busy.try_set(false);
                    mark(items, &id, &why);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <button
            class="button button--small"
            type="button"
            aria-busy=Signal::derive(move || busy.get().to_string())
            on:click=claim
        >
            {t!(i18n, officer.claim)}
            {named}
        </button>
    }
    .into_any()
}

/// Shows in the queue what the refusal of a claim tells: who has the case, or that it is none any
/// more.
fn mark(items: RwSignal<Vec<QueueEntry>>, id: &str, why: &Failure) {
    items.try_update(|items| {
        if let Some(claim) = why.claim() {
            if let Some(entry) = items.iter_mut().find(|entry| entry.id == id) {
                entry.claim = Some(claim.clone());
            }
        } else if why.kind() == Some(ProblemKind::WrongState) {
            items.retain(|entry| entry.id != id);
        }
    });
}

/// From case to case with the arrow keys, to the ends with Home and End. Enter follows the link
/// that has the focus, as everywhere.
pub(super) fn move_focus(event: KeyboardEvent) {
    let links = document().query_selector_all(".queue__case").ok();
    let links: Vec<web_sys::HtmlElement> = links
        .into_iter()
        .flat_map(|found| (0..found.length()).filter_map(move |at| found.get(at)))
        .filter_map(|node| node.dyn_into().ok())
        .collect();
    let row = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("tr").ok().flatten());
    let here = links
        .iter()
        .position(|link| row.as_ref().is_some_and(|row| row.contains(Some(link))));
    let next = match (event.key().as_str(), here) {
        ("ArrowDown", Some(here)) => links.get(here.saturating_add(1)),
        ("ArrowUp", Some(here)) => here.checked_sub(1).and_then(|at| links.get(at)),
        ("Home", _) => links.first(),
        ("End", _) => links.last(),
        _ => return,
    };
    if let Some(link) = next {
        event.prevent_default();
        // A link can always take the focus.
        let _ = link.focus();
    }
}
