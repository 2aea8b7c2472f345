//! Who refers the person, and what an application would begin with.

use leptos::prelude::*;
use shared::form::{Target, Unit};
use shared::referral::ReferralInvitation;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::names;
use crate::terms;
use crate::time;

/// An answer that is filled in: the question and the answer.
type Row = (&'static str, String);

/// The card.
#[component]
pub(super) fn Prefilled(invitation: ReferralInvitation) -> impl IntoView {
    let i18n = use_i18n();
    let invitation = StoredValue::new(invitation);
    let of = move |part: fn(&ReferralInvitation) -> String| invitation.with_value(part);
    let until = invitation.with_value(|one| one.expires_at);
    let module = invitation.with_value(|one| one.module);
    let rows = move || invitation.with_value(|one| rows(i18n, one));
    view! {
        <section class="card" aria-labelledby="prefilled">
            <div class="card__head">
                <h2 class="card__title" id="prefilled">{t!(i18n, referral.prefilled)}</h2>
            </div>
            <div class="card__body stack">
                <dl class="facts facts--roomy">
                    <dt>{t!(i18n, referral.module)}</dt>
                    <dd>{live(move || terms::service(i18n, module))}</dd>
                    {live(move || {
                        let rows = rows().into_iter();
                        let rows = rows.map(|(question, answer)| {
                            view! {
                                <dt>{question}</dt>
                                <dd>{answer}</dd>
                            }
                        });
                        rows.collect_view()
                    })}
                </dl>
                {live(move || {
                    let is_empty = rows().is_empty();
                    is_empty.then(|| view! { <p class="meta">{t!(i18n, referral.nothing)}</p> })
                })}
            </div>
            <div class="card__body">
                <dl class="facts">
                    <dt>{t!(i18n, referral.client)}</dt>
                    <dd>{of(|one| one.client.clone())}</dd>
                    <dt>{t!(i18n, referral.reference)}</dt>
                    <dd>{of(|one| one.reference.clone())}</dd>
                    <dt>{t!(i18n, referral.until)}</dt>
                    <dd>
                        <time datetime=time::machine(until)>
                            {live(move || time::moment(i18n, until))}
                        </time>
                    </dd>
                </dl>
            </div>
        </section>
    }
}

fn rows(i18n: I18n, invitation: &ReferralInvitation) -> Vec<Row> {
    let home = invitation.target.as_ref().map(|home| of_home(i18n, home));
    let unit = invitation.unit.as_ref().map(|unit| of_unit(i18n, unit));
    home.into_iter().chain(unit).flatten().collect()
}

fn of_home(i18n: I18n, home: &Target) -> Vec<Row> {
    let row = |question: &'static str, answer: Option<String>| Some((question, answer?));
    let told = [
        row(
            t_string!(i18n, wizard.field.transfer),
            home.transfer
                .map(|one| terms::transfer(i18n, one).to_owned()),
        ),
        row(
            t_string!(i18n, wizard.field.place),
            home.place.map(|one| terms::place(i18n, one).to_owned()),
        ),
        row(
            t_string!(i18n, wizard.field.kind),
            home.kind.map(|one| terms::home_kind(i18n, one).to_owned()),
        ),
        row(
            t_string!(i18n, wizard.field.target_address),
            home.address.clone(),
        ),
    ];
    told.into_iter().flatten().collect()
}

fn of_unit(i18n: I18n, unit: &Unit) -> Vec<Row> {
    let row = |question: &'static str, answer: Option<String>| Some((question, answer?));
    let yes_no = |yes: bool| {
        let word = if yes {
            t_string!(i18n, referral.yes)
        } else {
            t_string!(i18n, referral.no)
        };
        word.to_owned()
    };
    let told = [
        row(
            t_string!(i18n, wizard.field.seller),
            unit.seller.map(|one| names::seller(i18n, one).to_owned()),
        ),
        row(
            t_string!(i18n, wizard.field.unit_kind),
            unit.kind.map(|one| names::unit_kind(i18n, one).to_owned()),
        ),
        row(
            t_string!(i18n, wizard.field.unit_location),
            unit.location.clone(),
        ),
        row(
            t_string!(i18n, wizard.field.in_tongzhou),
            unit.in_tongzhou.map(yes_no),
        ),
        row(
            t_string!(i18n, wizard.field.certificate),
            unit.certificate.clone(),
        ),
    ];
    told.into_iter().flatten().collect()
}
