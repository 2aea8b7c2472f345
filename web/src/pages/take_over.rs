//! 身份找回: asking a window for one's document, what to bring, and what became of it. While something can
//! still come of it the page asks again by itself.

mod ask;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::take_over::{TakeOver, TakeOverLook, TakeOverLookKind, TakeOverState};

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{effect, live, memo};
use crate::route::Route;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::badge::{Badge, Look};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::ui::pulse::Pulse;
use ask::Ask;

/// 身份找回.
#[component]
pub(crate) fn TakeOverPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let announcer = use_announcer();
    let asked = Loader::new(move || api.read_take_over());
    let state = memo(move || asked.get().flatten().map(|asked| asked.state));
    Pulse::new().every(
        move || state.get().is_some_and(TakeOverState::is_open),
        move || async move {
            if let Ok(newer) = api.read_take_over().await {
                if let Some(newer) = &newer
                    && Some(newer.state) != state.get_untracked()
                {
                    announcer.say(word(i18n, newer.state));
                }
                asked.put(newer);
            }
        },
    );
    // The document is bound now: the session is to know it before anybody goes on.
    effect(move || {
        if state.get() == Some(TakeOverState::Done) {
            spawn_local(session.refresh());
        }
    });
    let put = Callback::new(move |newer| asked.put(Some(newer)));
    asked.page(move |asked| {
        let bound = memo(move || session.is_bound());
        let open = memo(move || asked.with(|a| a.as_ref().is_some_and(|a| a.state.is_open())));
        let done = memo(move || {
            asked.with(|a| a.as_ref().is_some_and(|a| a.state == TakeOverState::Done))
        });
        view! {
            <Page
                title=text!(i18n, take_over.page.title)
                lede=text!(i18n, take_over.page.lede)
                narrow=true
            >
                <div class="stack">
                    {live(move || {
                        asked.get().map(|asked| view! { <Standing asked=asked put=put /> })
                    })}
                    {live(move || {
                        match (open.get() || done.get(), bound.get()) {
                            (true, _) => ().into_any(),
                            (false, true) => view! { <BoundAlready /> }.into_any(),
                            (false, false) => view! { <Ask put=put /> }.into_any(),
                        }
                    })}
                </div>
            </Page>
        }
    })
}

#[component]
fn BoundAlready() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card">
            <div class="card__body stack">
                <h2>{t!(i18n, take_over.page.bound_title)}</h2>
                <p>{t!(i18n, take_over.page.bound_text)}</p>
                <div class="cluster">
                    <a class="button button--primary" href=Route::Home.href()>
                        {t!(i18n, take_over.page.home)}
                    </a>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Standing(asked: TakeOver, put: Callback<TakeOver>) -> impl IntoView {
    let i18n = use_i18n();
    let TakeOver {
        id: _,
        code,
        state,
        document,
        opened_at,
        expires_at,
        ended_at: _,
        reason,
        looks,
    } = asked;
    let kind = document.kind;
    let sentence = move || match state {
        TakeOverState::Open => t_string!(i18n, take_over.standing.open_text),
        TakeOverState::Proposed => t_string!(i18n, take_over.standing.proposed_text),
        TakeOverState::Done => t_string!(i18n, take_over.standing.done_text),
        TakeOverState::Refused => t_string!(i18n, take_over.standing.refused_text),
        TakeOverState::Withdrawn => t_string!(i18n, take_over.standing.withdrawn_text),
        TakeOverState::Lapsed => t_string!(i18n, take_over.standing.lapsed_text),
    };
    let shown = code.filter(|_| state == TakeOverState::Open);
    let comes = state == TakeOverState::Open;
    view! {
        <section class="card" aria-labelledby="standing">
            <div class="card__head">
                <h2 class="card__title" id="standing">{live(move || word(i18n, state))}</h2>
                <Badge
                    look=look_of(state)
                    word=Signal::derive(move || terms::take_over_state(i18n, state).to_owned())
                />
            </div>
            <div class="card__body stack">
                <p>{live(sentence)}</p>
                {reason.map(|reason| view! { <blockquote class="said__reason">{reason}</blockquote> })}
                {shown
                    .map(|code| {
                        view! {
                            <div>
                                <p class="meta">{t!(i18n, take_over.standing.code)}</p>
                                <p class="window-code code" translate="no">{code}</p>
                                <p class="meta">{t!(i18n, take_over.standing.code_note)}</p>
                            </div>
                        }
                    })}
                <dl class="facts">
                    <dt>{t!(i18n, take_over.standing.document)}</dt>
                    <dd>
                        {live(move || terms::document_kind(i18n, kind))} " "
                        <span class="code">{document.masked_number}</span>
                    </dd>
                    <dt>{t!(i18n, take_over.standing.asked)}</dt>
                    <dd>{live(move || time::moment(i18n, opened_at))}</dd>
                    {state
                        .is_open()
                        .then(|| {
                            view! {
                                <dt>{t!(i18n, take_over.standing.expires)}</dt>
                                <dd>{live(move || time::moment(i18n, expires_at))}</dd>
                            }
                        })}
                </dl>
                {comes.then(|| view! { <Bring /> })}
                <Looks looks=looks />
                {state.is_open().then(|| view! { <TakeBack put=put /> })}
                {(state == TakeOverState::Done)
                    .then(|| {
                        view! {
                            <div class="cluster">
                                <a class="button button--primary" href=Route::Home.href()>
                                    {t!(i18n, take_over.standing.go_on)}
                                </a>
                            </div>
                        }
                    })}
            </div>
        </section>
    }
}

/// What to bring, and where.
#[component]
fn Bring() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div>
            <h3>{t!(i18n, take_over.standing.bring)}</h3>
            <ul class="entry__points">
                <li>
                    <Glyph icon=Icon::Check />
                    <span>{t!(i18n, take_over.standing.bring_document)}</span>
                </li>
                <li>
                    <Glyph icon=Icon::Person />
                    <span>{t!(i18n, take_over.standing.bring_person)}</span>
                </li>
            </ul>
            <div class="cluster">
                <a class="button" href=Route::Windows.href()>
                    {t!(i18n, take_over.standing.windows)}
                </a>
            </div>
        </div>
    }
}

/// Which officers looked.
#[component]
fn Looks(looks: Vec<TakeOverLook>) -> impl IntoView {
    let i18n = use_i18n();
    (!looks.is_empty()).then(|| {
        let rows = looks.into_iter().map(|TakeOverLook { kind, role, at }| {
            let what = move || match kind {
                TakeOverLookKind::Opened => t_string!(i18n, take_over.looks.opened),
                TakeOverLookKind::Read => t_string!(i18n, take_over.looks.read),
                TakeOverLookKind::Compared => t_string!(i18n, take_over.looks.compared),
            };
            view! {
                <li class="look">
                    <time class="look__time" datetime=time::machine(at)>
                        {live(move || time::moment(i18n, at))}
                    </time>
                    <p>
                        <b>{live(move || terms::officer_role(i18n, role))}</b>
                        " "
                        {live(what)}
                    </p>
                </li>
            }
        });
        view! {
            <div>
                <h3 class="looks__who" id="looks">{t!(i18n, result.looks.title)}</h3>
                <ul class="looks" aria-labelledby="looks">
                    {rows.collect_view()}
                </ul>
            </div>
        }
    })
}

/// The button that takes it back.
#[component]
fn TakeBack(put: Callback<TakeOver>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let take_back = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.withdraw_take_over().await;
            open.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    announcer.say(t_string!(i18n, take_over.withdraw.done));
                    put.run(newer);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <FailureNotice failure=failure />
        <div class="cluster">
            <button
                class="button button--link button--danger"
                type="button"
                on:click=move |_| open.set(true)
            >
                {t!(i18n, take_over.withdraw.button)}
            </button>
        </div>
        <Confirm
            open=open
            title=text!(i18n, take_over.withdraw.title)
            id="take-back"
            keep=text!(i18n, take_over.withdraw.keep)
            confirm=text!(i18n, take_over.withdraw.confirm)
            busy=busy
            act=take_back
        >
            <p>{t!(i18n, take_over.withdraw.text)}</p>
        </Confirm>
    }
}

/// How far it is, as a heading.
fn word(i18n: I18n, state: TakeOverState) -> &'static str {
    match state {
        TakeOverState::Open => t_string!(i18n, take_over.standing.open),
        TakeOverState::Proposed => t_string!(i18n, take_over.standing.proposed),
        TakeOverState::Done => t_string!(i18n, take_over.standing.done),
        TakeOverState::Refused => t_string!(i18n, take_over.standing.refused),
        TakeOverState::Withdrawn => t_string!(i18n, take_over.standing.withdrawn),
        TakeOverState::Lapsed => t_string!(i18n, take_over.standing.lapsed),
    }
}

/// How the state of a take-over looks.
pub(in crate::pages) fn look_of(state: TakeOverState) -> Look {
    match state {
        TakeOverState::Open => Look::Pending,
        TakeOverState::Proposed => Look::Signing,
        TakeOverState::Done => Look::Passed,
        TakeOverState::Refused => Look::Failed,
        TakeOverState::Withdrawn | TakeOverState::Lapsed => Look::Void,
    }
}
