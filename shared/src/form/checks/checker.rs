//! Collects what is wrong with the answers, and the checks that many fields share.

use crate::form::answers::is_too_long;
use crate::form::fields::Field;
use crate::issue::{Issue, IssueCode};
use crate::policy::Rules;
use crate::purchase::Module;
use crate::values::Day;

/// Collects what is wrong below one place of the document.
pub(super) struct Checker<'a> {
    pub(super) issues: &'a mut Vec<Issue>,
    pub(super) at: String,
    pub(super) today: Day,
    pub(super) module: Module,
    /// The rules of the module that are in force on that day.
    pub(super) rules: Option<&'a Rules>,
}

impl Checker<'_> {
    /// Notes what is wrong with a field of this place; only the first fault of each counts.
    pub(super) fn fail(&mut self, field: Field, code: IssueCode) {
        let pointer = if self.at.is_empty() {
            field.pointer()
        } else {
            field.within(&self.at)
        };
        self.fail_at(pointer, code);
    }

    pub(super) fn fail_at(&mut self, pointer: String, code: IssueCode) {
        if !self.issues.iter().any(|issue| issue.pointer == pointer) {
            self.issues.push(Issue { pointer, code });
        }
    }

    /// Notes that a text is too long, whatever else is wrong with it.
    pub(super) fn fail_endless(&mut self, pointer: String) {
        let code = IssueCode::TooLong;
        match self.issues.iter_mut().find(|i| i.pointer == pointer) {
            Some(issue) => issue.code = code,
            None => self.issues.push(Issue { pointer, code }),
        }
    }

    pub(super) fn within(&mut self, place: &str) -> Checker<'_> {
        Checker {
            at: format!("{}/{place}", self.at),
            issues: self.issues,
            today: self.today,
            module: self.module,
            rules: self.rules,
        }
    }

    pub(super) fn text(&mut self, field: Field, value: Option<&str>, required: bool) {
        let text = value.unwrap_or_default();
        if required && text.trim().is_empty() {
            self.fail(field, IssueCode::Required);
        } else if is_too_long(text) {
            self.fail(field, IssueCode::TooLong);
        }
    }

    pub(super) fn past_day(&mut self, field: Field, value: Option<Day>, required: bool) {
        let first = Day::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        match value {
            None if required => self.fail(field, IssueCode::Required),
            Some(day) if day > self.today => self.fail(field, IssueCode::InFuture),
            Some(day) if day < first => self.fail(field, IssueCode::TooEarly),
            _ => {}
        }
    }

    pub(super) fn chosen<T>(&mut self, field: Field, value: Option<T>) {
        if value.is_none() {
            self.fail(field, IssueCode::ChooseOne);
        }
    }
}
