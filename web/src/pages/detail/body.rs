//! What stands under the verdict of an application: both zones, every check, the time line, and what
//! can be done.

use leptos::prelude::*;
use shared::application::{Detail, State, SubState};
use shared::authority::AuthorityPart;
use shared::form::FilledBy;
use shared::policy::{Outcome, VersionId};
use shared::values::{Day, day_in_shanghai};

use super::actions::{Actions, Validity};
use super::looks::Looks;
use super::sections::{self, Opened};
use crate::application::facts::Facts;
use crate::application::findings::Findings;
use crate::application::next::Next;
use crate::application::registries::Registries;
use crate::application::timeline::{Beside, Timeline};
use crate::application::zones::Zones;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::later::{LaterHere, parts};
use crate::live::{Show, live, memo};
use crate::rulebook::use_rulebook;
use crate::terms;
use crate::time;
use crate::ui::skeleton::Skeleton;

// Most applications have none of these: whoever has one waits a moment longer, and nobody else.
parts! {
    /// What is not in every application: an authority, holds, a renewal, objections, disputes.
    SPECIAL in sections by split_special: sections::Special,
    /// By whose link it was begun.
    REFERRED in sections by split_referred: sections::ByReferral,
    /// What whoever is refused can check and do.
    REFUSED in refused by split_refused: sections::Refused,
    /// The house records on which a refusal rests.
    HOUSES in refused by split_houses: sections::Records,
}

/// All of it, once the rules are known that findings quote: then nothing moves any more.
#[component]
pub(super) fn Body() -> impl IntoView {
    let rulebook = use_rulebook();
    rulebook.ask_once();
    live(move || {
        if rulebook.is_told() {
            view! { <Sections/> }.into_any()
        } else {
            view! { <Skeleton/> }.into_any()
        }
    })
}

#[component]
fn Sections() -> impl IntoView {
    let i18n = use_i18n();
    let Opened { detail, put, .. } = expect_context();
    let put = move |newer| put.run(newer);
    let summary = memo(move || detail.with(|d| d.summary.clone()));
    let for_agent = memo(move || detail.with(is_for_agent));
    let decision = memo(move || {
        // Nothing is shown of a decision that does not stand yet: its findings may still change.
        detail.with(|d| {
            d.decision.clone().filter(|decision| {
                // Of a month that is not posted yet everything else is settled.
                let posting = d.summary.sub_state == Some(SubState::AwaitingPosting);
                posting || decision.outcome != Outcome::CannotTell
            })
        })
    });
    // What a person decided goes beyond what the rules say of each zone.
    let ruled = memo(move || detail.with(|d| d.ruling.is_some()));
    let events = memo(move || detail.with(|d| d.events.clone()));
    let beside = memo(move || detail.with(beside));
    let checks = memo(move || detail.with(|d| d.checks.clone()));
    let state = memo(move || summary.with(|s| s.state));
    let checking = memo(move || {
        let again = [SubState::Rechecking, SubState::Renewing];
        let again = summary.with(|s| s.sub_state.is_some_and(|label| again.contains(&label)));
        again || state.get() == State::Pending
    });
    // Withdrawn or expired, whether or not a result was ever given: a manual review may be
    // withdrawn before it ends, and then there is no day to tell.
    let past = memo(move || {
        summary.with(|s| {
            s.state == State::Void
                && matches!(s.sub_state, Some(SubState::Withdrawn | SubState::Expired))
        })
    });
    let decided = memo(move || summary.with(|s| s.decided_at.map(day_in_shanghai)));
    view! {
        <Show when=move || detail.with(sections::has_special)>
            <LaterHere part=&SPECIAL/>
        </Show>
        <Show when=move || state.get() == State::Passed>
            <Next detail=detail/>
        </Show>
        <Show when=move || checking.get() && !checks.with(Vec::is_empty)>
            <section class="part" aria-labelledby="awaited">
                <h2 id="awaited">{t!(i18n, result.registries)}</h2>
                <div class="card">
                    <Registries checks=checks/>
                </div>
            </section>
        </Show>
        <Show when=move || detail.with(sections::is_refused) && !for_agent.get()>
            <LaterHere part=&REFUSED/>
        </Show>
        {live(move || decision.get().map(|decision| {
            view! {
                {(!decision.zones.is_empty() && !decision.reason.is_mismatch()
                    && !ruled.get())
                    .then(|| {
                        view! {
                            <section class="part" aria-labelledby="zones">
                                <h2 id="zones">{t!(i18n, result.zones)}</h2>
                                {decided
                                    .get()
                                    .filter(|_| past.get())
                                    .map(|day| {
                                        view! { <p class="lede">{was_so(i18n, day)}</p> }
                                    })}
                                <Zones decision=decision.clone() past=past.get()/>
                            </section>
                        }
                    })}
                <section class="part" aria-labelledby="checks">
                    <h2 id="checks">{t!(i18n, result.checks)}</h2>
                    {ruled
                        .get()
                        .then(|| {
                            view! { <p class="lede">{t!(i18n, result.ruling.machine)}</p> }
                        })}
                    <Findings decision=decision withheld=for_agent.get()/>
                </section>
            }
        }))}
        <Show when=move || detail.with(|d| !d.house_records.is_empty())>
            <LaterHere part=&HOUSES/>
        </Show>
        <div class="columns">
            <section class="card" aria-labelledby="facts">
                <div class="card__head">
                    <h2 class="card__title" id="facts">{t!(i18n, result.facts)}</h2>
                </div>
                <div class="card__body">
                    <AllFacts detail=detail/>
                </div>
                <Validity detail=detail/>
            </section>
            <section class="card" aria-labelledby="timeline">
                <div class="card__head">
                    <h2 class="card__title" id="timeline">{t!(i18n, result.timeline)}</h2>
                </div>
                <div class="card__body">
                    <Timeline events=events beside=beside waiting=checking/>
                </div>
            </section>
        </div>
        <Show when=move || !checking.get() && !checks.with(Vec::is_empty)>
            <details class="fold no-print">
                <summary>{t!(i18n, result.registries)}</summary>
                <div class="fold__body">
                    <Registries checks=checks/>
                </div>
            </details>
        </Show>
        <Show when=move || detail.with(|d| d.referral.is_some())>
            <LaterHere part=&REFERRED/>
        </Show>
        <Show when=move || state.get() != State::Draft>
            <Looks detail=detail/>
        </Show>
        <Actions detail=detail put=put/>
    }
}

/// Whether an agent looks at it who is not shown the facts.
fn is_for_agent(detail: &Detail) -> bool {
    let authority = detail.authority.as_ref();
    authority.is_some_and(|authority| {
        authority.my_part == AuthorityPart::Agent
            && authority.state.stands()
            && !authority.facts_shown
    })
}

/// What stands in the time line beside what has happened.
fn beside(detail: &Detail) -> Beside {
    Beside {
        messages: detail.messages.clone(),
        looks: detail.looks.clone(),
        documents: detail.documents.clone(),
        module: Some(detail.summary.module),
        without_reasons: false,
    }
}

/// Over the zones of a result that is of no effect any more.
fn was_so(i18n: I18n, day: Day) -> Signal<String> {
    Signal::derive(move || t_string!(i18n, result.zones_past, day = time::day(i18n, day)))
}

/// What the application tells: the summary, who filled it in, and under which rules it stands.
#[component]
fn AllFacts(detail: Signal<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let facts = memo(move || detail.with(|d| (d.summary.clone(), d.filled_by, rules_from(d))));
    move || {
        let (summary, filled_by, from) = facts.get();
        view! {
            <Facts summary=summary>
                {filled_by.filter(|who| *who != FilledBy::Agent).map(|who| {
                    view! {
                        <dt>{t!(i18n, pages.fact.filled_by)}</dt>
                        <dd>{live(move || terms::filled_by(i18n, who))}</dd>
                    }
                })}
                {from.map(|from| {
                    let rules = move || {
                        t_string!(i18n, result.in_force, day = time::day(i18n, from))
                    };
                    view! {
                        <dt>{t!(i18n, pages.fact.policy)}</dt>
                        <dd>{rules}</dd>
                    }
                })}
            </Facts>
        }
    }
}

/// The first day of the rules that were pinned at submission.
fn rules_from(detail: &Detail) -> Option<Day> {
    let id: VersionId = detail.policy.as_deref()?.parse().ok()?;
    Some(id.from)
}
