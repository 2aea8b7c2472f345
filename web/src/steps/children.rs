//! The minor children: whether there are any, their list, and a page for each.

use leptos::prelude::*;
use serde_json::Value;
use shared::form::{Chapter, Child};
use shared::form::{Field, asks_for_adult_children};

use crate::i18n::{t_string, use_i18n};
use crate::language::text;
use crate::live::{Show, memo};
use crate::names;
use crate::steps::list::{Cards, Gone, List};
use crate::steps::person::{PersonFields, Whose};
use crate::ui::choice::{Arrangement, RadioField, yes_no};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, use_work};

const LIST: List = List {
    chapter: Chapter::Children,
    ids: |answers| {
        answers
            .children
            .iter()
            .map(|child| child.id.clone())
            .collect()
    },
    facts: |i18n, answers, at| {
        let person = answers.children.get(at).map(|child| &child.person);
        let number = person.and_then(|person| person.document_number.clone());
        let born = person.and_then(|person| person.birth_date());
        let name = person.and_then(|person| person.name.clone());
        let mut facts = vec![
            (
                t_string!(i18n, wizard.field.name).to_owned(),
                name.unwrap_or_default(),
            ),
            (
                t_string!(i18n, wizard.field.document_number).to_owned(),
                number.map_or_else(String::new, |number| names::mask_number(&number)),
            ),
        ];
        if let Some(born) = born {
            let value = Value::from(born.to_string());
            facts.push((
                t_string!(i18n, wizard.field.born).to_owned(),
                names::answer(i18n, &Field::Born.within("/children/0"), &value),
            ));
        }
        facts
    },
    add: |answers, id| {
        answers.children.push(Child {
            id,
            ..Child::default()
        });
    },
    add_word: |i18n| t_string!(i18n, wizard.children.add).to_owned(),
    delete_words: |i18n, at| {
        let n = at.saturating_add(1).to_string();
        (
            t_string!(i18n, wizard.children.delete_title, n = n),
            t_string!(i18n, wizard.children.delete_text).to_owned(),
        )
    },
    deleted: |i18n, at| {
        let n = at.saturating_add(1).to_string();
        t_string!(i18n, wizard.children.deleted, n = n)
    },
};

/// Whether there are minor children, and their list.
#[component]
pub(crate) fn ChildrenStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let some = work.form.memo(|answers| answers.has_children == Some(true));
    let adults_matter = memo(move || {
        let answers = work.form.answers();
        work.form
            .by_rules(|rules| asks_for_adult_children(&answers, rules))
    });
    let yes_no = yes_no(i18n);
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Children)
            title=text!(i18n, wizard.children.title)
            lede=text!(i18n, wizard.children.lede)
            on_next=move |()| work.go_on(Chapter::Children)
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.children.why_title)
                        text=text!(i18n, wizard.children.why)
                    />
                }
            }
        >
            <RadioField
                field=work.form.field(Field::HasChildren.pointer())
                legend=text!(i18n, wizard.children.ask)
                choices=yes_no
                arrangement=Arrangement::Inline
            />
            <Show when=move || some.get()>
                <Cards list=LIST />
            </Show>
            <Show when=move || adults_matter.get()>
                <RadioField
                    field=work.form.field(Field::HasAdultChildren.pointer())
                    legend=text!(i18n, wizard.children.ask_adults)
                    hint=text!(i18n, wizard.children.adults_note)
                    choices=yes_no
                    arrangement=Arrangement::Inline
                />
            </Show>
        </ChapterPage>
    }
}

/// One child.
#[component]
pub(crate) fn ChildStep(
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
    move || {
        let Some(at) = at.get() else {
            return view! { <Gone chapter=Chapter::Children /> }.into_any();
        };
        let within = format!("/children/{at}/");
        let issues = move |()| {
            let mut issues = form.issues(Chapter::Children);
            issues.retain(|issue| issue.pointer.starts_with(&within));
            issues
        };
        let title = Signal::derive(move || names::entry(i18n, "children", at));
        let back = work.href(Chapter::Children);
        let next = back.clone();
        view! {
            <ChapterPage
                here=Here {
                    chapter: Chapter::Children,
                    entry: Some(id.clone()),
                }
                title=title
                lede=text!(i18n, wizard.children.entry_lede)
                issues=issues
                next=text!(i18n, wizard.children.done)
                on_next=move |()| work.open(next.clone())
                back=back
                back_label=text!(i18n, wizard.go.list)
            >
                <PersonFields whose=Whose::Child(at) />
            </ChapterPage>
        }
        .into_any()
    }
}
