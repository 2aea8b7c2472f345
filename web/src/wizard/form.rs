//! The form in the browser: the answers, texts that are no answer yet, and what is wrong with the
//! page that is open.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use shared::form::fields::kind::Kind;
use shared::form::fields::kind_at;
use shared::form::pointer::{read, to_value, write};
use shared::form::typed::Raw;
use shared::form::{AGENT_PAPERS, Answers, Chapter, paper_at, paper_pointer, typed};
use shared::issue::{Issue, IssueCode};
use shared::policy::{Policies, Rules};
use shared::problem::FieldProblem;
use shared::purchase::Module;
use shared::text::clean;
use shared::upload::UploadKind;
use shared::values::Day;

use crate::language::{I18n, lang};
use crate::live::memo;
use crate::session::SessionContext;
use crate::ui::field::{Field, field_id};

/// The form. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    i18n: I18n,
    session: SessionContext,
    policies: Signal<Arc<Policies>>,
    module: Module,
    answers: RwSignal<Answers>,
    raw: RwSignal<Raw>,
    json: Memo<Value>,
    /// What is wrong with the page that is open, since the person last tried to go on.
    shown: RwSignal<Vec<Issue>>,
    /// What the server refused, with the answer that it refused.
    refused: StoredValue<Vec<(Issue, Option<Value>)>>,
    /// The field to go to on the page that opens next.
    ahead: StoredValue<Option<String>>,
    /// Of which kinds an agent's papers are there, as far as that is known.
    papers: RwSignal<Option<Vec<UploadKind>>>,
}

impl Form {
    /// A form that holds the answers of a draft.
    pub(crate) fn new(
        i18n: I18n,
        session: SessionContext,
        policies: Signal<Arc<Policies>>,
        module: Module,
        answers: Answers,
        raw: Raw,
    ) -> Self {
        // A draft of an earlier release may hold what is no longer taken in.
        let answers = RwSignal::new(answers.cleaned());
        Self {
            i18n,
            session,
            policies,
            module,
            answers,
            raw: RwSignal::new(raw),
            json: memo(move || answers.with(to_value)),
            shown: RwSignal::new(Vec::new()),
            refused: StoredValue::new(Vec::new()),
            ahead: StoredValue::new(None),
            papers: RwSignal::new(None),
        }
    }

    /// The module that is applied for.
    pub(crate) fn module(self) -> Module {
        self.module
    }

    /// Today by the server's clock.
    pub(crate) fn today(self) -> Day {
        self.session.today()
    }

    /// Whether something is so by the rules in force; no where no rules are. Tracked.
    pub(crate) fn by_rules(self, test: impl FnOnce(&Rules) -> bool) -> bool {
        self.policies.with(|policies| {
            policies
                .in_force(self.module, self.today())
                .is_some_and(test)
        })
    }

    /// The answers, tracked.
    pub(crate) fn answers(self) -> Answers {
        self.answers.get()
    }

    /// The answers, not tracked.
    pub(crate) fn answers_now(self) -> Answers {
        self.answers.get_untracked()
    }

    /// Something made from the answers that changes only when its value does.
    pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        make: impl Fn(&Answers) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        memo(move || self.answers.with(&make))
    }

    /// The texts that are no answer yet, tracked.
    pub(crate) fn raw(self) -> Raw {
        self.raw.get()
    }

    /// The texts that are no answer yet, not tracked.
    pub(crate) fn raw_now(self) -> Raw {
        self.raw.get_untracked()
    }

    /// Puts other answers in place, for example after a merge.
    pub(crate) fn replace(self, answers: Answers) {
        if self.answers.with_untracked(|now| *now != answers) {
            self.answers.set(answers);
        }
    }

    /// Changes the answers. A promise that was made before is about other answers, so it goes.
    pub(crate) fn change(self, change: impl FnOnce(&mut Answers)) {
        self.answers.update(|answers| {
            change(answers);
            answers.promise = None;
        });
    }

    /// A field that holds a text or the name of a choice.
    pub(crate) fn field(self, pointer: impl Into<String>) -> Field {
        let pointer = pointer.into();
        let at = StoredValue::new(pointer.clone());
        let value = memo(move || {
            let read = |json: &Value| match at.with_value(|at| json.pointer(at).cloned()) {
                Some(Value::String(text)) => text,
                Some(Value::Bool(flag)) => flag.to_string(),
                Some(_) | None => String::new(),
            };
            self.json.with(read)
        });
        let set = Callback::new(move |text: String| {
            at.with_value(|at| self.write(at, choose(at, clean(&text))));
        });
        self.tie(&pointer, value.into(), set)
    }

    /// A field that holds a day or a month; what is neither is kept as it was typed.
    pub(crate) fn date(self, pointer: impl Into<String>) -> Field {
        let pointer = pointer.into();
        let at = StoredValue::new(pointer.clone());
        let parsed = self.field(pointer.clone()).value;
        let value = memo(move || {
            let typed = self
                .raw
                .with(|raw| at.with_value(|at| raw.get(at).cloned()));
            typed.unwrap_or_else(|| parsed.get())
        });
        let set = Callback::new(move |text: String| {
            at.with_value(|at| self.write_date(at, &text));
        });
        self.tie(&pointer, value.into(), set)
    }

    fn tie(self, pointer: &str, value: Signal<String>, set: Callback<String>) -> Field {
        let at = StoredValue::new(pointer.to_owned());
        let error = memo(move || {
            let code = self.shown.with(|shown| {
                let mine = |issue: &&Issue| at.with_value(|at| issue.pointer == *at);
                shown.iter().find(mine).map(|issue| issue.code)
            });
            code.map(|code| code.detail(lang(self.i18n)).to_owned())
        });
        Field {
            id: StoredValue::new(field_id(pointer)),
            value,
            error: error.into(),
            set,
        }
    }

    fn write(self, pointer: &str, value: Option<Value>) {
        let changed = self.answers.with_untracked(|now| {
            let mut changed = write(now, pointer, value)?;
            if pointer != "/promise" {
                changed.promise = None;
            }
            Some(changed)
        });
        if let Some(changed) = changed {
            self.replace(changed);
        }
    }

    fn write_date(self, pointer: &str, text: &str) {
        let parsed = if kind_at(pointer) == Some(Kind::Month) {
            typed::month(text).map(|month| month.to_string())
        } else {
            typed::day(text).map(|day| day.to_string())
        };
        let unread = parsed.is_none() && !text.trim().is_empty();
        self.raw.update(|raw| {
            if unread {
                raw.insert(pointer.to_owned(), text.to_owned());
            } else {
                raw.remove(pointer);
            }
        });
        self.write(pointer, parsed.map(Value::from));
    }

    /// Takes an entry out of a list, with the texts that belong to it and what was wrong with it.
    pub(crate) fn remove_entry(self, list: &str, at: usize) {
        self.change(|answers| match list {
            "children" if at < answers.children.len() => drop(answers.children.remove(at)),
            "homes" if at < answers.homes.len() => drop(answers.homes.remove(at)),
            _ => {}
        });
        let moved = |pointer: &str| typed::without_entry(pointer, list, at);
        self.raw.update(|raw| {
            let kept = std::mem::take(raw).into_iter();
            *raw = kept
                .filter_map(|(pointer, text)| Some((moved(&pointer)?, text)))
                .collect();
        });
        self.shown.update(|shown| {
            shown.retain_mut(|issue| move_up(issue, moved(&issue.pointer)));
        });
        self.refused.update_value(|refused| {
            refused.retain_mut(|(issue, _)| move_up(issue, moved(&issue.pointer)));
        });
    }

    /// What is wrong with a chapter right now: by the rules, by what cannot be read as a date, and
    /// by what the server refused and is still the same.
    pub(crate) fn issues(self, chapter: Chapter) -> Vec<Issue> {
        let answers = self.answers_now();
        let raw = self.raw_now();
        let mut issues = self.policies.with_untracked(|policies| {
            shared::form::issues(self.module, &answers, chapter, self.today(), policies)
        });
        for issue in &mut issues {
            if issue.code == IssueCode::Required && raw.contains_key(&issue.pointer) {
                issue.code = if kind_at(&issue.pointer) == Some(Kind::Month) {
                    IssueCode::NotAMonth
                } else {
                    IssueCode::NotADay
                };
            }
        }
        if chapter == Chapter::Papers {
            issues.extend(self.lacking_papers());
        }
        self.refused.with_value(|refused| {
            for (issue, answer) in refused {
                let known = issues.iter().any(|known| known.pointer == issue.pointer);
                if Chapter::holding(&issue.pointer) == Some(chapter)
                    && !known
                    && read(&answers, &issue.pointer) == *answer
                {
                    issues.push(issue.clone());
                }
            }
        });
        issues
    }

    /// Whether a chapter is known to have nothing wrong. Of an agent's papers that is tracked.
    pub(crate) fn is_done(self, chapter: Chapter) -> bool {
        let known = chapter != Chapter::Papers || self.papers.with(Option::is_some);
        known && self.issues(chapter).is_empty()
    }

    /// Notes which of an agent's papers the server has: it knows better than its last refusal.
    pub(crate) fn know_papers(self, there: Option<Vec<UploadKind>>) {
        if there.is_some() {
            self.refused.update_value(|refused| {
                refused.retain(|(issue, _)| paper_at(&issue.pointer).is_none());
            });
        }
        self.papers.set(there);
    }

    /// Which of an agent's papers are there, as far as that is known. Tracked.
    pub(crate) fn known_papers(self) -> Option<Vec<UploadKind>> {
        self.papers.get()
    }

    /// The papers that an agent has yet to upload; none where it is not known which are there.
    fn lacking_papers(self) -> Vec<Issue> {
        let Some(there) = self.papers.get_untracked() else {
            return Vec::new();
        };
        let lacking = AGENT_PAPERS.into_iter();
        lacking
            .filter(|kind| !there.contains(kind))
            .map(|kind| Issue {
                pointer: paper_pointer(kind),
                code: IssueCode::Required,
            })
            .collect()
    }

    /// Shows what is wrong with the page that is open.
    pub(crate) fn show(self, issues: Vec<Issue>) {
        self.shown.set(issues);
    }

    /// Takes from what is shown what is wrong no more, after answers changed without the person's
    /// doing.
    pub(crate) fn show_less(self, chapter: Chapter) {
        let now = self.issues(chapter);
        self.shown
            .try_update(|shown| shown.retain(|issue| now.contains(issue)));
    }

    /// What is shown as wrong, tracked.
    pub(crate) fn shown(self) -> Vec<Issue> {
        self.shown.get()
    }

    /// Keeps what the server refused until the answers are others.
    pub(crate) fn refuse(self, errors: &[FieldProblem]) {
        let answers = self.answers_now();
        let refused = errors.iter().map(|error| {
            let issue = Issue {
                pointer: error.pointer.clone(),
                code: error.code,
            };
            (issue, read(&answers, &error.pointer))
        });
        self.refused.set_value(refused.collect());
    }

    /// Sets the field to go to on the page that opens next.
    pub(crate) fn go_to(self, pointer: String) {
        self.ahead.set_value(Some(pointer));
    }

    /// The field to go to on this page, told once.
    pub(crate) fn take_ahead(self) -> Option<String> {
        self.ahead.try_update_value(Option::take).flatten()
    }
}

/// Puts an issue where its field stands now; tells whether it stands anywhere.
fn move_up(issue: &mut Issue, moved: Option<String>) -> bool {
    moved.map(|pointer| issue.pointer = pointer).is_some()
}

/// What a text is in JSON: nothing where it is empty, a flag for a question of yes and no.
fn choose(pointer: &str, text: String) -> Option<Value> {
    if kind_at(pointer) == Some(Kind::Flag) {
        text.parse().ok().map(Value::Bool)
    } else {
        (!text.is_empty()).then_some(Value::String(text))
    }
}
