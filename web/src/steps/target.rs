//! The chapter about the purchase: which home, where, and how it changes hands.

use leptos::prelude::*;
use shared::form::target::needs_no_check;
use shared::form::{Chapter, Field};
use shared::issue::IssueCode;
use shared::purchase::{HomeKind, Place, Transfer};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, text};
use crate::terms;
use crate::ui::choice::{Arrangement, Choice, RadioField, choice, choices};
use crate::ui::field::{Kind, TextField};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, NO_CHECK, use_work};

/// What is to be bought. A purchase that needs no check is told so on a page of its own.
#[component]
pub(crate) fn TargetStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let no_check = move || {
        untrack(|| form.by_rules(|rules| needs_no_check(&form.answers_now().target, rules)))
    };
    let issues = move |()| {
        let mut issues = form.issues(Chapter::Target);
        if no_check() {
            issues.clear();
        }
        issues.retain(|issue| issue.code != IssueCode::NotCheckedGift);
        issues
    };
    let go_on = move |()| {
        if no_check() {
            work.open(work.entry_href(Chapter::Target, NO_CHECK));
        } else {
            work.go_on(Chapter::Target);
        }
    };
    let transfers = choices(move || {
        [
            Transfer::Purchase,
            Transfer::GiftParentToAdultChild,
            Transfer::GiftOther,
        ]
        .map(|transfer| choice(transfer, terms::transfer(i18n, transfer), ""))
        .into()
    });
    let places = choices(move || places(i18n));
    let kinds = choices(move || {
        [HomeKind::New, HomeKind::Resale, HomeKind::SingleStorey]
            .map(|kind| choice(kind, terms::home_kind(i18n, kind), ""))
            .into()
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Target)
            title=text!(i18n, wizard.target.title)
            lede=text!(i18n, wizard.target.lede)
            issues=issues
            on_next=go_on
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.target.why_title)
                        text=text!(i18n, wizard.target.why)
                    />
                }
            }
        >
            <RadioField
                field=form.field(Field::Transfer.pointer())
                legend=text!(i18n, wizard.field.transfer)
                choices=transfers
                arrangement=Arrangement::Inline
            />
            <RadioField
                field=form.field(Field::Place.pointer())
                legend=text!(i18n, wizard.field.place)
                choices=places
            />
            <RadioField
                field=form.field(Field::HomeKind.pointer())
                legend=text!(i18n, wizard.field.kind)
                choices=kinds
                arrangement=Arrangement::Inline
            />
            <TextField
                field=form.field(Field::TargetAddress.pointer())
                label=text!(i18n, wizard.field.target_address)
                kind=Kind::Wide
                optional=true
            />
        </ChapterPage>
    }
}

/// Where the home may lie, each with what is meant.
fn places(i18n: I18n) -> Vec<Choice> {
    [
        (
            Place::InsideFifthRing,
            t_string!(i18n, wizard.target.inside_note),
        ),
        (
            Place::OutsideFifthRing,
            t_string!(i18n, wizard.target.outside_note),
        ),
        (
            Place::Tongzhou,
            t_string!(i18n, wizard.target.tongzhou_note),
        ),
    ]
    .map(|(place, note)| choice(place, terms::place(i18n, place), note))
    .into()
}
