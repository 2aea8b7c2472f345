//! The answers read back before they are submitted: in groups, each with a link to change it, from
//! which the person comes back here.

use leptos::prelude::*;
use serde_json::Value;
use shared::form::pointer::to_value;
use shared::form::{Answers, Chapter};

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::language::t;
use crate::live::{live, memo};
use crate::names;
use crate::wizard::work::use_work;

/// What is read and agreed to before anything is filled in.
const CONSENTS: [&str; 2] = ["/notes_read", "/data_use_agreed"];
/// The fields of a person.
const PERSON: [&str; 7] = [
    "name",
    "document_kind",
    "document_number",
    "citizen_number",
    "nationality",
    "born",
    "hukou",
];
/// The fields of the applicant beyond those of a person.
const APPLICANT: [&str; 17] = [
    "marital_status",
    "marital_since",
    "forces/military_number",
    "forces/station",
    "forces/family_certificate",
    "permit/number",
    "permit/valid_to",
    "payer/who",
    "payer/employer",
    "payer/since",
    "payer/residence_permit",
    "overseas/origin",
    "overseas/certification",
    "overseas/stay_permit",
    "overseas/lodging",
    "mobile",
    "email",
];
/// The fields of a home.
const HOME: [&str; 3] = ["address", "zone", "certificate"];
const ADDRESS: &str = "postal_address";
/// Fields that may stay empty and are shown as such.
const OPTIONAL: [&str; 2] = ["/applicant/email", "/target/address"];

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    term: String,
    /// The answer in words; none where it is missing.
    value: Option<String>,
}

/// The answers that are changed on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    chapter: Chapter,
    /// The child or home, by its id.
    entry: Option<String>,
    title: String,
    rows: Vec<Row>,
}

/// All groups.
#[component]
pub(crate) fn Recital() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let in_full = RwSignal::new(false);
    let groups = memo(move || {
        let answers = form.answers().effective();
        let chapters = Chapter::of(form.module(), &answers);
        let lacking: Vec<String> = chapters
            .iter()
            .flat_map(|chapter| form.issues(*chapter))
            .map(|issue| issue.pointer)
            .collect();
        groups(i18n, chapters, &answers, &lacking, in_full.get())
    });
    let toggle = move || {
        if in_full.get() {
            t_string!(i18n, wizard.submit.hide)
        } else {
            t_string!(i18n, wizard.submit.show)
        }
    };
    let group = move |group: Group| {
        let href = work.correction_href(group.chapter, group.entry.as_deref());
        let heading = match &group.entry {
            Some(_) => view! { <h3>{group.title.clone()}</h3> }.into_any(),
            None => view! { <h2>{group.title.clone()}</h2> }.into_any(),
        };
        view! {
            <div class="answers__group">
                {heading}
                <a href=href>
                    {t!(i18n, wizard.submit.change)} <span class="sr-only">" " {group.title}</span>
                </a>
            </div>
            <dl class="answers">
                {group
                    .rows
                    .into_iter()
                    .map(|row| {
                        let value = match row.value {
                            Some(value) => view! { <dd>{value}</dd> }.into_any(),
                            None => {
                                view! {
                                    <dd class="answers__missing">
                                        {t!(i18n, wizard.submit.missing)}
                                    </dd>
                                }
                                    .into_any()
                            }
                        };
                        view! {
                            <div class="answers__row">
                                <dt>{row.term}</dt>
                                {value}
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        }
    };
    view! {
        <p class="answers__tools">
            <button
                class="button button--small"
                type="button"
                aria-pressed=Signal::derive(move || in_full.get().to_string())
                on:click=move |_| in_full.update(|full| *full = !*full)
            >
                {toggle}
            </button>
        </p>
        {live(move || groups.get().into_iter().map(group).collect_view())}
    }
}

fn groups(
    i18n: I18n,
    chapters: Vec<Chapter>,
    answers: &Answers,
    lacking: &[String],
    in_full: bool,
) -> Vec<Group> {
    let recital = Reciter {
        i18n,
        answers,
        json: to_value(answers),
        lacking,
        in_full,
    };
    let person = |at: &str| PERSON.map(|name| format!("{at}/{name}")).to_vec();
    let mut groups = Vec::new();
    for chapter in chapters {
        let pointers = match chapter {
            Chapter::Submit => continue,
            Chapter::Notes => CONSENTS.map(str::to_owned).to_vec(),
            Chapter::Category => vec!["/category".to_owned()],
            Chapter::Filler => vec!["/filler/who".to_owned()],
            Chapter::Applicant => {
                let mut all = person("/applicant");
                let more = APPLICANT.iter().chain([&ADDRESS]);
                all.extend(more.map(|name| format!("/applicant/{name}")));
                all
            }
            Chapter::Spouse => person("/spouse"),
            Chapter::Children => {
                vec!["/has_children".to_owned(), "/has_adult_children".to_owned()]
            }
            Chapter::Homes => vec!["/has_homes".to_owned()],
            Chapter::Target => ["transfer", "place", "kind", "address"]
                .map(|name| format!("/target/{name}"))
                .to_vec(),
        };
        groups.push(recital.group(chapter, None, names::chapter(i18n, chapter), &pointers));
        if chapter == Chapter::Children {
            for (at, child) in answers.children.iter().enumerate() {
                let pointers = person(&format!("/children/{at}"));
                groups.push(recital.entry(chapter, &child.id, at, &pointers));
            }
        } else if chapter == Chapter::Homes {
            for (at, home) in answers.homes.iter().enumerate() {
                let pointers = HOME.map(|name| format!("/homes/{at}/{name}"));
                groups.push(recital.entry(chapter, &home.id, at, &pointers));
            }
        }
    }
    groups
}

struct Reciter<'a> {
    i18n: I18n,
    answers: &'a Answers,
    json: Value,
    lacking: &'a [String],
    in_full: bool,
}

impl Reciter<'_> {
    fn group(
        &self,
        chapter: Chapter,
        entry: Option<String>,
        title: &str,
        pointers: &[String],
    ) -> Group {
        Group {
            chapter,
            entry,
            title: title.to_owned(),
            rows: pointers
                .iter()
                .filter_map(|pointer| self.row(pointer))
                .collect(),
        }
    }

    /// The group of the child or home at a place of its list.
    fn entry(&self, chapter: Chapter, id: &str, at: usize, pointers: &[String]) -> Group {
        let title = names::entry(self.i18n, chapter.slug(), at);
        self.group(chapter, Some(id.to_owned()), &title, pointers)
    }

    /// The row of a field; none for a field that is not asked.
    fn row(&self, pointer: &str) -> Option<Row> {
        let answer = self.json.pointer(pointer).filter(|value| !value.is_null());
        let lacks = self.lacking.iter().any(|lacking| lacking == pointer);
        let value = match answer {
            // Agreed to in an older version: it is to be agreed to again.
            Some(_) if lacks && CONSENTS.contains(&pointer) => None,
            Some(value) if self.in_full && pointer.ends_with("_number") => {
                Some(value.as_str().unwrap_or_default().to_owned())
            }
            Some(value) => Some(names::answer(self.i18n, pointer, value)),
            None if lacks => None,
            None if OPTIONAL.contains(&pointer) => {
                Some(t_string!(self.i18n, wizard.submit.not_given).to_owned())
            }
            None => return None,
        };
        Some(Row {
            term: names::field(self.i18n, self.answers, pointer, false),
            value,
        })
    }
}
