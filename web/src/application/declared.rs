//! What was declared, in groups as it is asked: for whoever submits it, and for officers.

use leptos::prelude::*;
use serde_json::Value;
use shared::form::fields::kind::{Kind, Need};
use shared::form::pointer::to_value;
use shared::form::{Answers, Asked, Chapter, asked};
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::live;
use crate::names;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// What was asked.
    pub(crate) term: String,
    /// The answer in words; none where it is missing.
    pub(crate) value: Option<String>,
}

/// The answers that are changed on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The chapter.
    pub(crate) chapter: Chapter,
    /// The child or home, by its id.
    pub(crate) entry: Option<String>,
    /// How it is called.
    pub(crate) title: String,
    /// The answers.
    pub(crate) rows: Vec<Row>,
}

/// The answers as somebody else than the applicant reads them, with masked numbers: what was agreed to
/// is left out.
#[component]
pub(crate) fn Declared(
    module: Module,
    answers: Answers,
    /// These chapters alone.
    #[prop(optional)]
    only: Option<&'static [Chapter]>,
) -> impl IntoView {
    let i18n = use_i18n();
    let answers = answers.effective(module);
    let chapters = move || {
        let chapters = Chapter::of(module, &answers).into_iter();
        let chapters = chapters.filter(|chapter| match only {
            Some(only) => only.contains(chapter),
            None => *chapter != Chapter::Notes,
        });
        groups((i18n, module), chapters.collect(), &answers, &[], true)
    };
    let group = |group: Group| {
        let rows = group
            .rows
            .into_iter()
            .filter_map(|row| Some((row.term, row.value?)));
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="declared__title">{group.title}</h3>
                <dl class="answers">
                    {rows
                        .into_iter()
                        .map(|(term, value)| {
                            view! {
                                <div class="answers__row">
                                    <dt>{term}</dt>
                                    <dd>{value}</dd>
                                </div>
                            }
                        })
                        .collect_view()}
                </dl>
            }
        })
    };
    live(move || chapters().into_iter().map(group).collect_view())
}

/// The answers in the order in which they are asked. `lacking` are pointers of those that are missing;
/// `in_full` shows numbers of documents as they are.
pub(crate) fn groups(
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
