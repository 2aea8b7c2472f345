//! What is wrong with the answers: the rules of each chapter asked one after the other.

use super::{
    Answers, Chapter, DATA_USE_VERSION, LONGEST_TEXT, NOTES_VERSION, PROMISE_VERSION, applicant,
    children, filler, homes, members, target,
};
use crate::issue::{Issue, IssueCode};
use crate::policy::{Policies, Rules};
use crate::purchase::Module;
use crate::values::Day;

/// Collects what is wrong below one place of the document.
pub(crate) struct Checker<'a> {
    pub(crate) issues: &'a mut Vec<Issue>,
    pub(crate) at: String,
    pub(crate) today: Day,
    /// The residential rules in force on that day.
    pub(crate) rules: Option<&'a Rules>,
}

impl Checker<'_> {
    pub(crate) fn fail(&mut self, field: &str, code: IssueCode) {
        let pointer = format!("{}/{field}", self.at);
        if !self.issues.iter().any(|issue| issue.pointer == pointer) {
            self.issues.push(Issue { pointer, code });
        }
    }

    pub(crate) fn within(&mut self, place: &str) -> Checker<'_> {
        Checker {
            at: format!("{}/{place}", self.at),
            issues: self.issues,
            today: self.today,
            rules: self.rules,
        }
    }

    pub(crate) fn text(&mut self, field: &str, value: Option<&str>, required: bool) {
        match value.map(str::trim).unwrap_or_default() {
            "" if required => self.fail(field, IssueCode::Required),
            text if text.chars().count() > LONGEST_TEXT => self.fail(field, IssueCode::TooLong),
            text if text.chars().any(is_unseen) => self.fail(field, IssueCode::Characters),
            _ => {}
        }
    }

    pub(crate) fn past_day(&mut self, field: &str, value: Option<Day>, required: bool) {
        let first = Day::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        match value {
            None if required => self.fail(field, IssueCode::Required),
            Some(day) if day > self.today => self.fail(field, IssueCode::InFuture),
            Some(day) if day < first => self.fail(field, IssueCode::TooEarly),
            _ => {}
        }
    }

    pub(crate) fn chosen<T>(&mut self, field: &str, value: Option<T>) {
        if value.is_none() {
            self.fail(field, IssueCode::ChooseOne);
        }
    }
}

/// Characters that nobody sees: controls, and those that only steer how a text is shown (Unicode
/// category Cf, as far as it occurs in texts).
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

/// What is wrong with one chapter, in the order of its fields. Answers that do not count (see
/// [`Answers::effective`]) are never wrong. What the form asks for can depend on the rules that are
/// in force on the day.
#[must_use]
pub fn issues(answers: &Answers, chapter: Chapter, today: Day, policies: &Policies) -> Vec<Issue> {
    let answers = &answers.effective();
    let mut found = Vec::new();
    let mut check = Checker {
        issues: &mut found,
        at: String::new(),
        today,
        rules: policies.in_force(Module::Residential, today),
    };
    match chapter {
        Chapter::Notes => {
            if answers.notes_read.as_deref() != Some(NOTES_VERSION) {
                check.fail("notes_read", IssueCode::MustAgree);
            }
            if answers.data_use_agreed.as_deref() != Some(DATA_USE_VERSION) {
                check.fail("data_use_agreed", IssueCode::MustAgree);
            }
        }
        Chapter::Category => check.chosen("category", answers.category),
        Chapter::Filler => filler::check(answers, &mut check),
        Chapter::Applicant => applicant::check(answers, &mut check),
        Chapter::Spouse => members::check_spouse(answers, &mut check),
        Chapter::Children => children::check(answers, &mut check),
        Chapter::Homes => homes::check(answers, &mut check),
        Chapter::Target => target::check(answers, &mut check),
        Chapter::Submit => {
            if answers.promise.as_deref() != Some(PROMISE_VERSION) {
                check.fail("promise", IssueCode::MustAgree);
            }
        }
    }
    found
}

/// What is wrong with the whole form, chapter by chapter; chapters without an issue are left out.
#[must_use]
pub fn all_issues(
    answers: &Answers,
    today: Day,
    policies: &Policies,
) -> Vec<(Chapter, Vec<Issue>)> {
    Chapter::of(answers)
        .into_iter()
        .map(|chapter| (chapter, issues(answers, chapter, today, policies)))
        .filter(|(_, issues)| !issues.is_empty())
        .collect()
}
