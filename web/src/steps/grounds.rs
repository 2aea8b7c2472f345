//! What the family category rests on: service, permit, contributions, stay.

use leptos::prelude::*;
use shared::form::{Field, PayerRole};
use shared::household::{Category, Origin};
use shared::registry::StayPermit;

use crate::i18n::{t_string, use_i18n};
use crate::language::text;
use crate::live::Show;
use crate::names;
use crate::ui::choice::{Arrangement, RadioField, choice, choices};
use crate::ui::date::{DateField, Precision};
use crate::ui::field::{Kind, TextField};
use crate::wizard::work::use_work;

/// The questions of the category that is chosen.
#[component]
pub(crate) fn Grounds() -> impl IntoView {
    let category = use_work().form.memo(|answers| answers.category);
    move || {
        category.get().and_then(|category| match category {
            Category::Local => None,
            Category::Military => Some(view! { <ForcesFields /> }.into_any()),
            Category::WorkResidencePermit => Some(view! { <PermitFields /> }.into_any()),
            Category::NonLocalSocialInsurance | Category::NonLocalIncomeTax => {
                Some(view! { <PayerFields category=category /> }.into_any())
            }
            Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign => {
                Some(view! { <StayFields category=category /> }.into_any())
            }
        })
    }
}

#[component]
fn Group(title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <section class="group">
            <h2 class="group__title">{title}</h2>
            {children()}
        </section>
    }
}

#[component]
fn ForcesFields() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    view! {
        <Group title=text!(i18n, wizard.ground.military)>
            <TextField
                field=form.field(Field::MilitaryNumber.pointer())
                label=text!(i18n, wizard.field.military_number)
                hint=text!(i18n, wizard.field.military_number_hint)
            />
            <TextField
                field=form.field(Field::Station.pointer())
                label=text!(i18n, wizard.field.station)
                hint=text!(i18n, wizard.field.station_hint)
            />
            <TextField
                field=form.field(Field::FamilyCertificate.pointer())
                label=text!(i18n, wizard.field.family_certificate)
                hint=text!(i18n, wizard.field.family_certificate_hint)
            />
        </Group>
    }
}

#[component]
fn PermitFields() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    view! {
        <Group title=text!(i18n, wizard.ground.permit)>
            <TextField
                field=form.field(Field::PermitNumber.pointer())
                label=text!(i18n, wizard.field.permit_number)
                kind=Kind::Code
            />
            <DateField
                field=form.date(Field::PermitValidTo.pointer())
                label=text!(i18n, wizard.field.valid_to)
                precision=Precision::Day
            />
        </Group>
    }
}

#[component]
fn PayerFields(category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let title = Signal::derive(move || {
        if category == Category::NonLocalIncomeTax {
            t_string!(i18n, wizard.ground.tax).to_owned()
        } else {
            t_string!(i18n, wizard.ground.insurance).to_owned()
        }
    });
    // A spouse's record that was chosen is still offered, so that another can be chosen.
    let with_spouse = form.memo(|answers| {
        let chosen = answers.applicant.payer.as_ref().and_then(|payer| payer.who);
        answers.is_married() || chosen == Some(PayerRole::Spouse)
    });
    let who = choices(move || {
        let applicant = PayerRole::Applicant;
        let spouse = with_spouse.get().then_some(PayerRole::Spouse);
        std::iter::once(applicant)
            .chain(spouse)
            .map(|who| choice(who, names::payer(i18n, who), ""))
            .collect()
    });
    view! {
        <Group title=title>
            <RadioField
                field=form.field(Field::Payer.pointer())
                legend=text!(i18n, wizard.field.payer)
                hint=text!(i18n, wizard.field.payer_hint)
                choices=who
                arrangement=Arrangement::Inline
            />
            <Contributions />
            <TextField
                field=form.field(Field::ResidencePermit.pointer())
                label=text!(i18n, wizard.field.residence_permit)
                kind=Kind::Code
            />
        </Group>
    }
}

/// Where contributions are paid, and since when.
#[component]
pub(super) fn Contributions() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    view! {
        <TextField
            field=form.field(Field::Employer.pointer())
            label=text!(i18n, wizard.field.employer)
            hint=text!(i18n, wizard.field.employer_hint)
        />
        <DateField
            field=form.date(Field::PaidSince.pointer())
            label=text!(i18n, wizard.field.since)
            hint=text!(i18n, wizard.field.since_hint)
            precision=Precision::Month
        />
    }
}

#[component]
fn StayFields(category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let origins = choices(move || {
        [
            Origin::HongKong,
            Origin::Macao,
            Origin::Taiwan,
            Origin::OverseasChinese,
        ]
        .map(|origin| choice(origin, names::origin(i18n, origin), ""))
        .into()
    });
    let permits = choices(move || {
        [
            StayPermit::Work,
            StayPermit::Study,
            StayPermit::PermanentResidenceCard,
            StayPermit::Other,
        ]
        .map(|permit| {
            let note = if permit == StayPermit::Other {
                t_string!(i18n, wizard.field.stay_other_hint)
            } else {
                ""
            };
            choice(permit, names::stay_permit(i18n, permit), note)
        })
        .into()
    });
    let certified = form.memo(|answers| {
        let overseas = answers.applicant.overseas.as_ref();
        overseas.and_then(|overseas| overseas.origin) == Some(Origin::OverseasChinese)
    });
    let certification = form.field(Field::Certification.pointer());
    let first = if category == Category::Foreign {
        view! {
            <RadioField
                field=form.field(Field::StayPermit.pointer())
                legend=text!(i18n, wizard.field.stay_permit)
                choices=permits
            />
        }
        .into_any()
    } else {
        view! {
            <RadioField
                field=form.field(Field::Origin.pointer())
                legend=text!(i18n, wizard.field.origin)
                choices=origins
                arrangement=Arrangement::Two
            />
            <Show when=move || certified.get()>
                <div class="reveal">
                    <TextField
                        field=certification
                        label=text!(i18n, wizard.field.certification)
                        hint=text!(i18n, wizard.field.certification_hint)
                        kind=Kind::Code
                    />
                </div>
            </Show>
        }
        .into_any()
    };
    view! {
        <Group title=text!(i18n, wizard.ground.overseas)>
            {first}
            <TextField
                field=form.field(Field::Lodging.pointer())
                label=text!(i18n, wizard.field.lodging)
                hint=text!(i18n, wizard.field.lodging_hint)
                kind=Kind::Wide
            />
        </Group>
    }
}
