//! What officers do about a take-over: compare the document, propose, confirm or refuse.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::document::DocumentKind;
use shared::issue::IssueCode;
use shared::review::Justification;
use shared::take_over::{NewTakeOverProposal, TakeOverCase};

use super::reason::{ReasonField, fault, field};
use crate::api::{Failure, use_api};
use crate::i18n::use_i18n;
use crate::language::{lang, t, text};
use crate::live::live;
use crate::pages::bind::typed::{Lines, Questions, Typed, of_server};
use crate::ui::choice::TickField;
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::page::go_to;

const TICKED: &str = "yes";

/// The fields into which the number is typed from the original.
#[component]
pub(super) fn Compare(
    id: StoredValue<String>,
    kind: DocumentKind,
    put: Callback<TakeOverCase>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let typed = Typed::of(kind);
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let shown = match typed.document() {
            Ok(shown) => shown,
            Err(faults) => {
                typed.faults.set(faults);
                tries.update(|n| *n += 1);
                return;
            }
        };
        typed.faults.set(Vec::new());
        busy.set(true);
        spawn_local(async move {
            let answer = api.compare_document(&id.get_value(), &shown).await;
            busy.try_set(false);
            match answer {
                Ok(newer) => put.run(newer),
                Err(why) => {
                    let faults = of_server(&why);
                    if faults.is_empty() {
                        failure.try_set(Some(why));
                    } else {
                        typed.faults.try_set(faults);
                        tries.try_update(|n| *n += 1);
                    }
                }
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="compare">
            <div class="card__head">
                <h2 class="card__title" id="compare">{t!(i18n, take_over.officer.compare_title)}</h2>
            </div>
            <div class="card__body">
                <form class="office-act stack" novalidate on:submit=submit>
                    <Lines typed=typed tries=tries />
                    <FailureNotice failure=failure />
                    <p>{t!(i18n, take_over.officer.compare_text)}</p>
                    <Questions typed=typed of_kind=true />
                    <div class="cluster">
                        <button
                            class="button button--primary"
                            type="submit"
                            aria-busy=Signal::derive(move || busy.get().to_string())
                        >
                            {t!(i18n, take_over.officer.compare)}
                        </button>
                    </div>
                </form>
            </div>
        </section>
    }
}

/// The boxes, and what was compared.
#[component]
pub(super) fn Propose(id: StoredValue<String>, put: Callback<TakeOverCase>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let text_signal = || (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let (seen, seen_error) = text_signal();
    let (matches, matches_error) = text_signal();
    let (reason, error) = text_signal();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let must = |value: RwSignal<String>, error: RwSignal<Option<String>>| {
            let is_ticked = value.with_untracked(|value| !value.is_empty());
            error.set((!is_ticked).then(|| IssueCode::MustAgree.detail(lang(i18n)).to_owned()));
            is_ticked
        };
        let seen = must(seen, seen_error);
        let matches = must(matches, matches_error);
        let reason = reason.get_untracked();
        error.set(fault(i18n, &reason));
        if !seen {
            return go_to("#seen");
        }
        if !matches {
            return go_to("#person");
        }
        if error.with_untracked(Option::is_some) {
            return go_to("#reason");
        }
        busy.set(true);
        spawn_local(async move {
            let proposal = NewTakeOverProposal {
                document_seen: seen,
                person_matches: matches,
                reason,
            };
            let answer = api.propose_take_over(&id.get_value(), &proposal).await;
            busy.try_set(false);
            match answer {
                Ok(newer) => put.run(newer),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="propose">
            <div class="card__head">
                <h2 class="card__title" id="propose">{t!(i18n, take_over.officer.propose_title)}</h2>
            </div>
            <div class="card__body">
                <form class="office-act stack" novalidate on:submit=submit>
                    <FailureNotice failure=failure />
                    <TickField
                        field=field("seen", seen, seen_error)
                        value=TICKED
                        label=text!(i18n, take_over.officer.seen)
                    />
                    <TickField
                        field=field("person", matches, matches_error)
                        value=TICKED
                        label=text!(i18n, take_over.officer.matches)
                    />
                    <ReasonField
                        field=field("reason", reason, error)
                        label=text!(i18n, take_over.officer.propose_reason)
                        hint=text!(i18n, take_over.officer.propose_hint)
                    />
                    <div class="cluster">
                        <button
                            class="button button--primary"
                            type="submit"
                            aria-busy=Signal::derive(move || busy.get().to_string())
                        >
                            {t!(i18n, take_over.officer.propose)}
                        </button>
                    </div>
                </form>
            </div>
        </section>
    }
}

/// A button at the window, and the reason behind it.
#[component]
pub(super) fn Refusing(id: StoredValue<String>, put: Callback<TakeOverCase>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked();
        error.set(fault(i18n, &reason));
        if error.with_untracked(Option::is_some) {
            return go_to("#refuse-reason");
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let why = Justification { reason };
            let answer = api.refuse_take_over(&id.get_value(), &why).await;
            busy.try_set(false);
            match answer {
                Ok(newer) => put.run(newer),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let show = move |_| {
        open.set(true);
        request_animation_frame(|| go_to("#refuse-reason"));
    };
    live(move || {
        if !open.get() {
            return view! {
                <div class="cluster">
                    <button class="button" type="button" on:click=show>
                        {t!(i18n, take_over.officer.refuse)}
                    </button>
                </div>
            }
            .into_any();
        }
        view! {
            <section class="card" aria-labelledby="refuse">
                <div class="card__head">
                    <h2 class="card__title" id="refuse">
                        {t!(i18n, take_over.officer.refuse_title)}
                    </h2>
                </div>
                <div class="card__body">
                    <form class="office-act stack" novalidate on:submit=submit>
                        <FailureNotice failure=failure />
                        <ReasonField
                            field=field("refuse-reason", reason, error)
                            label=text!(i18n, take_over.officer.refuse_reason)
                            hint=text!(i18n, take_over.officer.refuse_hint)
                        />
                        <div class="cluster">
                            <button
                                class="button button--danger"
                                type="submit"
                                aria-busy=Signal::derive(move || busy.get().to_string())
                            >
                                {t!(i18n, take_over.officer.refuse)}
                            </button>
                            <button class="button" type="button" on:click=move |_| open.set(false)>
                                {t!(i18n, take_over.officer.not_yet)}
                            </button>
                        </div>
                    </form>
                </div>
            </section>
        }
        .into_any()
    })
}

/// What a supervisor decides.
#[component]
pub(super) fn Confirming(id: StoredValue<String>, put: Callback<TakeOverCase>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let sure = RwSignal::new(false);
    let is_given = move || {
        error.set(fault(i18n, &reason.get_untracked()));
        let is_given = error.with_untracked(Option::is_none);
        if !is_given {
            go_to("#reason");
        }
        is_given
    };
    let send = move |confirms: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let reason = reason.get_untracked();
        spawn_local(async move {
            let why = Justification { reason };
            let id = id.get_value();
            let answer = if confirms {
                api.confirm_take_over(&id, &why).await
            } else {
                api.refuse_take_over(&id, &why).await
            };
            busy.try_set(false);
            sure.try_set(false);
            match answer {
                Ok(newer) => put.run(newer),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_given() {
            sure.set(true);
        }
    };
    let refuse = move |_| {
        if is_given() {
            send(false);
        }
    };
    view! {
        <section class="card" aria-labelledby="confirm">
            <div class="card__head">
                <h2 class="card__title" id="confirm">{t!(i18n, take_over.officer.confirm_title)}</h2>
            </div>
            <div class="card__body">
                <form class="office-act stack" novalidate on:submit=confirm>
                    <FailureNotice failure=failure />
                    <ReasonField
                        field=field("reason", reason, error)
                        label=text!(i18n, take_over.officer.confirm_reason)
                        hint=text!(i18n, take_over.officer.confirm_hint)
                    />
                    <div class="cluster">
                        <button class="button button--primary" type="submit">
                            {t!(i18n, take_over.officer.confirm)}
                        </button>
                        <button
                            class="button button--danger"
                            type="button"
                            aria-busy=Signal::derive(move || busy.get().to_string())
                            on:click=refuse
                        >
                            {t!(i18n, take_over.officer.refuse)}
                        </button>
                    </div>
                </form>
            </div>
        </section>
        <Sure open=sure busy=busy act=Callback::new(move |()| send(true)) />
    }
}

/// The question before a document changes hands.
#[component]
fn Sure(open: RwSignal<bool>, busy: RwSignal<bool>, act: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Confirm
            open=open
            title=text!(i18n, take_over.officer.confirm_sure)
            id="sure"
            keep=text!(i18n, take_over.officer.not_yet)
            confirm=text!(i18n, take_over.officer.confirm)
            busy=busy
            act=move |_| act.run(())
        >
            <p>{t!(i18n, take_over.officer.confirm_text)}</p>
        </Confirm>
    }
}
