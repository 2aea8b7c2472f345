//! The homes that the household has: whether there are any, their list, and a page for each.

use leptos::prelude::*;
use shared::form::{Chapter, DeclaredHome, Field};
use shared::values::Zone;

use crate::i18n::{t_string, use_i18n};
use crate::language::text;
use crate::live::Show;
use crate::names;
use crate::steps::list::{Cards, Gone, List};
use crate::terms;
use crate::ui::choice::{Arrangement, Choice, RadioField, choice, choices};
use crate::ui::field::{Kind, TextField};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, use_work};

const LIST: List = List {
    chapter: Chapter::Homes,
    ids: |answers| answers.homes.iter().map(|home| home.id.clone()).collect(),
    facts: |i18n, answers, at| {
        let home = answers.homes.get(at).cloned().unwrap_or_default();
        let zone = home.zone.map(|zone| terms::zone(i18n, zone).to_owned());
        let mut facts = vec![
            (
                t_string!(i18n, wizard.field.home_address).to_owned(),
                home.address.unwrap_or_default(),
            ),
            (
                t_string!(i18n, wizard.field.zone).to_owned(),
                zone.unwrap_or_default(),
            ),
        ];
        if let Some(certificate) = home.certificate {
            let name = t_string!(i18n, wizard.field.certificate).to_owned();
            facts.push((name, certificate));
        }
        facts
    },
    add: |answers, id| {
        answers.homes.push(DeclaredHome {
            id,
            ..DeclaredHome::default()
        });
    },
    add_word: |i18n| t_string!(i18n, wizard.homes.add).to_owned(),
    delete_words: |i18n, at| {
        let n = at.saturating_add(1).to_string();
        (
            t_string!(i18n, wizard.homes.delete_title, n = n),
            t_string!(i18n, wizard.homes.delete_text).to_owned(),
        )
    },
    deleted: |i18n, at| {
        let n = at.saturating_add(1).to_string();
        t_string!(i18n, wizard.homes.deleted, n = n)
    },
};

/// Whether there are homes, and their list.
#[component]
pub(crate) fn HomesStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let some = work.form.memo(|answers| answers.has_homes == Some(true));
    let yes_no = choices(move || {
        vec![
            Choice::plain("true", t_string!(i18n, wizard.homes.yes)),
            Choice::plain("false", t_string!(i18n, wizard.homes.no)),
        ]
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Homes)
            title=text!(i18n, wizard.homes.title)
            lede=text!(i18n, wizard.homes.lede)
            on_next=move |()| work.go_on(Chapter::Homes)
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.homes.why_title)
                        text=text!(i18n, wizard.homes.why)
                    />
                }
            }
        >
            <RadioField
                field=work.form.field(Field::HasHomes.pointer())
                legend=text!(i18n, wizard.homes.ask)
                choices=yes_no
                arrangement=Arrangement::Inline
            />
            <Show when=move || some.get()>
                <Cards list=LIST />
            </Show>
        </ChapterPage>
    }
}

/// One home.
#[component]
pub(crate) fn HomeStep(
    /// Its id.
    id: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let at = {
        let id = id.clone();
        form.memo(move |answers| LIST.place(answers, &id))
    };
    let zones = choices(move || {
        [Zone::InsideFifthRing, Zone::OutsideFifthRing]
            .map(|zone| choice(zone, terms::zone(i18n, zone), ""))
            .into()
    });
    move || {
        let Some(at) = at.get() else {
            return view! { <Gone chapter=Chapter::Homes /> }.into_any();
        };
        let place = format!("/homes/{at}");
        let [address, certificate, zone] =
            [Field::HomeAddress, Field::HomeCertificate, Field::HomeZone]
                .map(|field| form.field(field.within(&place)));
        let within = format!("{place}/");
        let issues = move |()| {
            let mut issues = form.issues(Chapter::Homes);
            issues.retain(|issue| issue.pointer.starts_with(&within));
            issues
        };
        let title = Signal::derive(move || names::entry(i18n, "homes", at));
        let back = work.href(Chapter::Homes);
        let next = back.clone();
        view! {
            <ChapterPage
                here=Here {
                    chapter: Chapter::Homes,
                    entry: Some(id.clone()),
                }
                title=title
                lede=text!(i18n, wizard.homes.entry_lede)
                issues=issues
                next=text!(i18n, wizard.homes.done)
                on_next=move |()| work.open(next.clone())
                back=back
                back_label=text!(i18n, wizard.go.list)
            >
                <TextField
                    field=address
                    label=text!(i18n, wizard.field.home_address)
                    kind=Kind::Wide
                />
                <RadioField
                    field=zone
                    legend=text!(i18n, wizard.field.zone)
                    choices=zones
                    arrangement=Arrangement::Inline
                />
                <TextField
                    field=certificate
                    label=text!(i18n, wizard.field.certificate)
                    hint=text!(i18n, wizard.field.certificate_hint)
                    optional=true
                />
            </ChapterPage>
        }
        .into_any()
    }
}
