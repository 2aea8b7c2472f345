//! What officers did in a case before, and who looked at it.

use leptos::prelude::*;
use shared::application::LookKind;
use shared::review::{CaseKind, HandOver, Look, RulingEntry, RulingStep};

use super::hand_over::Handed;
use crate::application::houses::corrected;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::terms;
use crate::time;

/// Both, the oldest first.
#[component]
pub(super) fn History(
    rulings: Vec<RulingEntry>,
    hand_overs: Vec<HandOver>,
    looks: RwSignal<Vec<Look>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let done = in_order(rulings, hand_overs);
    let none = done.is_empty();
    view! {
        <section class="card" aria-labelledby="history">
            <div class="card__head">
                <h2 class="card__title" id="history">
                    {t!(i18n, officer.history.title)}
                </h2>
            </div>
            <div class="card__body stack">
                {none.then(|| view! { <p class="meta">{t!(i18n, officer.history.none)}</p> })}
                <ol class="timeline">
                    {done
                        .into_iter()
                        .map(|done| match done {
                            Done::Ruling(ruling) => view! { <Ruled ruling=ruling /> }.into_any(),
                            Done::HandOver(one) => view! { <Handed hand_over=one /> }.into_any(),
                        })
                        .collect_view()}
                </ol>
                <details class="fold">
                    <summary>
                        {live(move || {
                            let n = looks.with(Vec::len).to_string();
                            t_string!(i18n, officer.history.looks, n = n)
                        })}
                    </summary>
                    <ul class="fold__body looks">
                        {live(move || {
                            looks
                                .get()
                                .into_iter()
                                .map(|look| view! { <Looked look=look /> })
                                .collect_view()
                        })}
                    </ul>
                </details>
            </div>
        </section>
    }
}

/// What was done in a case.
enum Done {
    Ruling(RulingEntry),
    HandOver(HandOver),
}

/// All of it, the oldest first.
fn in_order(rulings: Vec<RulingEntry>, hand_overs: Vec<HandOver>) -> Vec<Done> {
    let rulings = rulings.into_iter().map(Done::Ruling);
    let hand_overs = hand_overs.into_iter().map(Done::HandOver);
    let mut all: Vec<Done> = rulings.chain(hand_overs).collect();
    all.sort_by_key(|done| match done {
        Done::Ruling(ruling) => ruling.at,
        Done::HandOver(one) => one.at,
    });
    all
}

#[component]
fn Ruled(ruling: RulingEntry) -> impl IntoView {
    let i18n = use_i18n();
    let RulingEntry {
        kind,
        step,
        officer,
        reason,
        corrections,
        at,
    } = ruling;
    let class = match step {
        RulingStep::Proposed => "timeline__item is-waiting",
        RulingStep::Confirmed | RulingStep::Granted => "timeline__item is-done",
        RulingStep::Returned | RulingStep::Refused => "timeline__item is-failed",
    };
    view! {
        <li class=class>
            <div class="timeline__head">
                <h3 class="timeline__title">
                    {officer} " " {live(move || ruling_word(i18n, kind, step))}
                </h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment(i18n, at))}
                </time>
            </div>
            <p class="timeline__text">{reason}</p>
            {corrections
                .into_iter()
                .map(|one| {
                    view! { <p class="timeline__text">{live(move || corrected(i18n, &one))}</p> }
                })
                .collect_view()}
        </li>
    }
}

fn ruling_word(i18n: I18n, kind: CaseKind, step: RulingStep) -> &'static str {
    if kind == CaseKind::Objection {
        return match step {
            RulingStep::Proposed => t_string!(i18n, member.officer.propose),
            RulingStep::Returned => t_string!(i18n, officer.history.returned),
            RulingStep::Confirmed => t_string!(i18n, member.officer.confirm),
            RulingStep::Granted => t_string!(i18n, member.officer.grant),
            RulingStep::Refused => t_string!(i18n, member.officer.refuse),
        };
    }
    if kind == CaseKind::HoldRelease {
        return match step {
            RulingStep::Proposed | RulingStep::Confirmed | RulingStep::Granted => {
                t_string!(i18n, signing.officer.grant)
            }
            RulingStep::Returned => t_string!(i18n, officer.history.returned),
            RulingStep::Refused => t_string!(i18n, signing.officer.refuse),
        };
    }
    if kind == CaseKind::Authority {
        return match step {
            RulingStep::Proposed => t_string!(i18n, agent.officer.propose),
            RulingStep::Returned => t_string!(i18n, officer.history.returned),
            RulingStep::Confirmed => t_string!(i18n, agent.officer.confirm),
            RulingStep::Granted => t_string!(i18n, agent.officer.grant),
            RulingStep::Refused => t_string!(i18n, agent.officer.refuse),
        };
    }
    match step {
        RulingStep::Proposed => t_string!(i18n, officer.history.proposed),
        RulingStep::Returned => t_string!(i18n, officer.history.returned),
        RulingStep::Confirmed => t_string!(i18n, officer.history.confirmed),
        RulingStep::Granted => t_string!(i18n, officer.history.granted),
        RulingStep::Refused => t_string!(i18n, officer.history.refused),
    }
}

#[component]
fn Looked(look: Look) -> impl IntoView {
    let i18n = use_i18n();
    let Look {
        kind,
        officer,
        role,
        reason,
        at,
    } = look;
    let what = move || look_word(i18n, kind);
    view! {
        <li class="look">
            <time class="look__time" datetime=time::machine(at)>
                {live(move || time::moment(i18n, at))}
            </time>
            <p>
                <b>{officer}</b>
                " "
                {live(move || terms::officer_role(i18n, role))}
                " · "
                {live(what)}
            </p>
            {reason.map(|reason| view! { <p class="look__reason">{reason}</p> })}
        </li>
    }
}

/// What an officer looked at.
pub(super) fn look_word(i18n: I18n, kind: LookKind) -> &'static str {
    match kind {
        LookKind::Case => t_string!(i18n, result.looks.case),
        LookKind::Identities => t_string!(i18n, result.looks.identities),
        LookKind::Evidence => t_string!(i18n, result.looks.evidence),
        LookKind::Earlier => t_string!(i18n, desk.look_earlier),
    }
}
