//! The answer for each zone of the city, inside and outside the fifth ring road: whether the
//! household may buy, how many homes it may have, how many count already, and how many are left.

use leptos::prelude::*;
use shared::certificate::CertifiedZone;
use shared::policy::{Cap, Decision, Outcome, ZoneResult, explain};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::live::live;
use crate::terms;
use crate::ui::badge::{Badge, Look};

/// Both zones; the one that was applied for is marked.
#[component]
pub(crate) fn Zones(
    decision: Decision,
    /// Whether it answers a pre-check: then no zone has been applied for.
    #[prop(optional)]
    precheck: bool,
    /// Whether the result is of no effect any more: it stays readable, and nothing invites to buy.
    #[prop(optional)]
    past: bool,
) -> impl IntoView {
    let place = decision.purchase.place.filter(|_| !precheck);
    let chosen = place.map(shared::purchase::Place::zone);
    let cards = decision
        .zones
        .into_iter()
        .map(|zone| view! { <ZoneCard result=zone chosen={chosen == Some(zone.zone)} past=past/> })
        .collect_view();
    let class = if past { "zones zones--past" } else { "zones" };
    view! { <div class=class>{cards}</div> }
}

#[component]
fn ZoneCard(result: ZoneResult, chosen: bool, past: bool) -> impl IntoView {
    let i18n = use_i18n();
    let look = match result.outcome {
        _ if past => Look::Void,
        Outcome::Eligible => Look::Passed,
        Outcome::Ineligible => Look::Failed,
        Outcome::ManualReview | Outcome::CannotTell => Look::Pending,
        Outcome::NotChecked => Look::Void,
    };
    let none_left = result.remaining == Some(Cap::Homes(0));
    let name = move || explain::zone(result.zone, lang(i18n));
    view! {
        <section class=if chosen { "zone zone--chosen" } else { "zone" } aria-label=name>
            <div class="zone__head">
                <h3>
                    {name}
                    {chosen
                        .then(|| {
                            view! {
                                " "
                                <span class="zone__tag">{t!(i18n, result.this_application)}</span>
                            }
                        })}
                </h3>
                <Badge
                    look=look
                    word=Signal::derive(move || {
                        explain::outcome(result.outcome, lang(i18n)).to_owned()
                    })
                />
            </div>
            <dl class="zone__figures">
                <div>
                    <dt>{t!(i18n, result.cap)}</dt>
                    <dd>{live(move || cap(i18n, result.cap))}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, result.used)}</dt>
                    <dd>{live(move || cap(i18n, result.used.map(Cap::Homes)))}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, result.remaining)}</dt>
                    <dd class=if none_left { "is-none" } else { "is-key" }>
                        {live(move || match (result.cap, result.remaining) {
                            // No number of homes stands in the way.
                            (Some(Cap::Unlimited), Some(Cap::Homes(0))) => {
                                t_string!(i18n, result.not_now).to_owned()
                            }
                            (_, remaining) => cap(i18n, remaining),
                        })}
                    </dd>
                </div>
            </dl>
            <p class="zone__why">{live(move || explain::reason(result.reason, lang(i18n)))}</p>
        </section>
    }
}

/// A number of homes, no limit, or a dash where it cannot be told.
pub(crate) fn cap(i18n: I18n, cap: Option<Cap>) -> String {
    match cap {
        Some(Cap::Homes(n)) => t_string!(i18n, result.homes, n = n.to_string()),
        Some(Cap::Unlimited) => t_string!(i18n, result.unlimited).to_owned(),
        None => t_string!(i18n, result.unknown).to_owned(),
    }
}

/// What a certificate allows in a zone, for whoever sells.
#[component]
pub(crate) fn Certified(zone: CertifiedZone) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || match zone.cap {
        Some(Cap::Unlimited) => t_string!(i18n, verify.zone_unlimited).to_owned(),
        Some(Cap::Homes(_)) | None => t_string!(
            i18n,
            verify.zone,
            cap = cap(i18n, zone.cap),
            remaining = cap(i18n, zone.remaining)
        ),
    };
    view! {
        <dt>{live(move || terms::zone(i18n, zone.zone))}</dt>
        <dd>{live(words)}</dd>
    }
}
