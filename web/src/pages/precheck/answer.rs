//! The answer of a pre-check so far: for each zone yes, no or what would have to be known, and how
//! a no could become a yes.

use leptos::prelude::*;
use shared::few::Few;
use shared::policy::precheck::{Path, Sale};
use shared::policy::{Check, Decision, Outcome, Precheck, Verdict, explain};
use shared::purchase::Place;

use super::questions::topic;
use crate::application::findings::Findings;
use crate::application::zones::Zones;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
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
    // What waiting is for: contributions, or time alone (a divorce, a hukou).
    let paying = result.decision.findings.iter().any(|finding| {
        finding.verdict != Verdict::Met
            && matches!(finding.check, Check::SocialInsurance | Check::IncomeTax)
    });
    let place = decision
        .zones
        .iter()
        .map(|zone| zone.zone)
        .collect::<Vec<_>>();
    let outlook_here = result
        .outlook
        .into_iter()
        .filter(|path| path.zone.is_none_or(|zone| place.contains(&zone)))
        .collect();
    let findings = decision.clone();
    view! {
        <div class="stack">
            {outcome(decision)}
            {still}
            {outlook(outlook_here, paying, laid)}
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

/// The estimates; nothing where there are none.
fn outlook(paths: Vec<Path>, paying: bool, laid: bool) -> Option<AnyView> {
    let i18n = use_i18n();
    (!paths.is_empty()).then(|| {
        let lines = paths
            .into_iter()
            .map(|path| {
                let zone = path.zone;
                view! {
                    <li>
                        <b>
                            {live(move || match zone {
                                Some(zone) => explain::zone(zone, lang(i18n)),
                                None => t_string!(i18n, rules.aim.unit),
                            })}
                        </b>
                        " "
                        {live(move || sentence(i18n, &path, paying, laid))}
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="card outlook" aria-labelledby="outlook">
                <div class="card__body">
                    <h3 id="outlook">{t!(i18n, rules.outlook.title)}</h3>
                    <ul class="outlook__paths">{lines}</ul>
                    <p class="meta">{t!(i18n, rules.outlook.estimate)}</p>
                </div>
            </section>
        }
        .into_any()
    })
}

/// What would have to be sold, in words.
fn sales(i18n: I18n, sell: Sale) -> Vec<String> {
    let inside = |n| t_string!(i18n, rules.outlook.sell_inside, n = n);
    let outside = |n| t_string!(i18n, rules.outlook.sell_outside, n = n);
    let units = |n| t_string!(i18n, rules.outlook.sell_units, n = n);
    let sale = |n: u8, one: &str, several: &dyn Fn(String) -> String| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(several(n.to_string())),
    };
    [
        sale(
            sell.inside_fifth_ring,
            t_string!(i18n, rules.outlook.sell_one_inside),
            &inside,
        ),
        sale(
            sell.outside_fifth_ring,
            t_string!(i18n, rules.outlook.sell_one_outside),
            &outside,
        ),
        sale(
            sell.commercial_units,
            t_string!(i18n, rules.outlook.sell_one_unit),
            &units,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One way to a yes: what would have to be done, and from which month it would be enough.
fn sentence(i18n: I18n, path: &Path, paying: bool, laid: bool) -> String {
    let mut steps: Vec<String> = path
        .obtain
        .iter()
        .map(|question| t_string!(i18n, rules.outlook.obtain, what = topic(i18n, *question)))
        .collect();
    steps.extend(sales(i18n, path.sell));
    if path.wait_months > 0 {
        steps.push(if paying {
            t_string!(i18n, rules.outlook.keep_paying).to_owned()
        } else {
            t_string!(i18n, rules.outlook.wait).to_owned()
        });
    }
    let last = steps.pop().unwrap_or_default();
    let steps = match steps.join(t_string!(i18n, rules.outlook.comma)) {
        none if none.is_empty() => last,
        first => first + t_string!(i18n, rules.outlook.and) + &last,
    };
    if path.open.is_empty() && path.wait_months == 0 {
        return t_string!(i18n, rules.outlook.then_yes, steps = steps);
    }
    if path.open.is_empty() {
        let from = explain::month(path.from, lang(i18n));
        if laid && paying {
            return t_string!(i18n, rules.outlook.then_latest, steps = steps, from = from);
        }
        return t_string!(i18n, rules.outlook.then_from, steps = steps, from = from);
    }
    let open: Vec<_> = path.open.iter().map(|q| topic(i18n, *q)).collect();
    t_string!(
        i18n,
        rules.outlook.then_open,
        steps = steps,
        open = open.join(t_string!(i18n, result.list_comma))
    )
}
