//! The answers read back before they are submitted: in groups, each with a link to change it, from
//! which the person comes back here.

use leptos::prelude::*;
use serde_json::Value;
use shared::form::fields::kind::{Kind, Need};
use shared::form::pointer::to_value;
use shared::form::{Answers, Asked, Chapter, asked};
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::language::t;
use crate::live::{live, memo};
use crate::names;
use crate::wizard::work::use_work;

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
        let module = form.module();
        let answers = form.answers().effective(module);
        let chapters = Chapter::of(module, &answers);
        let lacking: Vec<String> = chapters
            .iter()
            .flat_map(|chapter| form.issues(*chapter))
            .map(|issue| issue.pointer)
            .collect();
        groups((i18n, module), chapters, &answers, &lacking, in_full.get())
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
    (i18n, module): (I18n, Module),
    chapters: Vec<Chapter>,
    answers: &Answers,
    lacking: &[String],
    in_full: bool,
) -> Vec<Group> {
    let recital = Reciter {
        i18n,
        module,
        answers,
        json: to_value(answers),
        lacking,
        in_full,
    };
    let mut groups = Vec::new();
    for chapter in chapters {
        if chapter == Chapter::Submit {
            continue;
        }
        let asked = asked(module, chapter, answers);
        groups.push(recital.group(chapter, None, names::chapter(i18n, chapter), &asked));
        for (at, id) in answers.keys(chapter).into_iter().enumerate() {
            let title = names::entry(i18n, chapter.slug(), at);
            groups.push(recital.group(chapter, Some((at, id)), &title, &asked));
        }
    }
    groups
}

struct Reciter<'a> {
    i18n: I18n,
    module: Module,
    answers: &'a Answers,
    json: Value,
    lacking: &'a [String],
    in_full: bool,
}

impl Reciter<'_> {
    /// The group of a chapter, or of the child or home at a place in its list.
    fn group(
        &self,
        chapter: Chapter,
        entry: Option<(usize, &str)>,
        title: &str,
        asked: &[Asked],
    ) -> Group {
        let place = entry.map(|(at, _)| at);
        let mine = asked.iter().filter(|asked| asked.entry == place);
        Group {
            chapter,
            entry: entry.map(|(_, id)| id.to_owned()),
            title: title.to_owned(),
            rows: mine.filter_map(|asked| self.row(asked)).collect(),
        }
    }

    /// The row of a field; none for a field that is not asked, or has groups of its own.
    fn row(&self, Asked { field, pointer, .. }: &Asked) -> Option<Row> {
        let known = field.row();
        if known.kind == Kind::List {
            return None;
        }
        let answer = self.json.pointer(pointer).filter(|value| !value.is_null());
        let lacks = self.lacking.iter().any(|lacking| lacking == pointer);
        let value = match answer {
            // Agreed to in an older version: it is to be agreed to again.
            Some(_) if lacks && known.kind == Kind::Version => None,
            Some(value) if self.in_full && known.kind == Kind::Number => {
                Some(value.as_str().unwrap_or_default().to_owned())
            }
            Some(value) => Some(names::answer(self.i18n, pointer, value)),
            None if lacks => None,
            None if known.need == Need::Optional => {
                Some(t_string!(self.i18n, wizard.submit.not_given).to_owned())
            }
            None => return None,
        };
        Some(Row {
            term: names::asked_field(self.i18n, self.module, self.answers, pointer, false),
            value,
        })
    }
}
