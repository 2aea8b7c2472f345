//! A case as an auditor reads it: open or closed, with nothing to do in it.

use leptos::prelude::*;
use shared::desk::audit::AuditedCase;
use shared::policy::explain;
use shared::problem::ProblemKind;

use super::desks::Desk;
use super::disputed::{Disputed, Requests};
use super::frame::Frame;
use super::history::History;
use super::objected::Objections;
use crate::api::{Failure, use_api};
use crate::application::declared::Declared;
use crate::application::findings::Findings;
use crate::application::registries::Registries;
use crate::application::timeline::Timeline;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{effect, live};
use crate::route::{Route, path_id};
use crate::terms;
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::failure::FailurePage;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, use_page};
use crate::ui::skeleton::SkeletonPage;
use leptos::task::spawn_local;

/// The case, for auditors.
#[component]
pub(crate) fn AuditedCasePage() -> impl IntoView {
    view! { <Frame desk=Desk::Audit page=|| view! { <Opened /> }.into_any() /> }
}

#[component]
fn Opened() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let id = path_id();
    let answer = RwSignal::new(None::<Result<AuditedCase, Failure>>);
    let open = Callback::new(move |()| {
        let id = id.get_untracked();
        answer.set(None);
        spawn_local(async move {
            let found = api.read_audited_case(&id).await;
            answer.try_set(Some(found));
        });
    });
    effect(move || {
        id.track();
        open.run(());
    });
    live(move || match answer.get() {
        None => view! { <SkeletonPage /> }.into_any(),
        Some(Ok(case)) => view! { <Read case=case /> }.into_any(),
        Some(Err(failure)) if failure.kind() == Some(ProblemKind::NotFound) => view! {
            <Page
                title=text!(i18n, desk.audit.missing_title)
                lede=text!(i18n, desk.audit.missing_text)
                narrow=true
            >
                <p class="cluster">
                    <a class="button button--primary" href=Route::Audit.href()>
                        {t!(i18n, desk.nav.audit)}
                    </a>
                </p>
            </Page>
        }
        .into_any(),
        Some(Err(failure)) => {
            view! { <FailurePage failure=failure retry=move || open.run(()) /> }.into_any()
        }
    })
}

#[component]
fn Read(case: AuditedCase) -> impl IntoView {
    let i18n = use_i18n();
    let AuditedCase {
        number,
        module,
        state,
        sub_state,
        open,
        submitted_at,
        answers,
        decision,
        policy,
        checks,
        events,
        disputes,
        objections,
        requests,
        rulings,
        hand_overs,
        looks,
        fault,
        ..
    } = case;
    let number = number.unwrap_or_default();
    let title = number.clone();
    let heading = use_page(move || t_string!(i18n, desk.audit.case_title, number = title.clone()));
    let shown = number.clone();
    let head = move || t_string!(i18n, desk.audit.case_title, number = shown.clone());
    let (look, reason) = match open {
        Some(_) => (Look::Pending, decision.as_ref().map(|made| made.reason)),
        None => (Look::Signed, decision.as_ref().map(|made| made.reason)),
    };
    let standing = move || match open {
        Some(kind) => {
            let kind = terms::case_kind(i18n, kind);
            format!("{} · {kind}", t_string!(i18n, desk.audit.is_open))
        }
        None => t_string!(i18n, desk.audit.is_closed).to_owned(),
    };
    let is_whole = fault.is_none();
    let chain = move || {
        if is_whole {
            t_string!(i18n, desk.audit.chain_whole)
        } else {
            t_string!(i18n, desk.audit.chain_broken)
        }
    };
    let (class, icon) = if is_whole {
        ("notice notice--success", Icon::Check)
    } else {
        ("notice notice--danger", Icon::Cross)
    };
    view! {
        <main class="page" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::Audit.href()>{t!(i18n, desk.nav.audit)}</a>
                    </li>
                    <li aria-current="page">{number}</li>
                </ol>
            </nav>
            <div class="stack">
                <div class="page__head office-head">
                    <h1 node_ref=heading tabindex="-1">{live(head)}</h1>
                    <p class="cluster office-head__marks">
                        <Badge look=look word=Signal::derive(standing) />
                        <span class="meta">
                            {live(move || terms::module(i18n, module))} " · "
                            {live(move || terms::state(i18n, state))}
                            {sub_state
                                .map(|sub| {
                                    view! { " · " {live(move || terms::sub_state(i18n, sub))} }
                                })} " · " {policy} " · "
                            {submitted_at
                                .map(|at| view! { {live(move || time::moment(i18n, at))} })}
                        </span>
                    </p>
                    <p class="lede">
                        {live(move || reason.map(|reason| explain::reason(reason, lang(i18n))))}
                    </p>
                </div>
                <div class=class>
                    <Glyph icon=icon />
                    <div class="notice__body">
                        <p>{live(chain)}</p>
                        {fault.map(|fault| view! { <p class="code">{fault}</p> })}
                    </div>
                </div>
                <Objections objections=objections />
                {disputes
                    .into_iter()
                    .map(|dispute| view! { <Disputed dispute=dispute /> })
                    .collect_view()}
                <Requests requests=requests awaited=None />
                <div class="office-desk">
                    <section class="card office-desk__told" aria-labelledby="declared">
                        <div class="card__head">
                            <h2 class="card__title" id="declared">
                                {t!(i18n, officer.case.declared)}
                            </h2>
                        </div>
                        <div class="card__body">
                            <Declared module=module answers=answers />
                        </div>
                    </section>
                    <section class="part office-desk__found" aria-labelledby="found">
                        <h2 id="found">{t!(i18n, officer.case.found)}</h2>
                        {match decision {
                            Some(decision) => view! { <Findings decision=decision /> }.into_any(),
                            None => {
                                view! { <p>{t!(i18n, member.officer.no_decision)}</p> }.into_any()
                            }
                        }}
                    </section>
                </div>
                <div class="columns">
                    <History rulings=rulings hand_overs=hand_overs looks=RwSignal::new(looks) />
                    <section class="card" aria-labelledby="timeline">
                        <div class="card__head">
                            <h2 class="card__title" id="timeline">{t!(i18n, result.timeline)}</h2>
                        </div>
                        <div class="card__body">
                            <Timeline
                                events=Signal::stored(events)
                                waiting=Signal::stored(false)
                            />
                        </div>
                    </section>
                </div>
                <details class="fold">
                    <summary>{t!(i18n, result.registries)}</summary>
                    <div class="fold__body">
                        <Registries checks=Signal::stored(checks) />
                    </div>
                </details>
            </div>
        </main>
    }
}
