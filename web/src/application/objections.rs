//! An objection of a member of the household, as its member, the applicant and officers see it.

use leptos::prelude::*;
use shared::application::{Objection, ObjectionGround, ObjectionStanding, ObjectionStep};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::time;
use crate::ui::badge::{Badge, Look};

/// What is not so.
pub(crate) fn ground(i18n: I18n, ground: ObjectionGround) -> &'static str {
    match ground {
        ObjectionGround::NotInHousehold => t_string!(i18n, member.ground.not_in_household),
        ObjectionGround::RelationWrong => t_string!(i18n, member.ground.relation_wrong),
        ObjectionGround::NotAgreed => t_string!(i18n, member.ground.not_agreed),
        ObjectionGround::Other => t_string!(i18n, member.ground.other),
    }
}

/// An objection with all that was said.
#[component]
pub(crate) fn OneObjection(objection: Objection) -> impl IntoView {
    let i18n = use_i18n();
    let Objection {
        ground: why,
        statement,
        standing,
    } = objection;
    view! {
        <article class="card">
            <div class="card__head">
                <h3 class="card__title">{live(move || ground(i18n, why))}</h3>
                <Step step=standing.step />
            </div>
            <div class="card__body stack stack--tight">
                <p class="quote">{statement}</p>
                <HowItStands standing=standing />
            </div>
        </article>
    }
}

/// How far an objection is.
#[component]
pub(crate) fn Step(step: ObjectionStep) -> impl IntoView {
    let i18n = use_i18n();
    let look = match step {
        ObjectionStep::Open => Look::Pending,
        ObjectionStep::Upheld => Look::Failed,
        ObjectionStep::Dismissed => Look::Passed,
        ObjectionStep::Withdrawn | ObjectionStep::Overtaken => Look::Void,
    };
    let word = move || match step {
        ObjectionStep::Open => t_string!(i18n, member.step.open),
        ObjectionStep::Upheld => t_string!(i18n, member.step.upheld),
        ObjectionStep::Dismissed => t_string!(i18n, member.step.dismissed),
        ObjectionStep::Withdrawn => t_string!(i18n, member.step.withdrawn),
        ObjectionStep::Overtaken => t_string!(i18n, member.step.overtaken),
    };
    view! { <Badge look=look word=Signal::derive(move || word().to_owned()) /> }
}

/// Until when it is decided, why it ended, and when all that was.
#[component]
pub(crate) fn HowItStands(standing: ObjectionStanding) -> impl IntoView {
    let i18n = use_i18n();
    let ObjectionStanding {
        step: _,
        opened_at,
        due_on,
        ended_at,
        reason,
    } = standing;
    let when = move || {
        let opened = t_string!(i18n, review.opened, at = time::moment(i18n, opened_at));
        let ended = ended_at.map(|at| {
            let at = time::moment(i18n, at);
            t_string!(i18n, review.ended, at = at)
        });
        let all = [Some(opened), ended];
        all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let due = move || due_on.map(|day| t_string!(i18n, review.due, day = time::day(i18n, day)));
    view! {
        {live(move || due().map(|due| view! { <p>{due}</p> }))}
        {reason
            .map(|reason| {
                view! {
                    <p>
                        <b>{t!(i18n, review.reason)}</b>
                    </p>
                    <p class="quote">{reason}</p>
                }
            })}
        <p class="meta">{live(when)}</p>
    }
}
