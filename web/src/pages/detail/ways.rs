//! What a household that may not buy can do: what is open to it now, and from when the rest is.

use leptos::prelude::*;
use shared::application::Detail;
use shared::form::Chapter;
use shared::policy::{Cap, Outcome, ZoneResult, explain};
use shared::purchase::Place;

use crate::api::Failure;
use crate::application::outlook::{lines, waits_for_payments};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::live;
use crate::pages::apply_again::ApplyAgain;
use crate::ui::failure::FailureNotice;

/// The part of the page; nothing where nothing can be said.
#[component]
pub(super) fn Ways(
    /// A refusal.
    detail: Detail,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(None::<Failure>);
    let decision = detail.decision?;
    let another_unit = decision.is_about_the_unit();
    let chosen = decision.purchase.place.map(Place::zone);
    let open: Vec<ZoneResult> = decision
        .zones
        .into_iter()
        .filter(|zone| Some(zone.zone) != chosen && zone.outcome == Outcome::Eligible)
        .collect();
    let paths = detail.outlook;
    let other_unit = another_unit.then(|| view! { <li>{t!(i18n, result.ways.other_unit)}</li> });
    if open.is_empty() && paths.is_empty() && other_unit.is_none() {
        return None;
    }
    let paying = waits_for_payments(&decision);
    let estimate = (!paths.is_empty())
        .then(|| view! { <p class="meta">{t!(i18n, rules.outlook.estimate)}</p> });
    let (module, id) = (detail.summary.module, detail.summary.id);
    let others = open
        .iter()
        .map(|zone| {
            let zone = *zone;
            view! {
                <li>
                    <b>{live(move || explain::zone(zone.zone, lang(i18n)))}</b>
                    " "
                    {live(move || match zone.remaining {
                        Some(Cap::Homes(n)) => {
                            t_string!(i18n, result.ways.open_now, n = n.to_string())
                        }
                        Some(Cap::Unlimited) | None => {
                            t_string!(i18n, result.ways.open).to_owned()
                        }
                    })}
                </li>
            }
        })
        .collect_view();
    let other = open.into_iter().next().map(|zone| {
        let label = move || {
            let zone = explain::zone(zone.zone, lang(i18n));
            t_string!(i18n, result.ways.other, zone = zone)
        };
        view! {
            <ApplyAgain
                module=module
                id=id
                failure=failure
                label=Signal::derive(label)
                at=(Chapter::Target, None)
                zone=zone.zone
            />
        }
    });
    Some(view! {
        <section class="part" aria-labelledby="ways">
            <h2 id="ways">{t!(i18n, rules.outlook.title)}</h2>
            <div class="card outlook">
                <div class="card__body">
                    <ul class="outlook__paths">{others} {other_unit} {lines(paths, paying, false)}</ul>
                    {estimate}
                    <FailureNotice failure=failure/>
                    {other}
                </div>
            </div>
        </section>
    })
}
