//! A take-over at a window: who asks, which document, who has it now; and what is to be done next.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::problem::ProblemKind;
use shared::take_over::{TakeOverCase, TakeOverHolder, TakeOverState};

use super::frame::Frame;
use super::identify::{Compare, Confirming, Propose, Refusing};
use super::session::use_officer;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{effect, live};
use crate::pages::take_over::look_of;
use crate::route::{Route, path_id};
use crate::terms;
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::failure::{FailurePage, title_and_text};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, go_to, use_page};
use crate::ui::skeleton::SkeletonPage;

/// The page, for officers who may see it.
#[component]
pub(crate) fn TakeOverCasePage() -> impl IntoView {
    view! { <Frame page=|| view! { <Opened /> }.into_any() /> }
}

#[component]
fn Opened() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let answer = RwSignal::new(None::<Result<TakeOverCase, Failure>>);
    let open = Callback::new(move |()| {
        let id = id.get_untracked();
        answer.set(None);
        spawn_local(async move {
            let found = api.read_take_over_case(&id).await;
            answer.try_set(Some(found));
        });
    });
    effect(move || {
        id.track();
        open.run(());
    });
    let put = Callback::new(move |newer| {
        answer.try_set(Some(Ok(newer)));
        // The page takes the place of another under the same address: the heading takes the focus.
        request_animation_frame(|| go_to("#main h1"));
    });
    live(move || match answer.get() {
        None => view! { <SkeletonPage /> }.into_any(),
        Some(Ok(case)) if !case.state.is_open() => view! { <Ended case=case /> }.into_any(),
        Some(Ok(case)) => view! { <Shown case=case put=put /> }.into_any(),
        Some(Err(failure)) => view! { <Closed failure=failure again=open /> }.into_any(),
    })
}

/// In place of a take-over that does not open.
#[component]
fn Closed(failure: Failure, again: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let closed = [
        ProblemKind::TakeOverNotOpened,
        ProblemKind::NotFound,
        ProblemKind::WrongState,
    ];
    if !failure.kind().is_some_and(|kind| closed.contains(&kind)) {
        return view! { <FailurePage failure=failure retry=move || again.run(()) /> }.into_any();
    }
    let lede = Signal::derive(move || title_and_text(i18n, &failure).1);
    view! {
        <Page title=text!(i18n, take_over.officer.over_title) lede=lede narrow=true>
            <ToList />
        </Page>
    }
    .into_any()
}

/// What was done, in place of the take-over.
#[component]
fn Ended(case: TakeOverCase) -> impl IntoView {
    let i18n = use_i18n();
    let state = case.state;
    let told = move || match state {
        TakeOverState::Done => (
            t_string!(i18n, take_over.officer.done_title),
            t_string!(i18n, take_over.officer.done_text),
        ),
        TakeOverState::Refused => (
            t_string!(i18n, take_over.officer.refused_title),
            t_string!(i18n, take_over.officer.refused_text),
        ),
        TakeOverState::Open
        | TakeOverState::Proposed
        | TakeOverState::Withdrawn
        | TakeOverState::Lapsed => (
            t_string!(i18n, take_over.officer.over_title),
            terms::take_over_state(i18n, state),
        ),
    };
    let heading = use_page(move || told().0.to_owned());
    view! {
        <main class="page page--narrow" id="main">
            <section class="card receipt">
                <Glyph icon=Icon::Check />
                <h1 node_ref=heading tabindex="-1">
                    {live(move || told().0)}
                </h1>
                <p>{live(move || told().1)}</p>
                <ToList />
            </section>
        </main>
    }
}

#[component]
fn ToList() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="cluster">
            <a class="button button--primary" href=Route::TakeOvers.href()>
                {t!(i18n, take_over.officer.to_list)}
            </a>
        </p>
    }
}

#[component]
fn Shown(case: TakeOverCase, put: Callback<TakeOverCase>) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let is_supervisor = use_officer().is_supervisor();
    let name = case.name.clone();
    let heading = use_page(move || t_string!(i18n, take_over.officer.case, name = name.clone()));
    let state = case.state;
    let is_compared = case.identity.is_some();
    let is_told = is_compared || state == TakeOverState::Proposed;
    let id = StoredValue::new(case.id.clone());
    let lost = Callback::new(move |()| {
        navigate(&Route::TakeOvers.href(), NavigateOptions::default());
    });
    let next = match state {
        TakeOverState::Open if is_compared => view! {
            <Propose id=id put=put />
            <Refusing id=id put=put />
        }
        .into_any(),
        TakeOverState::Open => view! {
            <Compare id=id kind=case.document.kind put=put />
            <Refusing id=id put=put />
        }
        .into_any(),
        TakeOverState::Proposed if case.may_confirm => {
            view! { <Confirming id=id put=put /> }.into_any()
        }
        TakeOverState::Proposed
        | TakeOverState::Done
        | TakeOverState::Refused
        | TakeOverState::Withdrawn
        | TakeOverState::Lapsed => {
            view! { <Waits is_supervisor=is_supervisor back=lost /> }.into_any()
        }
    };
    view! {
        <main class="page" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::TakeOvers.href()>{t!(i18n, take_over.officer.title)}</a>
                    </li>
                    <li aria-current="page">{case.name.clone()}</li>
                </ol>
            </nav>
            <div class="stack">
                <div class="page__head office-head">
                    <h1 node_ref=heading tabindex="-1">
                        {
                            let name = case.name.clone();
                            live(move || {
                                t_string!(i18n, take_over.officer.case, name = name.clone())
                            })
                        }
                    </h1>
                    <p class="cluster office-head__marks">
                        <Badge
                            look=look_of(state)
                            word=Signal::derive(move || terms::take_over_state(i18n, state).to_owned())
                        />
                    </p>
                </div>
                <Proposed case=case.clone() />
                <div class="columns">
                    <Facts case=case.clone() />
                    <Holder holder=case.holder is_told=is_told />
                </div>
                {next}
            </div>
        </main>
    }
}

/// What an officer at a window has compared.
#[component]
fn Proposed(case: TakeOverCase) -> impl IntoView {
    let i18n = use_i18n();
    case.proposal.map(|proposal| {
        let (officer, at) = (proposal.officer, proposal.at);
        let by = move || {
            let at = time::moment(i18n, at);
            t_string!(
                i18n,
                take_over.officer.by,
                officer = officer.clone(),
                at = at
            )
        };
        view! {
            <div class="notice">
                <Glyph icon=Icon::Hand />
                <div class="notice__body">
                    <h2 class="notice__title">{live(by)}</h2>
                    <p>{proposal.reason}</p>
                </div>
            </div>
        }
    })
}

/// The account that asks, and the document.
#[component]
fn Facts(case: TakeOverCase) -> impl IntoView {
    let i18n = use_i18n();
    let TakeOverCase {
        name,
        document,
        identity,
        account_since,
        refused_before,
        opened_at,
        expires_at,
        ..
    } = case;
    let kind = document.kind;
    let is_same = identity.is_some();
    let number = identity
        .as_ref()
        .map_or(document.masked_number, |identity| {
            identity.document.number.clone()
        });
    let citizen = identity.and_then(|identity| identity.citizen_number);
    let times = move || {
        t_string!(
            i18n,
            take_over.officer.times,
            n = refused_before.to_string()
        )
    };
    view! {
        <section class="card" aria-labelledby="asks">
            <div class="card__head">
                <h2 class="card__title" id="asks">{t!(i18n, take_over.officer.facts)}</h2>
            </div>
            <div class="card__body">
                <dl class="facts facts--roomy">
                    <dt>{t!(i18n, take_over.officer.name)}</dt>
                    <dd>
                        <b>{name}</b>
                    </dd>
                    <dt>{t!(i18n, take_over.officer.document)}</dt>
                    <dd>
                        {live(move || terms::document_kind(i18n, kind))} " "
                        <span class="code">{number}</span>
                        {citizen.map(|number| view! { " " <span class="code">{number}</span> })}
                        {is_same
                            .then(|| {
                                view! {
                                    " "
                                    <Badge
                                        look=Look::Passed
                                        word=text!(i18n, take_over.officer.same)
                                    />
                                }
                            })}
                    </dd>
                    <dt>{t!(i18n, take_over.officer.account_since)}</dt>
                    <dd>{live(move || time::moment(i18n, account_since))}</dd>
                    <dt>{t!(i18n, take_over.officer.asked)}</dt>
                    <dd>{live(move || time::moment(i18n, opened_at))}</dd>
                    <dt>{t!(i18n, take_over.officer.expires)}</dt>
                    <dd>{live(move || time::moment(i18n, expires_at))}</dd>
                    {(refused_before > 0)
                        .then(|| {
                            view! {
                                <dt>{t!(i18n, take_over.officer.before)}</dt>
                                <dd>
                                    <b>{live(times)}</b>
                                </dd>
                            }
                        })}
                </dl>
            </div>
        </section>
    }
}

/// The account that has the document now; told once the original was compared.
#[component]
fn Holder(holder: Option<TakeOverHolder>, is_told: bool) -> impl IntoView {
    let i18n = use_i18n();
    let body = match holder {
        None if is_told => view! { <p>{t!(i18n, take_over.officer.nobody)}</p> }.into_any(),
        None => view! { <p>{t!(i18n, take_over.officer.holder_later)}</p> }.into_any(),
        Some(TakeOverHolder {
            bound_since,
            unfinished,
            is_asserted,
        }) => {
            let n = move || {
                t_string!(
                    i18n,
                    take_over.officer.unfinished_n,
                    n = unfinished.to_string()
                )
            };
            view! {
                <dl class="facts facts--roomy">
                    <dt>{t!(i18n, take_over.officer.bound_since)}</dt>
                    <dd>{live(move || time::moment(i18n, bound_since))}</dd>
                    <dt>{t!(i18n, take_over.officer.unfinished)}</dt>
                    <dd>{live(n)}</dd>
                </dl>
                {is_asserted
                    .then(|| {
                        view! {
                            <div class="notice notice--warning">
                                <Glyph icon=Icon::Warning />
                                <div class="notice__body">
                                    <p>{t!(i18n, take_over.officer.asserted)}</p>
                                </div>
                            </div>
                        }
                    })}
            }
            .into_any()
        }
    };
    view! {
        <section class="card" aria-labelledby="holder">
            <div class="card__head">
                <h2 class="card__title" id="holder">{t!(i18n, take_over.officer.holder)}</h2>
            </div>
            <div class="card__body stack">{body}</div>
        </section>
    }
}

/// For whoever may not confirm what is proposed.
#[component]
fn Waits(is_supervisor: bool, back: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || {
        if is_supervisor {
            t_string!(i18n, take_over.officer.waits_other)
        } else {
            t_string!(i18n, take_over.officer.waits)
        }
    };
    view! {
        <div class="notice">
            <Glyph icon=Icon::Clock />
            <div class="notice__body stack stack--tight">
                <p>{live(word)}</p>
                <p class="meta">{t!(i18n, take_over.officer.proposed_text)}</p>
                <div class="cluster">
                    <button class="button" type="button" on:click=move |_| back.run(())>
                        {t!(i18n, take_over.officer.to_list)}
                    </button>
                </div>
            </div>
        </div>
    }
}
