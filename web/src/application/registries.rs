//! How far each registry is with an application.

use leptos::prelude::*;
use shared::application::{CheckState, RegistryCheck};
use shared::policy::explain;

use crate::i18n::{t_string, use_i18n};
use crate::language::lang;
use crate::live::live;
use crate::time;
use crate::ui::badge::{Badge, Look};

/// Each registry with its state and time.
#[component]
pub(crate) fn Registries(#[prop(into)] checks: Signal<Vec<RegistryCheck>>) -> impl IntoView {
    view! {
        <ul class="registries">
            {live(move || {
                checks
                    .get()
                    .into_iter()
                    .map(|check| view! { <OneRegistry check=check/> })
                    .collect_view()
            })}
        </ul>
    }
}

#[component]
fn OneRegistry(check: RegistryCheck) -> impl IntoView {
    let i18n = use_i18n();
    let registry = check.registry;
    let (look, state) = (
        match check.state {
            CheckState::Awaited => Look::Pending,
            CheckState::Answered => Look::Passed,
        },
        check.state,
    );
    let word = move || {
        match state {
            CheckState::Awaited => t_string!(i18n, result.registry.awaited),
            CheckState::Answered => t_string!(i18n, result.registry.answered),
        }
        .to_owned()
    };
    let note = move || match (check.state, check.answered_at) {
        (CheckState::Answered, Some(at)) => {
            let at = time::moment_to_second(i18n, at);
            match check.next_attempt_at {
                Some(next) => t_string!(
                    i18n,
                    result.registry.asked_again,
                    at = at,
                    next = time::moment_to_second(i18n, next)
                ),
                None => t_string!(i18n, result.registry.answered_at, at = at),
            }
        }
        (CheckState::Answered, None) => String::new(),
        (CheckState::Awaited, _) => {
            let since = time::moment_to_second(i18n, check.asked_at);
            match check.next_attempt_at.filter(|_| check.attempts > 0) {
                Some(next) => t_string!(
                    i18n,
                    result.registry.awaited_again,
                    since = since,
                    times = check.attempts.to_string(),
                    next = time::clock_to_second(next)
                ),
                None => t_string!(i18n, result.registry.awaited_since, since = since),
            }
        }
    };
    view! {
        <li class="registry">
            <span class="registry__name">
                {live(move || explain::agency(registry, lang(i18n)))}
            </span>
            <span class="registry__note">{note}</span>
            <Badge look=look word=Signal::derive(word)/>
        </li>
    }
}
