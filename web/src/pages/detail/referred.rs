//! By whose link the application was begun, what is told there, and taking the consent back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{Detail, ToldReferral};
use shared::referral::ReferralOutcome;
use shared::values::day_in_shanghai;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{live, memo};
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;

/// The card; nothing where nobody referred the applicant.
#[component]
pub(super) fn Referred(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let referral = memo(move || detail.with(|d| d.referral.clone()));
    let id = memo(move || detail.with(|d| d.summary.id.clone()));
    live(move || {
        referral.get().map(|referral| {
            let client = referral.client.clone();
            let lede = move || t_string!(i18n, referral.card.lede, client = client.clone());
            let withdraw = referral.consented_at.map(|_| {
                let client = referral.client.clone();
                view! { <Withdraw id=id.get_untracked() client=client put=put /> }
            });
            view! {
                <section class="card" aria-labelledby="referred">
                    <div class="card__head">
                        <h2 class="card__title" id="referred">{t!(i18n, referral.card.title)}</h2>
                    </div>
                    <div class="card__body stack">
                        <p>{live(lede)} " " {live(said(i18n, &referral))}</p>
                        <Told referral=referral />
                        {withdraw}
                    </div>
                </section>
            }
        })
    })
}

/// What is told.
fn said(i18n: I18n, referral: &ToldReferral) -> impl Fn() -> String + Send + Sync + 'static {
    let (consented, withdrawn) = (referral.consented_at.is_some(), referral.withdrawn_at);
    move || match withdrawn {
        _ if consented => t_string!(i18n, referral.card.consents).to_owned(),
        Some(at) => t_string!(i18n, referral.card.withdrawn, at = time::moment(i18n, at)),
        None => t_string!(i18n, referral.card.never).to_owned(),
    }
}

/// Under which reference, and what was told.
#[component]
fn Told(referral: ToldReferral) -> impl IntoView {
    let i18n = use_i18n();
    let reports = referral.reports.into_iter().map(|report| {
        let said = move || {
            let outcome = outcome(i18n, report.outcome);
            let day = time::day(i18n, day_in_shanghai(report.at));
            t_string!(i18n, referral.card.report, outcome = outcome, day = day)
        };
        view! {
            <dt>{t!(i18n, referral.card.reported)}</dt>
            <dd>{live(said)}</dd>
        }
    });
    let reports = reports.collect::<Vec<_>>();
    let consented = referral.consented_at.map(|at| {
        view! {
            <dt>{t!(i18n, referral.card.consented_at)}</dt>
            <dd>
                <time datetime=time::machine(at)>{live(move || time::moment(i18n, at))}</time>
            </dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>{t!(i18n, referral.reference)}</dt>
            <dd>{referral.reference}</dd>
            {consented}
            {reports}
        </dl>
    }
}

fn outcome(i18n: I18n, outcome: ReferralOutcome) -> &'static str {
    match outcome {
        ReferralOutcome::Passed => t_string!(i18n, referral.outcome.passed),
        ReferralOutcome::Failed => t_string!(i18n, referral.outcome.failed),
        ReferralOutcome::Void => t_string!(i18n, referral.outcome.void),
    }
}

/// Takes the consent back, after a question.
#[component]
fn Withdraw(
    id: String,
    client: String,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let (id, client) = (StoredValue::new(id), StoredValue::new(client));
    let withdraw = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.withdraw_referral_consent(&id.get_value()).await;
            busy.try_set(false);
            asking.try_set(false);
            match answer {
                Ok(newer) => {
                    announcer.say(t_string!(i18n, referral.card.done));
                    put(newer);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let text_of = move || t_string!(i18n, referral.ask.text, client = client.get_value());
    view! {
        <FailureNotice failure=failure />
        <div class="actions no-print">
            <button class="button" type="button" on:click=move |_| asking.set(true)>
                {t!(i18n, referral.card.withdraw)}
            </button>
        </div>
        <Confirm
            open=asking
            title=text!(i18n, referral.ask.title)
            id="withdraw-consent"
            keep=text!(i18n, referral.ask.keep)
            confirm=text!(i18n, referral.ask.confirm)
            busy=busy
            act=move |_| withdraw()
        >
            <p>{live(text_of)}</p>
        </Confirm>
    }
}
