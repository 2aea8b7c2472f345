//! The decision: pass or refuse, or, for a supervisor, confirm or return what was proposed; always
//! with a reason. What was typed is kept in the browser until it is sent.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{HouseRecord, NewCorrection, RulingOutcome};
use shared::review::{CaseKind, CaseStanding, NewRuling, ProposalAnswer, ReviewStep};
use shared::values::day_in_shanghai;

use super::correct::{Corrections, CorrectionsField};
use super::done::Done;
use super::lease::Lease;
use super::reason::{ReasonField, fault, field};
use super::session::use_officer;
use crate::api::{Api, Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, effect, live};
use crate::ui::choice::{Choice, RadioField, choices};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::page::go_to;
use crate::vault;

/// After such a pause what was typed is kept.
const PAUSE: Duration = Duration::from_millis(400);

/// The case as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// Why it is one.
    pub(super) kind: CaseKind,
    /// How far it is.
    pub(super) step: ReviewStep,
    /// How much had happened in it: what is decided rests on no less and no more.
    pub(super) version: u32,
}

/// What an officer can do in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Grant,
    Refuse,
    Confirm,
    Return,
}

impl Act {
    /// What there is to do at a step.
    fn at(step: ReviewStep) -> [Self; 2] {
        match step {
            ReviewStep::Open => [Self::Grant, Self::Refuse],
            ReviewStep::Proposed => [Self::Confirm, Self::Return],
        }
    }

    fn slug(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Refuse => "refuse",
            Self::Confirm => "confirm",
            Self::Return => "return",
        }
    }

    /// The word on the card and the button, and what it means; with `second`, where a second person
    /// confirms a pass.
    fn words(self, i18n: I18n, second: bool, kind: CaseKind) -> (&'static str, &'static str) {
        match self {
            Self::Grant if kind == CaseKind::Objection && second => (
                t_string!(i18n, member.officer.propose),
                t_string!(i18n, member.officer.propose_note),
            ),
            Self::Grant if kind == CaseKind::Objection => (
                t_string!(i18n, member.officer.grant),
                t_string!(i18n, member.officer.grant_note),
            ),
            Self::Refuse if kind == CaseKind::Objection => (
                t_string!(i18n, member.officer.refuse),
                t_string!(i18n, member.officer.refuse_note),
            ),
            Self::Confirm if kind == CaseKind::Objection => (
                t_string!(i18n, member.officer.confirm),
                t_string!(i18n, member.officer.confirm_note),
            ),
            Self::Grant if kind == CaseKind::HoldRelease => (
                t_string!(i18n, signing.officer.grant),
                t_string!(i18n, signing.officer.grant_note),
            ),
            Self::Refuse if kind == CaseKind::HoldRelease => (
                t_string!(i18n, signing.officer.refuse),
                t_string!(i18n, signing.officer.refuse_note),
            ),
            Self::Grant if kind == CaseKind::Authority && second => (
                t_string!(i18n, agent.officer.propose),
                t_string!(i18n, agent.officer.propose_note),
            ),
            Self::Grant if kind == CaseKind::Authority => (
                t_string!(i18n, agent.officer.grant),
                t_string!(i18n, agent.officer.grant_note),
            ),
            Self::Refuse if kind == CaseKind::Authority => (
                t_string!(i18n, agent.officer.refuse),
                t_string!(i18n, agent.officer.refuse_note),
            ),
            Self::Confirm if kind == CaseKind::Authority => (
                t_string!(i18n, agent.officer.confirm),
                t_string!(i18n, agent.officer.confirm_note),
            ),
            Self::Grant if kind == CaseKind::Dispute && second => (
                t_string!(i18n, officer.act.propose_review),
                t_string!(i18n, officer.act.propose_review_note),
            ),
            Self::Grant if kind == CaseKind::Dispute => (
                t_string!(i18n, officer.act.grant_review),
                t_string!(i18n, officer.act.grant_review_note),
            ),
            Self::Refuse if kind == CaseKind::Dispute => (
                t_string!(i18n, officer.act.refuse_review),
                t_string!(i18n, officer.act.refuse_review_note),
            ),
            Self::Confirm if kind == CaseKind::Dispute => (
                t_string!(i18n, officer.act.confirm_review),
                t_string!(i18n, officer.act.confirm_review_note),
            ),
            Self::Grant if second => (
                t_string!(i18n, officer.act.propose),
                t_string!(i18n, officer.act.propose_note),
            ),
            Self::Grant => (
                t_string!(i18n, officer.act.grant),
                t_string!(i18n, officer.act.grant_note),
            ),
            Self::Refuse => (
                t_string!(i18n, officer.act.refuse),
                t_string!(i18n, officer.act.refuse_note),
            ),
            Self::Confirm => (
                t_string!(i18n, officer.act.confirm),
                t_string!(i18n, officer.act.confirm_note),
            ),
            Self::Return => (
                t_string!(i18n, officer.act.give_back),
                t_string!(i18n, officer.act.give_back_note),
            ),
        }
    }

    /// Whether the applicant is told at once, so that it cannot be taken back.
    fn is_final(self, second: bool) -> bool {
        match self {
            Self::Grant => !second,
            Self::Refuse | Self::Confirm => true,
            Self::Return => false,
        }
    }

    async fn send(
        self,
        api: Api,
        (id, at): (&str, At),
        reason: String,
        corrections: Vec<NewCorrection>,
    ) -> Result<CaseStanding, Failure> {
        let version = Some(at.version);
        let outcome = match self {
            Self::Confirm => {
                let answer = ProposalAnswer { version, reason };
                return api.confirm_ruling(id, &answer).await;
            }
            Self::Return => {
                let answer = ProposalAnswer { version, reason };
                return api.return_ruling(id, &answer).await;
            }
            Self::Grant => RulingOutcome::Granted,
            Self::Refuse => RulingOutcome::Refused,
        };
        let ruling = NewRuling {
            kind: Some(at.kind),
            version,
            outcome,
            reason,
            corrections,
        };
        api.decide_case(id, &ruling).await
    }
}

/// The form; for a proposal and an officer who may not confirm it, a word that it waits.
#[component]
pub(super) fn Decision(
    id: String,
    at: At,
    /// The house records that a grant corrects.
    records: Vec<HouseRecord>,
    /// The claim, which a refusal may tell to be lost.
    lease: Lease,
    /// Set once it is done.
    done: RwSignal<Option<Done>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let step = at.step;
    let today = use_officer().now().map(day_in_shanghai).unwrap_or_default();
    let corrections = Corrections::new(records, today);
    let may = step == ReviewStep::Open || use_officer().is_supervisor();
    let body = if may {
        view! {
            <Form id=id at=at corrections=corrections lease=lease done=done />
        }
        .into_any()
    } else {
        view! { <p>{t!(i18n, officer.act.waits)}</p> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="decision">
            <div class="card__head">
                <h2 class="card__title" id="decision" tabindex="-1">
                    {t!(i18n, officer.act.title)}
                </h2>
            </div>
            <div class="card__body office-act">{body}</div>
        </section>
    }
}

#[component]
fn Form(
    id: String,
    at: At,
    corrections: Corrections,
    lease: Lease,
    done: RwSignal<Option<Done>>,
) -> impl IntoView {
    let At { kind, step, .. } = at;
    let i18n = use_i18n();
    let api = use_api();
    let officer = use_officer();
    let second = officer.needs_confirmation();
    let chosen = RwSignal::new(String::new());
    let chosen_error = RwSignal::new(None::<String>);
    let reason = RwSignal::new(String::new());
    let reason_error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let typed = StoredValue::new(officer.typed_in(&id));
    keep_typed(reason, typed);
    let id = StoredValue::new(id);
    let act = move || {
        let chosen = chosen.get();
        Act::at(step).into_iter().find(|act| act.slug() == chosen)
    };
    // A dispute is granted by correcting records.
    let corrects = move |act: Act| act == Act::Grant && kind == CaseKind::Dispute;
    let send = move || {
        let Some(act) = untrack(act).filter(|_| !busy.get_untracked()) else {
            return;
        };
        let chosen = if corrects(act) {
            corrections.read(i18n).unwrap_or_default()
        } else {
            Vec::new()
        };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let reason = reason.get_untracked();
            let answer = act.send(api, (&id.get_value(), at), reason, chosen).await;
            busy.try_set(false);
            asking.try_set(false);
            match answer {
                Ok(standing) => {
                    // Where the browser keeps nothing, there is nothing to forget.
                    let _ = vault::forget(&typed.get_value()).await;
                    done.try_set(Some(Done { kind, standing }));
                }
                Err(why) => {
                    lease.note(&why);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let act = untrack(act);
        let missing = act
            .is_none()
            .then(|| t_string!(i18n, officer.act.choose).to_owned());
        chosen_error.set(missing);
        reason_error.set(reason.with_untracked(|reason| fault(i18n, reason)));
        let wrong = act
            .filter(|act| corrects(*act))
            .and_then(|_| corrections.read(i18n).err());
        match act {
            None => go_to("#act"),
            Some(_) if wrong.is_some() => go_to(&format!("#{}", wrong.unwrap_or_default())),
            Some(_) if reason_error.with_untracked(Option::is_some) => go_to("#act-reason"),
            Some(act) if act.is_final(second) => asking.set(true),
            Some(_) => send(),
        }
    };
    let cards = choices(move || {
        let card = |act: Act| {
            let (title, note) = act.words(i18n, second, kind);
            Choice::noted(act.slug(), title, note)
        };
        Act::at(step).into_iter().map(card).collect()
    });
    let word = move || match act() {
        Some(act) => act.words(i18n, second, kind).0,
        None => t_string!(i18n, officer.act.send),
    };
    let title = Signal::derive(move || {
        let what = word();
        t_string!(i18n, officer.act.sure, what = what)
    });
    view! {
        <form novalidate on:submit=submit>
            <RadioField
                field=field("act", chosen, chosen_error)
                legend=text!(i18n, officer.act.what)
                choices=cards
            />
            <Show when=move || act().is_some_and(corrects)>
                <CorrectionsField corrections=corrections />
            </Show>
            <ReasonField
                field=field("act-reason", reason, reason_error)
                label=text!(i18n, officer.act.why)
                hint=text!(i18n, officer.act.why_hint)
            />
            <FailureNotice failure=failure />
            <div class="actions">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {live(word)}
                </button>
            </div>
        </form>
        <Confirm
            open=asking
            title=title
            id="sure"
            keep=text!(i18n, officer.act.not_yet)
            confirm=Signal::derive(move || word().to_owned())
            busy=busy
            act=move |_| send()
        >
            <p>{t!(i18n, officer.act.final_text)}</p>
            <blockquote class="look__reason">{live(move || reason.get())}</blockquote>
        </Confirm>
    }
}

/// Brings back what was typed before a reload or a new sign-in, and keeps what is typed from now on.
fn keep_typed(reason: RwSignal<String>, name: StoredValue<String>) {
    let version = StoredValue::new(0_u32);
    spawn_local(async move {
        let name = name.get_value();
        // Where the browser keeps nothing, there is nothing to bring back.
        let kept = vault::kept(&name).await.unwrap_or_default();
        let before = kept.into_iter().find(|(found, _)| *found == name);
        if let Some((_, text)) = before
            && reason.try_with_untracked(String::is_empty) == Some(true)
        {
            reason.try_set(text);
        }
    });
    effect(move || {
        let text = reason.get();
        let mine = version.get_value().wrapping_add(1);
        version.set_value(mine);
        if text.is_empty() {
            return;
        }
        set_timeout(
            move || {
                if version.try_get_value() == Some(mine) {
                    let name = name.get_value();
                    spawn_local(async move {
                        // A browser that keeps nothing is no reason to stop an officer.
                        let _ = vault::keep(&name, &text).await;
                    });
                }
            },
            PAUSE,
        );
    });
}
