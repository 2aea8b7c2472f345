//! Disputes of a result (复核) on the page of an application: how far each is, what officers ask for,
//! and taking one back; and the house records on which the result rests.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{CaseRequest, Detail, Dispute, DisputeStep, SubState};

use super::asked::Asked;
use super::handed_in::{HandedIn, OnFile};
use crate::api::{Failure, use_api};
use crate::application::houses::{Houses, corrected, ground};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live, memo};
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::badge::{Badge, Look};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;

/// The house records on which a refusal rests.
#[component]
pub(super) fn HouseRecords(detail: Signal<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let records = memo(move || detail.with(|d| d.house_records.clone()));
    live(move || {
        let records = records.get();
        (!records.is_empty()).then(|| {
            view! {
                <section class="part" aria-labelledby="houses">
                    <h2 id="houses">{t!(i18n, review.houses)}</h2>
                    <div class="card">
                        <div class="card__body">
                            <Houses records=records/>
                        </div>
                    </div>
                </section>
            }
        })
    })
}

/// The disputes, newest first, and what is asked for.
#[component]
pub(super) fn Disputes(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let disputes = memo(move || detail.with(|d| d.disputes.clone()));
    let requests = memo(move || detail.with(|d| d.requests.clone()));
    let id = memo(move || detail.with(|d| d.summary.id.clone()));
    let asked = memo(move || detail.with(open_request));
    let on_file = OnFile::of(detail);
    let any = memo(move || !disputes.with(Vec::is_empty) || !requests.with(Vec::is_empty));
    let may_withdraw = memo(move || {
        let open = [DisputeStep::UnderReview, DisputeStep::AnswerAwaited];
        disputes.with(|all| all.last().is_some_and(|last| open.contains(&last.step)))
    });
    let is_manual =
        memo(move || detail.with(|d| d.summary.sub_state == Some(SubState::ManualReview)));
    let failure = RwSignal::new(None::<Failure>);
    view! {
        <Show when=move || any.get()>
            <section class="part" aria-labelledby="disputes">
                <h2 id="disputes">{t!(i18n, review.title)}</h2>
                <FailureNotice failure=failure/>
                {live(move || {
                    asked
                        .get()
                        .map(|request| {
                            view! {
                                <Asked
                                    request=request
                                    id=id.get_untracked()
                                    is_manual=is_manual.get_untracked()
                                    failure=failure
                                    put=put
                                />
                            }
                        })
                })}
                {live(move || {
                    let all = disputes.get().into_iter().rev();
                    all.map(|dispute| view! { <OneDispute dispute=dispute on_file=on_file/> }).collect_view()
                })}
                {live(move || {
                    let past = requests.get();
                    let open = asked.get();
                    past.into_iter()
                        .filter(|request| open.as_ref() != Some(request))
                        .map(|request| view! { <PastRequest request=request on_file=on_file/> })
                        .collect_view()
                })}
                <Show when=move || may_withdraw.get()>
                    <TakeBack id=id.get_untracked() failure=failure put=put/>
                </Show>
            </section>
        </Show>
    }
}

/// What waits for an answer of the applicant.
fn open_request(detail: &Detail) -> Option<CaseRequest> {
    detail.answer_by?;
    detail.requests.last().cloned()
}

fn step_word(i18n: I18n, step: DisputeStep) -> (&'static str, Look) {
    match step {
        DisputeStep::UnderReview => (t_string!(i18n, review.step.under_review), Look::Pending),
        DisputeStep::AnswerAwaited => (t_string!(i18n, review.step.answer_awaited), Look::Pending),
        DisputeStep::Rechecking => (t_string!(i18n, review.step.rechecking), Look::Pending),
        DisputeStep::Granted => (t_string!(i18n, review.step.granted), Look::Passed),
        DisputeStep::Refused => (t_string!(i18n, review.step.refused), Look::Failed),
        DisputeStep::Withdrawn => (t_string!(i18n, review.step.withdrawn), Look::Void),
        DisputeStep::Lapsed => (t_string!(i18n, review.step.lapsed), Look::Void),
    }
}

#[component]
fn OneDispute(dispute: Dispute, on_file: OnFile) -> impl IntoView {
    let i18n = use_i18n();
    let Dispute {
        step,
        records,
        ground: why,
        statement,
        evidence,
        opened_at,
        due_on,
        ended_at,
        reason,
        corrections,
    } = dispute;
    let (_, look) = step_word(i18n, step);
    let word = Signal::derive(move || step_word(i18n, step).0.to_owned());
    let when = move || {
        let opened = time::moment(i18n, opened_at);
        let opened = t_string!(i18n, review.opened, at = opened);
        let ended = ended_at.map(|at| {
            let at = time::moment(i18n, at);
            t_string!(i18n, review.ended, at = at)
        });
        let all = [Some(opened), ended];
        all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let clock = move || match (step, due_on) {
        (DisputeStep::UnderReview, Some(day)) => {
            Some(t_string!(i18n, review.due, day = time::day(i18n, day)))
        }
        (DisputeStep::AnswerAwaited, _) => Some(t_string!(i18n, review.paused).to_owned()),
        _ => None,
    };
    view! {
        <article class="card">
            <div class="card__head">
                <h3 class="card__title">{live(move || ground(i18n, why))}</h3>
                <Badge look=look word=word/>
            </div>
            <div class="card__body stack stack--tight">
                <Houses records=records/>
                <p class="quote">{statement}</p>
                <HandedIn on_file=on_file ids=evidence/>
                {live(move || clock().map(|text| view! { <p>{text}</p> }))}
                {reason
                    .map(|reason| {
                        view! {
                            <h4>{t!(i18n, review.reason)}</h4>
                            <p class="quote">{reason}</p>
                        }
                    })}
                {corrections
                    .into_iter()
                    .map(|one| view! { <p>{live(move || corrected(i18n, &one))}</p> })
                    .collect_view()}
                <p class="meta">{live(when)}</p>
            </div>
        </article>
    }
}

#[component]
fn PastRequest(request: CaseRequest, on_file: OnFile) -> impl IntoView {
    let i18n = use_i18n();
    let answered = request.answered_at;
    let head = move || match answered {
        Some(at) => {
            let at = time::moment(i18n, at);
            t_string!(i18n, review.answered, at = at)
        }
        None => t_string!(i18n, review.unanswered).to_owned(),
    };
    view! {
        <div class="card">
            <div class="card__body stack stack--tight">
                <h3 class="card__title">{t!(i18n, review.asked)}</h3>
                <p class="quote">{request.what}</p>
                <p class="meta">{live(head)}</p>
                {request.answer.map(|answer| view! { <p class="quote">{answer}</p> })}
                <HandedIn on_file=on_file ids=request.evidence/>
            </div>
        </div>
    }
}

#[component]
fn TakeBack(
    id: String,
    failure: RwSignal<Option<Failure>>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let take_back = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.withdraw_dispute(&id.get_value()).await;
            open.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put(newer);
                    announcer.say(t_string!(i18n, review.withdraw.done));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <div class="cluster no-print">
            <button
                class="button button--link button--danger"
                type="button"
                on:click=move |_| open.set(true)
            >
                {t!(i18n, review.withdraw.button)}
            </button>
        </div>
        <Confirm
            open=open
            title=text!(i18n, review.withdraw.title)
            id="take-back"
            keep=text!(i18n, review.withdraw.keep)
            confirm=text!(i18n, review.withdraw.confirm)
            busy=busy
            act=take_back
        >
            <p>{t!(i18n, review.withdraw.text)}</p>
        </Confirm>
    }
}
