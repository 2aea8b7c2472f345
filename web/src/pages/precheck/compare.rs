//! "What changed for me": the same household under the rules of another day, side by side.

use leptos::prelude::*;
use shared::policy::{Cap, Decision, Precheck, explain, precheck};
use shared::values::{Day, Zone};

use super::answer::look;
use super::inputs::Inputs;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::{live, memo};
use crate::rulebook::use_policies;
use crate::ui::badge::Badge;

/// The day to compare with, and both answers.
#[component]
pub(super) fn Compare(inputs: Inputs, today: Day) -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let other = RwSignal::new(None::<Day>);
    let ask = move |day: Day| {
        let situation = inputs.situation(day)?;
        policies.with(|all| Some(precheck(&situation, all)))
    };
    let both = memo(move || Some((ask(today)?, ask(other.get()?)?)));
    let starts = move || {
        let mut days: Vec<Day> = policies.with(|all| {
            all.versions()
                .iter()
                .map(|version| version.effective_from)
                .collect()
        });
        days.dedup();
        days.reverse();
        days.into_iter()
            .map(|day| {
                view! {
                    <button
                        class="button button--small"
                        type="button"
                        aria-pressed=Signal::derive(move || (other.get() == Some(day)).to_string())
                        on:click=move |_| other.set(Some(day))
                    >
                        {live(move || explain::day(day, lang(i18n)))}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <section class="part" aria-labelledby="compare">
            <h2 id="compare">{t!(i18n, rules.compare.title)}</h2>
            <div class="card">
            <div class="card__body stack stack--tight">
            <p>{t!(i18n, rules.compare.lede)}</p>
            <div class="field">
                <label class="field__label" for="compare-day">{t!(i18n, rules.compare.day)}</label>
                <input
                    class="input input--short"
                    id="compare-day"
                    type="date"
                    min="2010-01-01"
                    max=today.to_string()
                    prop:value=Signal::derive(move || {
                        other.get().map(|day| day.to_string()).unwrap_or_default()
                    })
                    on:change=move |event| other.set(event_target_value(&event).parse().ok())
                />
            </div>
            <details class="fold">
                <summary>{t!(i18n, rules.compare.starts)}</summary>
                <div class="fold__body cluster">{live(starts)}</div>
            </details>
            </div>
            <div aria-live="polite">
                {live(move || {
                    both.get()
                        .map(|(now, then)| {
                            let day = other.get_untracked().unwrap_or(today);
                            view! { <SideBySide now=now then=then today=today day=day /> }
                        })
                })}
            </div>
            </div>
        </section>
    }
}

#[component]
fn SideBySide(now: Precheck, then: Precheck, today: Day, day: Day) -> impl IntoView {
    let i18n = use_i18n();
    let (now, then) = (now.decision, then.decision);
    let rows = now
        .module
        .parts()
        .iter()
        .map(|part| {
            view! {
                <tr>
                    <th scope="row">
                        {live({
                            let part = *part;
                            move || match part {
                                Some(zone) => explain::zone(zone, lang(i18n)),
                                None => t_string!(i18n, rules.aim.unit),
                            }
                        })}
                    </th>
                    {cell(&now, *part, today)}
                    {cell(&then, *part, day)}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table compare">
            <caption class="sr-only">{t!(i18n, rules.compare.title)}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{t!(i18n, rules.compare.now)}</th>
                    <th scope="col">{live(move || explain::day(day, lang(i18n)))}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn cell(decision: &Decision, part: Option<Zone>, day: Day) -> AnyView {
    let i18n = use_i18n();
    let (outcome, reason) = decision.outcome_for(part);
    let cap = part.and_then(|zone| decision.zone(zone)?.cap);
    let label = move || explain::day(day, lang(i18n));
    let cap = move || {
        cap.map(|cap: Cap| t_string!(i18n, rules.compare.cap, cap = explain::cap(cap, lang(i18n))))
    };
    view! {
        <td data-label=Signal::derive(label)>
            <div>
            <Badge
                look=look(outcome)
                word=Signal::derive(move || explain::outcome(outcome, lang(i18n)).to_owned())
            />
            <p class="meta">{live(move || explain::reason(reason, lang(i18n)))}</p>
            <p class="meta">{live(cap)}</p>
            </div>
        </td>
    }
    .into_any()
}
