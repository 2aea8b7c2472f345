//! The applicant: identity, marriage, contact, and what the category rests on.

use leptos::prelude::*;
use shared::form::{Answers, Chapter, Field};
use shared::policy::ContributionKind;
use shared::purchase::Module;
use shared::registry::MaritalStatus;

use crate::i18n::{t_string, use_i18n};
use crate::language::{said, t, text};
use crate::live::{Show, memo};
use crate::names;
use crate::steps::grounds::{Contributions, Grounds};
use crate::steps::person::{PersonFields, Whose};
use crate::terms;
use crate::ui::choice::{Arrangement, RadioField, choice, choices};
use crate::ui::date::{DateField, Precision};
use crate::ui::field::{Kind, TextField};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::myself::Member;
use crate::wizard::work::{Here, UNDER_AGE, Work, is_under_age, use_work};

/// The applicant. What is no mistake, and still leads nowhere, is told on pages of its own.
#[component]
pub(crate) fn ApplicantStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    // Whoever comes here by a link, or was offline before, is put into the form now.
    if !form.answers_now().is_by_agent() {
        work.me
            .place(move || work.form.show_less(Chapter::Applicant));
    }
    let module = form.module();
    let by_agent = form.memo(Answers::is_by_agent);
    let own_lede = said!(i18n, module, applicant.lede);
    let lede = Signal::derive(move || {
        if by_agent.get() {
            t_string!(i18n, agent.applicant_lede).to_owned()
        } else {
            own_lede.get()
        }
    });
    let issues = move |()| {
        let mut issues = form.issues(Chapter::Applicant);
        issues.retain(|issue| !is_under_age(issue));
        issues
    };
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Applicant)
            title=said!(i18n, module, applicant.title)
            lede=lede
            issues=issues
            on_next=move |()| go_on(work)
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.applicant.why_title)
                        text=said!(i18n, module, applicant.why)
                    />
                }
            }
        >
            <section class="group">
                <h2 class="group__title">{t!(i18n, wizard.applicant.identity)}</h2>
                <PersonFields whose=Whose::Member(Member::Applicant) />
            </section>
            {match module {
                Module::Residential => view! { <Marriage /> <Grounds /> }.into_any(),
                Module::Commercial => view! { <Ground /> }.into_any(),
            }}
            <Contact />
        </ChapterPage>
    }
}

/// Whether there is a spouse, and since when.
#[component]
fn Marriage() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let statuses = choices(move || {
        [
            MaritalStatus::Single,
            MaritalStatus::Married,
            MaritalStatus::Divorced,
            MaritalStatus::Widowed,
        ]
        .map(|status| choice(status, terms::marital_status(i18n, status), ""))
        .into()
    });
    let status = form.memo(|answers| answers.applicant.marital_status);
    let asks_since = memo(move || {
        status
            .get()
            .is_some_and(|status| status != MaritalStatus::Single)
    });
    let since = form.date(Field::MaritalSince.pointer());
    let since_name = Signal::derive(move || names::marital_since(i18n, status.get()).to_owned());
    view! {
        <section class="group">
            <h2 class="group__title">{t!(i18n, wizard.applicant.marriage)}</h2>
            <RadioField
                field=form.field(Field::MaritalStatus.pointer())
                legend=text!(i18n, wizard.field.marital_status)
                choices=statuses
                arrangement=Arrangement::Inline
            />
            <Show when=move || asks_since.get()>
                <DateField field=since label=since_name precision=Precision::Day />
            </Show>
        </section>
    }
}

/// Which record carries a person who buys a commercial unit.
#[component]
fn Ground() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let kinds = choices(move || {
        [
            ContributionKind::SocialInsurance,
            ContributionKind::IncomeTax,
        ]
        .map(|kind| choice(kind, names::contribution(i18n, kind), ""))
        .into()
    });
    view! {
        <section class="group">
            <h2 class="group__title">{t!(i18n, commercial.applicant.ground)}</h2>
            <RadioField
                field=form.field(Field::ContributionKind.pointer())
                legend=text!(i18n, wizard.field.ground)
                choices=kinds
                arrangement=Arrangement::Inline
            />
            <Contributions />
        </section>
    }
}

/// How the applicant is reached.
#[component]
fn Contact() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    // What the browser knows of an agent is not the applicant's.
    let own = !form.answers_now().is_by_agent();
    let mobile_hint = if own {
        text!(i18n, wizard.field.mobile_hint)
    } else {
        text!(i18n, agent.mobile_hint)
    };
    view! {
        <section class="group">
            <h2 class="group__title">{t!(i18n, wizard.applicant.contact)}</h2>
            <TextField
                field=form.field(Field::Mobile.pointer())
                label=text!(i18n, wizard.field.mobile)
                hint=mobile_hint
                kind=Kind::Phone
                own=own
            />
            <TextField
                field=form.field(Field::Email.pointer())
                label=text!(i18n, wizard.field.email)
                kind=Kind::Email
                optional=true
                own=own
            />
            <TextField
                field=form.field(Field::PostalAddress.pointer())
                label=text!(i18n, wizard.field.postal_address)
                kind=Kind::Wide
                own=own
            />
        </section>
    }
}

fn go_on(work: Work) {
    let issues = work.form.issues(Chapter::Applicant);
    if issues.iter().any(is_under_age) {
        work.open(work.entry_href(Chapter::Applicant, UNDER_AGE));
    } else {
        work.go_on_or_warn(Chapter::Applicant);
    }
}
