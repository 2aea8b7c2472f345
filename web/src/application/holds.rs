//! A hold of a pass by a third party (签约中): who, since when, until when, and what became of the
//! request for its release.

use leptos::prelude::*;
use shared::application::{HoldObjection, ToldHold};
use shared::hold::HoldState;
use shared::values::Moment;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::time;
use crate::ui::badge::{Badge, Look};

fn state_word(i18n: I18n, state: HoldState) -> (&'static str, Look) {
    match state {
        HoldState::Live => (t_string!(i18n, signing.state.live), Look::Signing),
        HoldState::Signed => (t_string!(i18n, signing.state.signed), Look::Signed),
        HoldState::Released => (t_string!(i18n, signing.state.released), Look::Void),
        HoldState::Expired => (t_string!(i18n, signing.state.expired), Look::Void),
        HoldState::Voided => (t_string!(i18n, signing.state.voided), Look::Void),
    }
}

/// A hold, with whatever belongs below it.
#[component]
pub(crate) fn OneHold(
    hold: ToldHold,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = hold.state;
    let (_, look) = state_word(i18n, state);
    let word = Signal::derive(move || state_word(i18n, state).0.to_owned());
    let moment = move |at: Moment| {
        view! {
            <time datetime=time::machine(at)>{live(move || time::moment(i18n, at))}</time>
        }
    };
    view! {
        <article class="card">
            <div class="card__head">
                <h3 class="card__title">{hold.holder}</h3>
                <Badge look=look word=word/>
            </div>
            <div class="card__body stack">
                <dl class="facts">
                    <div>
                        <dt>{t!(i18n, signing.since)}</dt>
                        <dd>{moment(hold.since)}</dd>
                    </div>
                    {hold
                        .ended_at
                        .is_none()
                        .then(|| {
                            view! {
                                <div>
                                    <dt>{t!(i18n, signing.until)}</dt>
                                    <dd>{moment(hold.until)}</dd>
                                </div>
                            }
                        })}
                    {hold
                        .ended_at
                        .map(|at| {
                            view! {
                                <div>
                                    <dt>{t!(i18n, signing.ended)}</dt>
                                    <dd>{moment(at)}</dd>
                                </div>
                            }
                        })}
                    {hold
                        .contract_number
                        .map(|number| {
                            view! {
                                <div>
                                    <dt>{t!(i18n, signing.contract)}</dt>
                                    <dd>{number}</dd>
                                </div>
                            }
                        })}
                </dl>
                {hold.objection.map(|objection| view! { <Objection objection=objection/> })}
                {children.map(|children| children())}
            </div>
        </article>
    }
}

/// What was asked of an officer, and what became of it.
#[component]
fn Objection(objection: HoldObjection) -> impl IntoView {
    let i18n = use_i18n();
    let HoldObjection { statement, at, end } = objection;
    let reason = end.as_ref().and_then(|end| end.reason.clone());
    let has_reason = reason.is_some();
    let end = end.map(|end| (end.is_granted, end.at));
    let said = move || match end {
        None => t_string!(i18n, signing.objection.open, at = time::moment(i18n, at)),
        Some((true, at)) => {
            t_string!(i18n, signing.objection.granted, at = time::moment(i18n, at))
        }
        Some((false, at)) if has_reason => {
            t_string!(i18n, signing.objection.refused, at = time::moment(i18n, at))
        }
        Some((false, at)) => {
            t_string!(
                i18n,
                signing.objection.overtaken,
                at = time::moment(i18n, at)
            )
        }
    };
    view! {
        <div class="stack stack--tight">
            <h4>{t!(i18n, signing.objection.title)}</h4>
            <p class="quote">{statement}</p>
            <p>{live(said)}</p>
            {reason.map(|reason| view! { <p class="quote">{reason}</p> })}
        </div>
    }
}
