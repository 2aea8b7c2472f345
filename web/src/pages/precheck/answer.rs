//! The answer of a pre-check so far: for each zone yes, no or what would have to be known, and how
//! a no could become a yes.

use leptos::prelude::*;
use shared::few::Few;
use shared::policy::{Decision, Outcome, Precheck, explain};
use shared::purchase::Place;

use crate::application::findings::Findings;
use crate::application::outlook::{lines, topic, waits_for_payments};
use crate::application::zones::Zones;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::live;
use crate::ui::badge::{Badge, Look};
use crate::ui::icon::{Glyph, Icon};

/// The answer.
#[component]
pub(super) fn Answer(result: Precheck) -> impl IntoView {
    let i18n = use_i18n();
    let open: Vec<_> = result
        .questions
        .iter()
        .filter(|asked| !asked.answered)
        .map(|asked| asked.question)
        .collect();
    let waits = result
        .decision
        .module
        .parts()
        .iter()
        .any(|part| result.decision.outcome_for(*part).0 == Outcome::CannotTell);
    let still = (waits && !open.is_empty()).then(|| {
        let topics = move || {
            let topics: Vec<_> = open.iter().map(|question| topic(i18n, *question)).collect();
            topics.join(t_string!(i18n, result.list_comma))
        };
        view! {
            <p class="notice">
                <Glyph icon=Icon::Info />
                <span class="notice__body">
                    {t!(i18n, rules.precheck.still)} " " {live(topics)}
                </span>
            </p>
        }
    });
    // Which months are missing was not asked: the latest ones are the worst case.
    let laid = result.decision.findings.iter().any(|finding| {
        let strip = finding.months.as_ref();
        strip.is_some_and(|strip| strip.missing() + strip.back_paid() > 0)
    });
    let decision = answered_for(&result.decision);
    let paying = waits_for_payments(&result.decision);
    let place = decision
        .zones
        .iter()
        .map(|zone| zone.zone)
        .collect::<Vec<_>>();
    let outlook: Vec<_> = result
        .outlook
        .into_iter()
        .filter(|path| path.zone.is_none_or(|zone| place.contains(&zone)))
        .collect();
    let outlook_here = (!outlook.is_empty()).then(|| {
        view! {
            <section class="card outlook" aria-labelledby="outlook">
                <div class="card__body">
                    <h3 id="outlook">{t!(i18n, rules.outlook.title)}</h3>
                    <ul class="outlook__paths">{lines(outlook, paying, laid)}</ul>
                    <p class="meta">{t!(i18n, rules.outlook.estimate)}</p>
                </div>
            </section>
        }
    });
    let findings = decision.clone();
    view! {
        <div class="stack">
            {outcome(decision)}
            {still}
            {outlook_here}
            <details class="fold">
                <summary>{t!(i18n, rules.precheck.basis)}</summary>
                <div class="fold__body stack stack--tight">
                    <p class="meta">{t!(i18n, rules.precheck.not_compared)}</p>
                    {laid.then(|| view! { <p class="meta">{t!(i18n, rules.precheck.laid)}</p> })}
                    <Findings decision=findings />
                </div>
            </details>
        </div>
    }
}

/// The decision with the zones that were asked about: a home in Tongzhou or a single-storey house
/// lies in one of them.
pub(super) fn answered_for(decision: &Decision) -> Decision {
    let mut decision = decision.clone();
    let purchase = decision.purchase;
    let only = purchase
        .place
        .filter(|place| purchase.single_storey || *place == Place::Tongzhou)
        .and_then(|place| decision.zone(place.zone()).copied());
    if let Some(only) = only {
        decision.zones = Few::NONE;
        decision.zones.set(0, only);
    }
    decision
}

/// Both zones, or the commercial unit.
fn outcome(decision: Decision) -> AnyView {
    if !decision.zones.is_empty() {
        return view! { <Zones decision=decision precheck=true /> }.into_any();
    }
    let i18n = use_i18n();
    let (outcome, reason) = decision.outcome_for(None);
    let new_build = decision.purchase.new_build;
    view! {
        <section class="zone">
            <div class="zone__head">
                <h3>
                    {live(move || if new_build {
                        t_string!(i18n, rules.aim.new_unit)
                    } else {
                        t_string!(i18n, rules.aim.unit)
                    })}
                </h3>
                <Badge
                    look=look(outcome)
                    word=Signal::derive(move || explain::outcome(outcome, lang(i18n)).to_owned())
                />
            </div>
            <p class="zone__why">{live(move || explain::reason(reason, lang(i18n)))}</p>
        </section>
    }
    .into_any()
}

/// How an outcome looks.
pub(super) fn look(outcome: Outcome) -> Look {
    match outcome {
        Outcome::Eligible => Look::Passed,
        Outcome::Ineligible => Look::Failed,
        Outcome::ManualReview | Outcome::CannotTell => Look::Pending,
        Outcome::NotChecked => Look::Void,
    }
}
