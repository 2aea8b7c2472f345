//! The renewal of a pass: that it is offered, how far it is, and what became of it.

use leptos::prelude::*;
use shared::application::{Certificate, Detail, PastRenewal, Renewal, RenewalStep, State};
use shared::policy::{FindingChange, Outcome, Verdict, VersionId, explain};

use crate::api::Failure;
use crate::application::renew::Renew;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::live::{live, memo};
use crate::route::Route;
use crate::time;
use crate::ui::failure::FailureNotice;

/// What there is to say of the renewal of a pass; nothing where it is too early and nothing was.
#[component]
pub(super) fn RenewalCard(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(None::<Failure>);
    let shown = memo(move || {
        detail.with(|d| {
            let own = d.summary.filed_for.is_none();
            // What it says of validity is no longer so once the application is void.
            let stands = d.summary.state != State::Void;
            let renewal = d.renewal.clone().filter(|_| own && stands)?;
            let certificate = d.certificate.clone()?;
            let passed = d.summary.state == State::Passed;
            let offered = renewal.is_offered && passed;
            (offered || !renewal.past.is_empty())
                .then(|| (d.summary.id.clone(), renewal, certificate))
        })
    });
    live(move || {
        shown.get().map(|(id, renewal, certificate)| {
            let last = renewal.past.last().cloned();
            let version = renewal.version;
            let until = certificate.valid_until;
            let offer = renewal.is_offered.then(|| {
                view! {
                    <p>
                        {live(move || {
                            t_string!(i18n, renewal.offered, day = time::day(i18n, until))
                        })} " "
                        {live(move || {
                            t_string!(i18n, renewal.keeps, day = time::day(i18n, until))
                        })}
                    </p>
                    <FailureNotice failure=failure/>
                    <Renew id=id.clone() version=version failure=failure done=Callback::new(put)/>
                }
            });
            let told = last.map(|last| {
                let (id, renewal) = (id.clone(), renewal.clone());
                view! { <Told id=id renewal=renewal last=last certificate=certificate/> }
            });
            view! {
                <section class="card" aria-labelledby="renewal">
                    <div class="card__head">
                        <h2 class="card__title" id="renewal">{t!(i18n, renewal.title)}</h2>
                    </div>
                    <div class="card__body stack">{told} {offer}</div>
                </section>
            }
        })
    })
}

/// What became of the last renewal, and the certificates before.
#[component]
fn Told(
    id: String,
    renewal: Renewal,
    last: PastRenewal,
    certificate: Certificate,
) -> impl IntoView {
    let i18n = use_i18n();
    let until = certificate.valid_until;
    let keeps = move || t_string!(i18n, renewal.keeps, day = time::day(i18n, until));
    let said = match last.step {
        RenewalStep::UnderWay => {
            let at = last.begun_at;
            let since =
                move || t_string!(i18n, renewal.under_way_text, at = time::moment(i18n, at));
            view! {
                <h3>{t!(i18n, renewal.under_way)}</h3>
                <p>{live(since)} " " {live(keeps)}</p>
            }
            .into_any()
        }
        RenewalStep::Renewed => {
            let words = move || t_string!(i18n, renewal.renewed_text, day = time::day(i18n, until));
            view! {
                <h3>{t!(i18n, renewal.renewed)}</h3>
                <p>{live(words)}</p>
            }
            .into_any()
        }
        RenewalStep::Refused => {
            let again = renewal.is_offered;
            view! {
                <h3>{t!(i18n, renewal.refused)}</h3>
                <Refused last=last/>
                <p>
                    {live(keeps)} " "
                    {again.then(|| t!(i18n, renewal.again))}
                </p>
            }
            .into_any()
        }
        RenewalStep::Overtaken => ().into_any(),
    };
    let renewed = renewal.past.into_iter();
    let earlier = renewed
        .filter(|past| past.step == RenewalStep::Renewed)
        .map(|past| {
            let number = past.certificate.number;
            let href = format!("{}?number={number}", Route::Certificate(id.clone()).href());
            view! {
                <li>
                    <a href=href>
                        {live(move || {
                            t_string!(i18n, renewal.earlier, number = number.clone())
                        })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        {said}
        <ul class="plain">{earlier}</ul>
    }
}

/// Why it was not renewed: what the rules say otherwise than before.
#[component]
fn Refused(last: PastRenewal) -> impl IntoView {
    let i18n = use_i18n();
    let outcome = last.decision.as_ref().map(|decision| decision.outcome);
    let from = last.policy.parse::<VersionId>().ok().map(|id| id.from);
    let why = move || match outcome {
        Some(Outcome::ManualReview | Outcome::CannotTell) => {
            t_string!(i18n, renewal.refused_manual).to_owned()
        }
        Some(Outcome::NotChecked) => t_string!(i18n, renewal.refused_not_checked).to_owned(),
        Some(Outcome::Eligible | Outcome::Ineligible) | None => from
            .map(|from| t_string!(i18n, renewal.refused_text, day = time::day(i18n, from)))
            .unwrap_or_default(),
    };
    let changes = last.changes.clone();
    let last = StoredValue::new(last);
    let rows = changes
        .into_iter()
        .map(|change| {
            let sentence = move || {
                last.with_value(|last| {
                    let decision = last.decision.as_ref()?;
                    let finding = change.find(decision)?;
                    Some(explain::sentence(finding, lang(i18n)))
                })
            };
            view! {
                <li>
                    {live(move || changed(i18n, &change))} " " {live(sentence)}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let any = !rows.is_empty();
    view! {
        <p>{live(why)}</p>
        {any.then(|| view! {
            <p>{t!(i18n, renewal.changed)}</p>
            <ul>{rows}</ul>
        })}
    }
}

/// That a rule says something else than before.
pub(super) fn changed(i18n: I18n, change: &FindingChange) -> String {
    let word = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => explain::verdict(verdict, lang(i18n)).to_owned(),
        None => t_string!(i18n, renewal.not_asked).to_owned(),
    };
    t_string!(
        i18n,
        renewal.change,
        check = explain::check(change.check, lang(i18n)),
        before = word(change.before),
        after = word(change.after)
    )
}
