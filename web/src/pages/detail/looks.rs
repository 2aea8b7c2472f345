//! 谁看过我的信息: every look by an officer, and every agency that was asked, with time and reason.

use leptos::prelude::*;
use shared::application::{Detail, RegistryCheck};
use shared::policy::explain;

use super::checked::Checked;
use crate::application::looks::ByOfficer;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::{live, memo};
use crate::time;

/// The part of the page.
#[component]
pub(super) fn Looks(detail: Signal<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let known = memo(move || {
        detail.with(|d| {
            (
                d.looks.clone(),
                d.checks.clone(),
                d.certificate.is_some(),
                d.certificate_checks.clone(),
            )
        })
    });
    view! {
        <section class="card" aria-labelledby="looks">
            <div class="card__head">
                <h2 class="card__title" id="looks">{t!(i18n, result.looks.title)}</h2>
            </div>
            <div class="card__body stack">
                <p class="meta">{t!(i18n, result.looks.lede)}</p>
                {live(move || {
                    let (looks, checks, is_certified, checked) = known.get();
                    let none = looks.is_empty();
                    view! {
                        <div>
                            <h3 class="looks__who">{t!(i18n, result.looks.officers)}</h3>
                            {none.then(|| view! { <p>{t!(i18n, result.looks.none)}</p> })}
                            <ul class="looks">
                                {looks
                                    .into_iter()
                                    .map(|look| view! { <ByOfficer look=look/> })
                                    .collect_view()}
                            </ul>
                        </div>
                        {is_certified.then(|| view! { <Checked checks=checked/> })}
                        <div>
                            <h3 class="looks__who">{t!(i18n, result.looks.registries)}</h3>
                            {checks.is_empty().then(|| view! { <p>{t!(i18n, agent.no_queries)}</p> })}
                            <ul class="looks">
                                {checks
                                    .into_iter()
                                    .map(|check| view! { <ByRegistry check=check/> })
                                    .collect_view()}
                            </ul>
                        </div>
                    }
                })}
            </div>
        </section>
    }
}

#[component]
fn ByRegistry(check: RegistryCheck) -> impl IntoView {
    let i18n = use_i18n();
    let RegistryCheck {
        registry,
        asked_at,
        attempts,
        ..
    } = check;
    let what = move || {
        if attempts > 1 {
            t_string!(i18n, result.looks.queried_times, n = attempts.to_string())
        } else {
            t_string!(i18n, result.looks.queried).to_owned()
        }
    };
    view! {
        <li class="look">
            <time class="look__time" datetime=time::machine(asked_at)>
                {live(move || time::moment(i18n, asked_at))}
            </time>
            <p>
                <b>{live(move || explain::agency(registry, lang(i18n)))}</b>
                " "
                {live(what)}
            </p>
        </li>
    }
}
