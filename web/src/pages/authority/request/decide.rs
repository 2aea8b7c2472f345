//! The decision of the principal: to confirm, with or without letting the agent see the facts, or to
//! decline.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::authority::{ConfirmAuthority, DeclineAuthority, LONGEST_DECLINE};
use shared::form::Texts;
use shared::issue::IssueCode;
use shared::purchase::Module;

use super::super::forget_code;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, said, t, text};
use crate::live::live;
use crate::route::Route;
use crate::terms;
use crate::ui::announcer::use_announcer;
use crate::ui::choice::TickField;
use crate::ui::confirm::Confirm;
use crate::ui::dialog::Tone;
use crate::ui::failure::FailureNotice;
use crate::ui::faults::Faults;
use crate::ui::field::{Field, Kind, TextField};

const AGREED: &str = "agreed";
const PROMISED: &str = "promised";

/// The two buttons, each with its question.
#[component]
pub(super) fn Decide(
    module: Module,
    code: String,
    /// What follows where the person declines.
    declined: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let facts_shown = RwSignal::new(false);
    let faults = Faults::new();
    let texts = Texts::of(module);
    let ticked = Ticked {
        agreed: RwSignal::new(String::new()),
        promised: RwSignal::new(String::new()),
    };
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let confirming = RwSignal::new(false);
    let declining = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let code = StoredValue::new(code);
    let confirm = confirm(code, facts_shown, ticked, (busy, confirming, failure));
    let decline = decline(code, reason, declined, (busy, declining, failure));
    let ask = move |_| {
        let missing = ticked.missing();
        confirming.set(missing.is_empty());
        faults.put(missing);
    };
    let confirm_text = move || {
        t_string!(
            i18n,
            agent.request.confirm_text,
            module = terms::module(i18n, module)
        )
    };
    view! {
        <section class="card" aria-labelledby="decide">
            <div class="card__head">
                <h2 class="card__title" id="decide">{t!(i18n, agent.request.decide)}</h2>
            </div>
            <div class="card__body stack stack--tight">
                {faults.summary(label)}
                <FailureNotice failure=failure />
                <TickField
                    field=faults.field(AGREED, ticked.agreed)
                    value=texts.data_use
                    label=said!(i18n, module, notes.agree)
                >
                    <p class="field__hint">
                        <a href=Route::Privacy.href() target="_blank" rel="noopener">
                            {t!(i18n, wizard.notes.agree_link)}
                        </a>
                    </p>
                </TickField>
                <TickField
                    field=faults.field(PROMISED, ticked.promised)
                    value=texts.promise
                    label=text!(i18n, wizard.submit.tick)
                />
                <FactsTick shown=facts_shown />
                <p class="meta">{t!(i18n, agent.request.later)}</p>
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=ask
                    >
                        {t!(i18n, agent.request.confirm)}
                    </button>
                    <button
                        class="button button--link button--danger"
                        type="button"
                        on:click=move |_| declining.set(true)
                    >
                        {t!(i18n, agent.request.decline)}
                    </button>
                </div>
            </div>
        </section>
        <Confirm
            open=confirming
            title=text!(i18n, agent.request.confirm_title)
            id="confirm-authority"
            tone=Tone::Plain
            keep=text!(i18n, agent.request.not_yet)
            confirm=text!(i18n, agent.request.confirm)
            busy=busy
            act=move |_| confirm()
        >
            <p>{live(confirm_text)}</p>
        </Confirm>
        <Declining open=declining busy=busy reason=reason decline=Callback::new(move |()| decline()) />
    }
}

/// The question before it is declined, with a word for the agent.
#[component]
fn Declining(
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    reason: RwSignal<String>,
    decline: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Confirm
            open=open
            title=text!(i18n, agent.request.decline_title)
            id="decline-authority"
            keep=text!(i18n, agent.request.not_yet)
            confirm=text!(i18n, agent.request.decline)
            busy=busy
            act=move |_| decline.run(())
        >
            <p>{t!(i18n, agent.request.decline_text)}</p>
            <TextField
                field=reason_field(reason)
                label=text!(i18n, agent.request.reason)
                hint=text!(i18n, agent.request.reason_hint)
                kind=Kind::Wide
                optional=true
            />
        </Confirm>
    }
}

fn label(i18n: I18n, id: &str) -> &'static str {
    match id {
        PROMISED => t_string!(i18n, wizard.submit.promise_title),
        _ => t_string!(i18n, wizard.notes.agree_name),
    }
}

/// What has to be ticked before it can be confirmed, each with the version of the text once it is. The
/// use of sensitive data needs a consent of its own.
#[derive(Clone, Copy)]
struct Ticked {
    agreed: RwSignal<String>,
    promised: RwSignal<String>,
}

impl Ticked {
    /// What is not ticked yet.
    fn missing(self) -> Vec<(&'static str, IssueCode)> {
        [(AGREED, self.agreed), (PROMISED, self.promised)]
            .into_iter()
            .filter(|(_, tick)| tick.with_untracked(String::is_empty))
            .map(|(id, _)| (id, IssueCode::MustAgree))
            .collect()
    }
}

/// Whether the agent may see the facts.
#[component]
fn FactsTick(shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="field">
            <label class="tick tick--boxed">
                <input
                    type="checkbox"
                    aria-describedby="facts-note"
                    prop:checked=shown
                    on:change=move |event| shown.set(event_target_checked(&event))
                />
                <span>{t!(i18n, agent.facts.tick)}</span>
            </label>
            <p class="field__hint" id="facts-note">{t!(i18n, agent.facts.note)}</p>
        </div>
    }
}

/// The reason, cut where it is longer than the server takes.
fn reason_field(reason: RwSignal<String>) -> Field {
    Field {
        id: StoredValue::new("decline-reason".to_owned()),
        value: reason.into(),
        error: Signal::stored(None),
        set: Callback::new(move |text: String| {
            reason.set(text.chars().take(LONGEST_DECLINE).collect());
        }),
    }
}

/// What both share: whether it is under way, whether it is asked, and why it failed.
type Standing = (RwSignal<bool>, RwSignal<bool>, RwSignal<Option<Failure>>);

fn confirm(
    code: StoredValue<String>,
    facts_shown: RwSignal<bool>,
    ticked: Ticked,
    (busy, asking, failure): Standing,
) -> impl Fn() + Clone {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let navigate = use_navigate();
    move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let navigate = navigate.clone();
        let confirm = ConfirmAuthority {
            code: code.get_value(),
            facts_shown: facts_shown.get_untracked(),
            data_use_agreed: ticked.agreed.get_untracked(),
            promise: ticked.promised.get_untracked(),
        };
        spawn_local(async move {
            let answer = api.confirm_authority(&confirm).await;
            asking.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(detail) => {
                    forget_code();
                    let path = Route::Application(detail.summary.id).href();
                    navigate(&path, NavigateOptions::default());
                    announcer.say(t_string!(i18n, agent.request.confirmed));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    }
}

fn decline(
    code: StoredValue<String>,
    reason: RwSignal<String>,
    declined: Callback<()>,
    (busy, asking, failure): Standing,
) -> impl Fn() + Clone {
    let api = use_api();
    move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let reason = reason.get_untracked().trim().to_owned();
        let decline = DeclineAuthority {
            code: code.get_value(),
            reason: (!reason.is_empty()).then_some(reason),
        };
        spawn_local(async move {
            let answer = api.decline_authority(&decline).await;
            asking.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    forget_code();
                    declined.try_run(());
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    }
}
