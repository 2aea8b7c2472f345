//! Holds of the pass by third parties on the page of an application, asking for their release, and what
//! stands in the way of a contract (待复查).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{Detail, FailedRecheck, LONGEST_STATEMENT, NewHoldObjection};
use shared::hold::HoldState;
use shared::issue::IssueCode;

use super::renewal::changed;
use crate::api::{Failure, use_api};
use crate::application::holds::OneHold;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{live, memo};
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::field::Field;
use crate::ui::long_text::LongTextField;

/// The holds, newest first, and what was found before.
#[component]
pub(super) fn Held(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let holds = memo(move || detail.with(|d| d.holds.clone()));
    let recheck = memo(move || detail.with(|d| d.recheck.clone()));
    let own = memo(move || detail.with(|d| d.summary.filed_for.is_none()));
    let id = memo(move || detail.with(|d| d.summary.id.clone()));
    view! {
        {live(move || recheck.get().map(|failed| view! { <Recheck failed=failed/> }))}
        {live(move || {
            let holds = holds.get();
            (!holds.is_empty()).then(|| {
                let all = holds.into_iter().rev().map(|hold| {
                    let is_live = hold.state == HoldState::Live;
                    let may_object = is_live && hold.objection.is_none() && own.get();
                    let id = id.get_untracked();
                    view! {
                        <OneHold hold=hold>
                            {is_live.then(|| view! { <p>{t!(i18n, signing.live_note)}</p> })}
                            {may_object.then(|| view! { <Object id=id put=put/> })}
                        </OneHold>
                    }
                });
                let all = all.collect::<Vec<_>>();
                view! {
                    <section class="part" aria-labelledby="holds">
                        <h2 id="holds">{t!(i18n, signing.title)}</h2>
                        {all}
                    </section>
                }
            })
        })}
    }
}

/// What the rules say otherwise than when it passed.
#[component]
fn Recheck(failed: FailedRecheck) -> impl IntoView {
    let i18n = use_i18n();
    let FailedRecheck { at, changes } = failed;
    let said = move || t_string!(i18n, signing.recheck.text, at = time::moment(i18n, at));
    let rows = changes
        .into_iter()
        .map(|change| view! { <li>{live(move || changed(i18n, &change))}</li> })
        .collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="recheck">
            <div class="card__head">
                <h2 class="card__title" id="recheck">{t!(i18n, signing.recheck.title)}</h2>
            </div>
            <div class="card__body stack">
                <p>{live(said)}</p>
                <ul>{rows}</ul>
            </div>
        </section>
    }
}

/// Asks an officer to release the hold.
#[component]
fn Object(id: String, put: impl Fn(Detail) + Copy + Send + Sync + 'static) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let failure = RwSignal::new(None::<Failure>);
    let value = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<IssueCode>);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let field = Field {
        id: StoredValue::new("hold-objection".to_owned()),
        value: value.into(),
        error: Signal::derive(move || fault.get().map(|code| code.detail(lang(i18n)).to_owned())),
        set: Callback::new(move |text| value.set(text)),
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let statement = value.get_untracked().trim().to_owned();
        let wrong = if statement.is_empty() {
            Some(IssueCode::Required)
        } else if statement.chars().nth(LONGEST_STATEMENT).is_some() {
            Some(IssueCode::StatementTooLong)
        } else {
            None
        };
        fault.set(wrong);
        if wrong.is_some() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let asked = NewHoldObjection { statement };
            match api.object_to_hold(&id.get_value(), &asked).await {
                Ok(newer) => {
                    put(newer);
                    announcer.say(t_string!(i18n, signing.object.done));
                }
                Err(why) => {
                    busy.try_set(false);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <details class="fold no-print">
            <summary>{t!(i18n, signing.object.summary)}</summary>
            <form class="fold__body stack" novalidate on:submit=send>
                <p>{t!(i18n, signing.object.text)}</p>
                <FailureNotice failure=failure/>
                <LongTextField field=field label=text!(i18n, signing.object.label)/>
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, signing.object.button)}
                    </button>
                </div>
            </form>
        </details>
    }
}
