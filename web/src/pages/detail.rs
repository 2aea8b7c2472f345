//! An application in detail: the verdict, both zones, every check, the time line. While the result
//! is awaited the page asks again by itself and tells what has changed.

mod actions;
mod asked;
mod checked;
mod disputes;
mod handed_in;
mod held;
mod looks;
mod objected;
mod referred;
mod renewal;
mod sections;
mod term;
mod verdict;
mod ways;

use futures::future::join;
use leptos::prelude::*;
use shared::application::{CheckState, Detail, ObjectionStep, State, SubState};
use shared::authority::AuthorityPart;
use shared::form::FilledBy;
use shared::policy::{Outcome, VersionId, explain};
use shared::registry::Registry;
use shared::values::{Day, day_in_shanghai};

use crate::api::use_api;
use crate::application::facts::Facts;
use crate::application::findings::Findings;
use crate::application::next::Next;
use crate::application::registries::Registries;
use crate::application::timeline::{Beside, Timeline};
use crate::application::zones::Zones;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::later::{LaterHere, parts};
use crate::live::{Show, live, memo};
use crate::route::{Route, path_id};
use crate::rulebook::use_rulebook;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::load::Loader;
use crate::ui::pulse::Pulse;

use actions::{Actions, Validity};
use looks::Looks;
use sections::Opened;
use verdict::VerdictCard;

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

/// An application in detail.
#[component]
pub(crate) fn Application() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let rulebook = use_rulebook();
    let detail = Loader::new(move || {
        let id = id.get();
        // Findings quote the rules: with both, nothing moves any more.
        async move { join(api.read_application(&id), rulebook.load(api)).await.0 }
    });
    Pulse::new().every(
        move || {
            detail.get().is_some_and(|d| {
                let disputed = d.summary.sub_state.is_some_and(SubState::is_under_review);
                let objected = d.objections.iter().any(|o| o.step == ObjectionStep::Open);
                let renewing = d.summary.sub_state == Some(SubState::Renewing);
                // Somebody else may give the pass back, or sign, at any time.
                let moves = [State::Pending, State::Signing].contains(&d.summary.state);
                disputed || objected || renewing || moves
            })
        },
        move || async move {
            let id = id.get_untracked();
            if let Ok(newer) = api.read_application(&id).await
                && newer.summary.id == id
            {
                detail.put(newer);
            }
        },
    );
    detail.page(move |shown| view! { <Shown detail=shown put=move |newer| detail.put(newer)/> })
}

#[component]
fn Shown(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    provide_context(Opened::new(detail, Callback::new(put)));
    tell_changes(detail);
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
    let name = move || {
        summary
            .with(|s| s.number.clone())
            .unwrap_or_else(|| t_string!(i18n, pages.draft).to_owned())
    };
    view! {
        <main class="page" id="main">
            <nav
                class="crumbs"
                aria-label=t!(i18n, shell.nav.crumbs)
            >
                <ol>
                    <li>
                        <a href=Route::Applications.href()>{t!(i18n, shell.nav.applications)}</a>
                    </li>
                    <li aria-current="page">{name}</li>
                </ol>
            </nav>
            <div class="stack stack--loose">
                <VerdictCard detail=detail/>
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
            </div>
        </main>
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

/// Tells the live region when a registry has answered and when the result stands.
fn tell_changes(detail: Signal<Detail>) {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let session = use_session();
    let state = memo(move || detail.with(|d| d.summary.state));
    let awaited = memo(move || {
        detail.with(|d| {
            d.checks
                .iter()
                .filter(|c| c.state == CheckState::Awaited)
                .map(|c| c.registry)
                .collect::<Vec<Registry>>()
        })
    });
    Effect::new(move |before: Option<(State, Vec<Registry>)>| {
        let now = (state.get(), awaited.get());
        let Some((state_before, awaited_before)) = before else {
            return now;
        };
        if now.0 != state_before {
            session.expect_messages();
            let word = terms::state(i18n, now.0);
            announcer.say(t_string!(i18n, result.told_state, state = word));
        } else if now.0 == State::Pending {
            let answered: Vec<&str> = awaited_before
                .iter()
                .filter(|r| !now.1.contains(r))
                .map(|r| explain::agency(*r, lang(i18n)))
                .collect();
            if !answered.is_empty() {
                let who = answered.join(t_string!(i18n, result.list_comma));
                announcer.say(t_string!(i18n, result.told_answered, who = who));
            }
        }
        now
    });
}
