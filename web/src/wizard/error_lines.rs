//! The lines of the error summary: what is wrong in which field, and where each line leads.

use shared::form::{Answers, paper_at};
use shared::issue::{Issue, IssueCode};
use shared::purchase::Module;

use crate::i18n::t_string;
use crate::language::{I18n, lang};
use crate::names;
use crate::ui::error_summary::{Lead, Line};
use crate::ui::field::field_id;
use crate::wizard::work::{Here, UNDER_AGE, Work, is_under_age};

/// The lines of a page, tracked.
pub(crate) fn lines(i18n: I18n, work: Work, issues: &[Issue], here: &Here) -> Vec<Line> {
    let answers = work.form.answers();
    let mut lines: Vec<Line> = Vec::new();
    for issue in issues {
        let line = line(i18n, work, &answers, issue, here);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn line(i18n: I18n, work: Work, answers: &Answers, issue: &Issue, here: &Here) -> Line {
    let at = Here::of(answers, &issue.pointer);
    if at.chapter == here.chapter && at.entry == here.entry {
        return line_here(i18n, work.form.module(), answers, issue);
    }
    let href = match &at.entry {
        // No field is wrong: the page tells what can be done.
        None if is_under_age(issue) => work.correction_href(at.chapter, Some(UNDER_AGE)),
        Some(entry) if here.chapter == at.chapter => work.entry_href(at.chapter, entry),
        entry => work.correction_href(at.chapter, entry.as_deref()),
    };
    // A child or home that is not complete is one line, not one for each of its fields.
    let (pointer, wrong) = match issue.pointer.match_indices('/').nth(2) {
        Some((end, _)) if at.entry.is_some() => (
            issue.pointer.get(..end).unwrap_or_default().to_owned(),
            t_string!(i18n, wizard.error.unfinished),
        ),
        _ => (issue.pointer.clone(), what(i18n, issue)),
    };
    let field = names::asked_field(i18n, work.form.module(), answers, &pointer, true);
    Line {
        text: at_field(i18n, &field, wrong),
        lead: Lead::Page { href, pointer },
    }
}

/// The line for a field of the page that is open.
pub(crate) fn line_here(i18n: I18n, module: Module, answers: &Answers, issue: &Issue) -> Line {
    let field = names::asked_field(i18n, module, answers, &issue.pointer, false);
    Line {
        text: at_field(i18n, &field, what(i18n, issue)),
        lead: Lead::Field(field_id(&issue.pointer)),
    }
}

/// What is wrong. A paper is not filled in.
fn what(i18n: I18n, issue: &Issue) -> &'static str {
    match paper_at(&issue.pointer) {
        Some(_) if issue.code == IssueCode::Required => t_string!(i18n, agent.papers.lacking),
        Some(_) | None => issue.code.detail(lang(i18n)),
    }
}

/// `姓名：请填写`. A question loses its mark before the colon.
fn at_field(i18n: I18n, field: &str, what: &str) -> String {
    let field = field.trim_end_matches(['？', '?']);
    t_string!(i18n, wizard.error.at, field = field, what = what)
}
