//! What was decided before, in a case: shown when it is asked for, because to see other applications is
//! a look that their applicant is told.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::State;
use shared::desk::earlier::{Earlier, EarlierApplication, EarlierDecision};
use shared::policy::explain;

use super::outcomes::{outcome_word, ruling_word};
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::live::{Show, live};
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::page::go_to;

/// The part of a case with what was decided before.
#[component]
pub(super) fn EarlierOnes(
    /// The case.
    id: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let found = RwSignal::new(None::<Earlier>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let ask = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match api.list_earlier(&id.get_value()).await {
                Ok(earlier) => {
                    found.try_set(Some(earlier));
                    // After the button that had the focus is gone.
                    set_timeout(|| go_to("#earlier"), Duration::ZERO);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <section class="card" aria-labelledby="earlier">
            <div class="card__head">
                <h2 class="card__title" id="earlier" tabindex="-1">
                    {t!(i18n, desk.earlier.title)}
                </h2>
            </div>
            <div class="card__body stack">
                <Show when=move || found.with(Option::is_none)>
                    <p class="meta">{t!(i18n, desk.earlier.note)}</p>
                    <FailureNotice failure=failure />
                    <button
                        class="button"
                        type="button"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                        on:click=ask
                    >
                        {t!(i18n, desk.earlier.button)}
                    </button>
                </Show>
                {live(move || found.get().map(|found| shown(i18n, &found)))}
            </div>
        </section>
    }
}

fn shown(i18n: I18n, earlier: &Earlier) -> AnyView {
    if earlier.decisions.is_empty() && earlier.applications.is_empty() {
        return view! { <p>{t_string!(i18n, desk.earlier.none)}</p> }.into_any();
    }
    let decisions = earlier.decisions.iter().map(|one| {
        view! { <li class="timeline__item is-done">{decided(i18n, one)}</li> }
    });
    let decisions = (!earlier.decisions.is_empty()).then(|| {
        view! {
            <h3>{t_string!(i18n, desk.earlier.here)}</h3>
            <ol class="timeline">{decisions.collect_view()}</ol>
        }
    });
    let applications = earlier
        .applications
        .iter()
        .map(|one| application(i18n, one));
    let applications = (!earlier.applications.is_empty()).then(|| {
        view! {
            <h3>{t_string!(i18n, desk.earlier.others)}</h3>
            <ol class="timeline">{applications.collect_view()}</ol>
        }
    });
    let more = earlier.has_more.then(|| {
        let n = earlier.applications.len().to_string();
        view! { <p class="meta">{t_string!(i18n, desk.earlier.more, n = n)}</p> }
    });
    view! {
        {decisions}
        {applications}
        {more}
    }
    .into_any()
}

/// What the rules once said, and when.
fn decided(i18n: I18n, decision: &EarlierDecision) -> AnyView {
    let outcome = outcome_word(i18n, decision.outcome);
    let said = t_string!(i18n, desk.earlier.by_rules, outcome = outcome);
    let reason = explain::reason(decision.reason, lang(i18n));
    view! {
        <p class="timeline__text">
            {said} " · " {reason} " · " {decision.policy.clone()} " · "
            <time datetime=time::machine(decision.at)>{time::moment(i18n, decision.at)}</time>
        </p>
    }
    .into_any()
}

fn application(i18n: I18n, one: &EarlierApplication) -> AnyView {
    let class = match one.state {
        State::Passed | State::Signing | State::Signed => "timeline__item is-done",
        State::Failed | State::Void => "timeline__item is-failed",
        State::Draft | State::Pending => "timeline__item is-waiting",
    };
    let sub = one.sub_state.map(|sub| terms::sub_state(i18n, sub));
    let sub = sub.map(|sub| format!(" · {sub}"));
    let ruling = one.ruling.as_ref().map(|ruling| {
        let outcome = ruling_word(i18n, ruling.outcome);
        let said = t_string!(i18n, desk.earlier.by_officer, outcome = outcome);
        view! {
            <p class="timeline__text">
                {said} " · " {ruling.reason.clone()} " · "
                <time datetime=time::machine(ruling.at)>{time::moment(i18n, ruling.at)}</time>
            </p>
        }
    });
    view! {
        <li class=class>
            <div class="timeline__head">
                <h4 class="timeline__title">
                    {one.number.clone()} " · " {terms::module(i18n, one.module)} " · "
                    {terms::state(i18n, one.state)} {sub}
                </h4>
                {one
                    .submitted_at
                    .map(|at| {
                        view! {
                            <time class="timeline__time" datetime=time::machine(at)>
                                {time::moment(i18n, at)}
                            </time>
                        }
                    })}
            </div>
            {one.decision.as_ref().map(|decision| decided(i18n, decision))}
            {ruling}
        </li>
    }
    .into_any()
}
