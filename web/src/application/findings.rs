//! What the rules found, one card for each check: the sentence, the months, what the rule asks for,
//! where that is written, and where the facts are from.

use leptos::prelude::*;
use shared::policy::explain::cards::{self as told, cards};
use shared::policy::{Check, Decision, Finding, MonthStrip, Policies, Verdict, explain};
use shared::values::Lang;

use crate::application::months::MonthCalendar;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::live;
use crate::rulebook::use_told_policies;
use crate::ui::badge::{Badge, Look};

/// The cards: what is not met first, then what cannot be told, and what is met at the end; those
/// that are alike in the order of the decision.
#[component]
pub(crate) fn Findings(
    decision: Decision,
    /// Whether the facts are withheld from whoever reads it, and so where they are from.
    #[prop(optional)]
    withheld: bool,
) -> impl IntoView {
    let cards = cards(&decision)
        .into_iter()
        .map(|card| {
            let told::Card {
                check,
                verdict,
                findings,
            } = card;
            view! { <Card check=check verdict=verdict findings=findings withheld=withheld/> }
        })
        .collect_view();
    view! { <div class="checks">{cards}</div> }
}

fn look(verdict: Verdict) -> Look {
    match verdict {
        Verdict::Met => Look::Passed,
        Verdict::NotMet => Look::Failed,
        Verdict::CannotTell | Verdict::Review => Look::Pending,
        Verdict::NotCovered => Look::Void,
    }
}

#[component]
fn Card(check: Check, verdict: Verdict, findings: Vec<Finding>, withheld: bool) -> impl IntoView {
    let i18n = use_i18n();
    let class = match look(verdict) {
        Look::Passed => "check check--passed",
        Look::Failed => "check check--failed",
        Look::Draft | Look::Pending | Look::Signing | Look::Signed => "check check--pending",
        Look::Void => "check",
    };
    let several = findings.len() > 1;
    view! {
        <article class=class>
            <h3 class="check__name">{live(move || explain::check(check, lang(i18n)))}</h3>
            <Badge
                look=look(verdict)
                word=Signal::derive(move || explain::verdict(verdict, lang(i18n)).to_owned())
            />
            <div class="check__body">
                {findings
                    .into_iter()
                    .map(|finding| {
                        let differs = several && finding.verdict != verdict;
                        view! { <One finding=finding differs=differs withheld=withheld/> }
                    })
                    .collect_view()}
            </div>
        </article>
    }
}

#[component]
fn One(
    finding: Finding,
    /// Whether its verdict is another than the card's, and has to be told.
    differs: bool,
    withheld: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let verdict = finding.verdict;
    let zone = finding.zone;
    let months = finding.months.clone();
    let finding = StoredValue::new(finding);
    let sentence = move || finding.with_value(|f| explain::sentence(f, lang(i18n)));
    let source = move || finding.with_value(|f| explain::source(f, lang(i18n)));
    let policies = use_told_policies();
    let quoted = move |quote: fn(&Finding, &Policies, Lang) -> Option<String>| {
        let lang = lang(i18n);
        policies.with(|all| finding.with_value(|f| quote(f, all.as_ref()?, lang)))
    };
    let rule = move || quoted(|f, all, lang| Some(explain::requirement(f, all, lang)));
    let law = move || quoted(explain::citation);
    view! {
        <div class="check__finding">
            <p>
                {zone.map(|zone| {
                    view! {
                        <b class="check__zone">{live(move || explain::zone(zone, lang(i18n)))}</b>
                        " "
                    }
                })}
                {sentence}
                {differs
                    .then(|| {
                        view! {
                            " "
                            <span class="nowrap">
                                {live(move || {
                                    t_string!(
                                        i18n,
                                        result.aside,
                                        what = explain::verdict(verdict, lang(i18n))
                                    )
                                })}
                            </span>
                        }
                    })}
            </p>
            {months.map(|strip| view! { <Months strip=*strip met=verdict == Verdict::Met/> })}
            <p class="check__rule">{rule} " " <cite class="check__law">{law}</cite></p>
            {live(move || match source() {
                None if withheld => ().into_any(),
                Some(source) => view! { <p class="check__source">{source}</p> }.into_any(),
                None => view! {
                    <p class="check__source">{t!(i18n, result.told_by_applicant)}</p>
                }
                .into_any(),
            })}
        </div>
    }
}

/// The calendar; where nothing is wrong with it, for those who ask for it.
#[component]
fn Months(strip: MonthStrip, met: bool) -> impl IntoView {
    let i18n = use_i18n();
    if !met {
        return view! { <MonthCalendar strip=strip/> }.into_any();
    }
    view! {
        <details class="fold">
            <summary>{t!(i18n, result.months)}</summary>
            <div class="fold__body">
                <MonthCalendar strip=strip/>
            </div>
        </details>
    }
    .into_any()
}
