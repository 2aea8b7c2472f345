//! What a seller is told of a certificate: a clear yes or no, what may be bought, and until when.

use leptos::prelude::*;
use shared::certificate::{CertificateCheck, CertificateStatus};

use super::found::Found;
use super::hold::HoldForm;
use crate::application::zones::Certified;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};

/// The answer, and what can be done with it.
#[component]
pub(super) fn Answer(
    found: Found,
    /// Whether the seller may hold it.
    holds: bool,
    /// Asks about another one.
    again: Callback<()>,
    /// Asks about this one again: somebody else was faster.
    stale: Callback<()>,
) -> impl IntoView {
    use CertificateStatus as S;
    let i18n = use_i18n();
    let status = found.told.status;
    let (class, icon) = match status {
        S::Valid => ("notice notice--success", Icon::Check),
        S::NotConfirmed | S::InSigning => ("notice notice--warning", Icon::Warning),
        S::Void | S::Used => ("notice notice--danger", Icon::Cross),
    };
    let (title, more) = match status {
        S::Valid if !holds => (
            t!(i18n, seller.answer.valid),
            t!(i18n, seller.answer.valid_text),
        ),
        S::Valid => (
            t!(i18n, seller.answer.yes),
            t!(i18n, seller.answer.yes_text),
        ),
        S::NotConfirmed => (
            t!(i18n, seller.answer.unconfirmed),
            t!(i18n, seller.answer.unconfirmed_text),
        ),
        S::InSigning => (
            t!(i18n, seller.answer.in_signing),
            t!(i18n, seller.answer.in_signing_text),
        ),
        S::Void => (t!(i18n, seller.answer.void), t!(i18n, verify.void_text)),
        S::Used => (t!(i18n, seller.answer.used), t!(i18n, verify.used_text)),
    };
    let told = found.told.clone();
    let number = found.pair.certificate_number.clone();
    let may_hold = holds && status == S::Valid;
    view! {
        <div class="stack">
            <div class=class>
                <Glyph icon=icon />
                <div class="notice__body">
                    <h3 class="notice__title seller__verdict" id="answer" tabindex="-1">
                        {title}
                    </h3>
                    <p>{more}</p>
                </div>
            </div>
            <Said number=number told=told />
            {may_hold.then(|| view! { <HoldForm found=found done=again stale=stale /> })}
            <button class="button button--block" type="button" on:click=move |_| again.run(())>
                {t!(i18n, seller.answer.another)}
            </button>
        </div>
    }
}

/// What the certificate lets its holders buy.
#[component]
fn Said(number: String, told: CertificateCheck) -> impl IntoView {
    let i18n = use_i18n();
    let CertificateCheck {
        module,
        valid_from,
        valid_until,
        zones,
        place,
        unit,
        ..
    } = told;
    // Where an officer passed, the rules have left the zones open: it holds where it was asked for.
    let place = place.filter(|_| zones.is_empty());
    view! {
        <dl class="facts facts--roomy facts--stacks">
            <dt>{t!(i18n, seller.check.number)}</dt>
            <dd class="code">{number}</dd>
            <dt>{t!(i18n, verify.service)}</dt>
            <dd>{live(move || terms::service(i18n, module))}</dd>
            {zones.into_iter().map(|zone| view! { <Certified zone=zone /> }).collect_view()}
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
                })}
            <dt>{t!(i18n, result.validity)}</dt>
            <dd>
                {live(move || {
                    t_string!(
                        i18n,
                        result.from_until,
                        from = time::day(i18n, valid_from),
                        until = time::day(i18n, valid_until)
                    )
                })}
            </dd>
        </dl>
    }
}
