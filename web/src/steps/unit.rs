//! The chapter about the commercial unit: who sells it, where it lies, and by which certificate the
//! registry finds it.

use leptos::prelude::*;
use shared::form::unit::is_for_organisations;
use shared::form::{Chapter, Field};
use shared::issue::IssueCode;
use shared::purchase::{Seller, UnitKind};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, text};
use crate::live::Show;
use crate::names;
use crate::ui::choice::{Arrangement, Choice, RadioField, choice, choices};
use crate::ui::field::{Kind, TextField};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{DEVELOPER, Here, use_work};

/// The unit. One that its developer sells is told of on a page of its own, before anything else has
/// to be filled in.
#[component]
pub(crate) fn UnitStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let of_developer = move || {
        untrack(|| form.by_rules(|rules| is_for_organisations(&form.answers_now().unit, rules)))
    };
    let issues = move |()| {
        let mut issues = form.issues(Chapter::Unit);
        if of_developer() {
            issues.clear();
        }
        issues.retain(|issue| issue.code != IssueCode::DeveloperUnit);
        issues
    };
    let go_on = move |()| {
        if of_developer() {
            work.open(work.entry_href(Chapter::Unit, DEVELOPER));
        } else {
            work.go_on(Chapter::Unit);
        }
    };
    let sellers = choices(move || {
        [Seller::Owner, Seller::Developer]
            .map(|seller| choice(seller, names::seller(i18n, seller), ""))
            .into()
    });
    let kinds = choices(move || {
        [UnitKind::Office, UnitKind::Shop, UnitKind::Mixed]
            .map(|kind| choice(kind, names::unit_kind(i18n, kind), ""))
            .into()
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Unit)
            title=text!(i18n, commercial.unit.title)
            lede=text!(i18n, commercial.unit.lede)
            issues=issues
            on_next=go_on
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, commercial.unit.why_title)
                        text=text!(i18n, commercial.unit.why)
                    />
                }
            }
        >
            <RadioField
                field=form.field(Field::Seller.pointer())
                legend=text!(i18n, wizard.field.seller)
                choices=sellers
                arrangement=Arrangement::Inline
            />
            <RadioField
                field=form.field(Field::UnitKind.pointer())
                legend=text!(i18n, wizard.field.unit_kind)
                hint=text!(i18n, commercial.unit.kind)
                choices=kinds
                arrangement=Arrangement::Inline
            />
            <TextField
                field=form.field(Field::UnitLocation.pointer())
                label=text!(i18n, wizard.field.unit_location)
                hint=text!(i18n, commercial.unit.location)
                kind=Kind::Wide
            />
            <RadioField
                field=form.field(Field::InTongzhou.pointer())
                legend=text!(i18n, wizard.field.in_tongzhou)
                hint=text!(i18n, commercial.unit.tongzhou)
                choices=yes_or_no(i18n)
                arrangement=Arrangement::Inline
            />
            {certificate()}
        </ChapterPage>
    }
}

/// Whether it is so.
fn yes_or_no(i18n: I18n) -> Signal<Vec<Choice>> {
    choices(move || {
        vec![
            Choice::plain("true", t_string!(i18n, wizard.field.yes)),
            Choice::plain("false", t_string!(i18n, wizard.field.no)),
        ]
    })
}

/// By which the registry finds the unit, where there is one yet.
fn certificate() -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let there_is_one = form.memo(|answers| answers.unit.has_certificate == Some(true));
    let number = form.field(Field::UnitCertificate.pointer());
    view! {
        <RadioField
            field=form.field(Field::HasCertificate.pointer())
            legend=text!(i18n, wizard.field.has_certificate)
            choices=yes_or_no(i18n)
            arrangement=Arrangement::Inline
        />
        <Show when=move || there_is_one.get()>
            <div class="reveal">
                <TextField
                    field=number
                    label=text!(i18n, wizard.field.certificate)
                    hint=text!(i18n, commercial.unit.certificate)
                    kind=Kind::Code
                />
            </div>
        </Show>
    }
}
