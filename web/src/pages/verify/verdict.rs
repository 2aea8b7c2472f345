//! What a code says that the platform has signed, and what has become of its certificate.

use chrono::TimeDelta;
use leptos::prelude::*;
use shared::certificate::{CertificateStatus, Claims, Term};
use shared::purchase::Module;
use shared::values::{Day, Moment};

use super::found::{Genuine, Standing};
use crate::application::zones::Certified;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::live;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;

/// For how long a list is as good as what the server would say now.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// What is said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The server is asked what has become of it.
    Asking,
    /// It holds.
    Holds,
    /// It holds by itself; what has become of it nobody could tell now.
    HoldsByItself,
    /// Its validity has not begun.
    Ahead,
    /// Its validity is over.
    Over,
    /// What has become of it.
    Became(CertificateStatus),
}

/// The page of a code that is signed by the platform.
#[component]
pub(super) fn Verdict(
    genuine: Genuine,
    standing: RwSignal<Standing>,
    again: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let Genuine { claims, keys_at } = genuine;
    let dates = claims.clone();
    // Looked at when something changes: a page that stays open shows what it has found.
    let found = move || answer(&dates, standing.get(), session.now());
    view! {
        <Page title=text!(i18n, verify.title) narrow=true>
            <div class="stack">
                {live(move || view! { <First answer=found() /> })}
                <Said claims=claims />
                <Proofs keys_at=keys_at standing=standing />
                <p class="meta">{t!(i18n, verify.compare)}</p>
                <div class="cluster no-print">
                    <button class="button" type="button" on:click=move |_| again.run(())>
                        {t!(i18n, verify.another)}
                    </button>
                </div>
            </div>
        </Page>
    }
}

fn answer(claims: &Claims, standing: Standing, now: Moment) -> Answer {
    if let Standing::Told(status, at) = standing
        && status != CertificateStatus::Valid
    {
        // What has happened stays so, however old the list; the rest is of its moment.
        let lasts = match status {
            CertificateStatus::Void | CertificateStatus::Used => true,
            CertificateStatus::Valid
            | CertificateStatus::NotConfirmed
            | CertificateStatus::InSigning => now - at <= FRESH,
        };
        if lasts {
            return Answer::Became(status);
        }
    }
    match (claims.term(now), standing) {
        (Term::Ahead, _) => Answer::Ahead,
        (Term::Over, _) => Answer::Over,
        (Term::Running, Standing::Asking) => Answer::Asking,
        (Term::Running, Standing::Told(CertificateStatus::Valid, at)) if now - at <= FRESH => {
            Answer::Holds
        }
        (Term::Running, Standing::Told(..) | Standing::Unknown) => Answer::HoldsByItself,
    }
}

#[component]
fn First(answer: Answer) -> impl IntoView {
    use CertificateStatus as S;
    let i18n = use_i18n();
    let (tone, icon) = match answer {
        Answer::Asking => ("notice", Icon::Clock),
        Answer::Holds | Answer::Became(S::Valid) => ("notice notice--success", Icon::Check),
        Answer::HoldsByItself => ("notice notice--warning", Icon::Offline),
        Answer::Ahead | Answer::Became(S::NotConfirmed | S::InSigning) => {
            ("notice notice--warning", Icon::Warning)
        }
        Answer::Over | Answer::Became(S::Void | S::Used) => ("notice notice--danger", Icon::Cross),
    };
    let (title, more) = match answer {
        Answer::Asking => (t!(i18n, verify.asking), t!(i18n, verify.asking_text)),
        Answer::Holds | Answer::Became(S::Valid) => {
            (t!(i18n, verify.valid), t!(i18n, verify.valid_text))
        }
        Answer::HoldsByItself => (t!(i18n, verify.unasked), t!(i18n, verify.unasked_text)),
        Answer::Ahead => (t!(i18n, verify.ahead), t!(i18n, verify.ahead_text)),
        Answer::Over => (t!(i18n, verify.over), t!(i18n, verify.over_text)),
        Answer::Became(S::Void) => (t!(i18n, verify.void), t!(i18n, verify.void_text)),
        Answer::Became(S::Used) => (t!(i18n, verify.used), t!(i18n, verify.used_text)),
        Answer::Became(S::InSigning) => (
            t!(i18n, verify.in_signing),
            t!(i18n, verify.in_signing_text),
        ),
        Answer::Became(S::NotConfirmed) => (
            t!(i18n, verify.not_confirmed),
            t!(i18n, verify.not_confirmed_text),
        ),
    };
    view! {
        <div class=tone role="status">
            <Glyph icon=icon />
            <div class="notice__body">
                <p class="notice__title">{title}</p>
                <p>{more}</p>
            </div>
        </div>
    }
}

/// What the certificate says.
#[component]
fn Said(claims: Claims) -> impl IntoView {
    let i18n = use_i18n();
    let names: Vec<String> = claims.holders.iter().map(|one| one.name.clone()).collect();
    let (from, until) = (claims.valid_from(), claims.valid_until());
    let validity = move || match (from, until) {
        (Some(from), Some(until)) => t_string!(
            i18n,
            result.from_until,
            from = time::day(i18n, from),
            until = time::day(i18n, until)
        ),
        _ => String::new(),
    };
    let Claims {
        jti,
        module,
        zones,
        place,
        unit,
        policy,
        ..
    } = claims;
    // What an officer passed, the rules have left open: it holds where it was asked for.
    let place = place.filter(|_| zones.is_empty() && module == Module::Residential);
    view! {
        <section class="card" aria-labelledby="said">
            <div class="card__head">
                <h2 class="card__title" id="said">
                    {t!(i18n, result.certificate)}
                </h2>
            </div>
            <div class="card__body">
                <dl class="facts facts--roomy">
                    <dt>{t!(i18n, result.paper.number)}</dt>
                    <dd class="code">{jti}</dd>
                    <dt>{t!(i18n, verify.holders)}</dt>
                    <dd>{live(move || names.join(t_string!(i18n, verify.and)))}</dd>
                    <dt>{t!(i18n, verify.service)}</dt>
                    <dd>{live(move || terms::service(i18n, module))}</dd>
                    {zones
                        .into_iter()
                        .map(|zone| view! { <Certified zone=zone /> })
                        .collect_view()}
                    {place
                        .map(|place| {
                            view! {
                                <dt>{t!(i18n, pages.fact.place)}</dt>
                                <dd>{live(move || terms::place(i18n, place))}</dd>
                            }
                        })}
                    {unit
                        .map(|unit| {
                            view! {
                                <dt>{t!(i18n, verify.unit)}</dt>
                                <dd>{unit}</dd>
                            }
                        })} <dt>{t!(i18n, result.validity)}</dt> <dd>{live(validity)}</dd>
                    {policy
                        .map(|policy| {
                            view! {
                                <dt>{t!(i18n, pages.fact.policy)}</dt>
                                <dd>{live(move || in_force(i18n, policy.from))}</dd>
                            }
                        })}
                </dl>
            </div>
        </section>
    }
}

fn in_force(i18n: I18n, from: Day) -> String {
    t_string!(i18n, result.in_force, day = time::day(i18n, from))
}

/// By what it was checked, and how old that is.
#[component]
fn Proofs(keys_at: Option<Moment>, standing: RwSignal<Standing>) -> impl IntoView {
    let i18n = use_i18n();
    let signed = move || match keys_at {
        Some(at) => t_string!(i18n, verify.signed_by, at = time::moment(i18n, at)),
        None => t_string!(i18n, verify.signed).to_owned(),
    };
    let told = move || match standing.get() {
        Standing::Asking => t_string!(i18n, verify.status_asking).to_owned(),
        Standing::Unknown => t_string!(i18n, verify.status_unknown).to_owned(),
        Standing::Told(status, at) => t_string!(
            i18n,
            verify.status_at,
            at = time::moment(i18n, at),
            status = terms::certificate_status(i18n, status)
        ),
    };
    view! {
        <section class="card" aria-labelledby="proofs">
            <div class="card__head">
                <h2 class="card__title" id="proofs">
                    {t!(i18n, verify.proofs)}
                </h2>
            </div>
            <div class="card__body">
                <dl class="facts facts--roomy">
                    <dt>{t!(i18n, verify.signature)}</dt>
                    <dd>{live(signed)}</dd>
                    <dt>{t!(i18n, verify.status)}</dt>
                    <dd>{live(told)}</dd>
                </dl>
            </div>
        </section>
    }
}
