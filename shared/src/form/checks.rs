//! What is wrong with the answers: the rules of each chapter asked one after the other.

mod applicant;
mod checker;
mod children;
mod grounds;
mod homes;
mod members;
mod target;
mod unit;

use serde_json::Value;

use super::answers::{Answers, is_too_long};
use super::applicant::Applicant;
use super::asked::{Asked, asked};
use super::chapters::Chapter;
use super::contact::Contact;
use super::fields::Field;
use super::fields::kind::Kind;
use super::filler::FilledBy;
use super::pointer::to_value;
use super::texts::Texts;
use crate::issue::{Issue, IssueCode};
use crate::policy::Policies;
use crate::purchase::Module;
use crate::values::Day;

use checker::Checker;
pub use children::asks_for_adult_children;

/// What is wrong with a contact by itself, with pointers into it.
#[must_use]
pub fn contact_issues(contact: &Contact) -> Vec<Issue> {
    let applicant = Applicant {
        mobile: contact.mobile.clone(),
        email: contact.email.clone(),
        postal_address: contact.postal_address.clone(),
        ..Applicant::default()
    };
    let mut found = Vec::new();
    let mut check = Checker {
        issues: &mut found,
        at: PLACE.to_owned(),
        // Neither day nor rules change what a contact is.
        today: Day::default(),
        module: Module::Residential,
        rules: None,
    };
    applicant::contact(&applicant, &mut check);
    for issue in &mut found {
        if let Some(within) = issue.pointer.strip_prefix(PLACE) {
            issue.pointer = within.to_owned();
        }
    }
    found
}

/// Where the form has a contact.
const PLACE: &str = "/applicant";

/// What is wrong with one chapter, in the order of its fields. Answers that do not count (see
/// [`Answers::effective`]) are never wrong. What the form asks for can depend on the rules of the
/// module that are in force on the day.
#[must_use]
pub fn issues(
    module: Module,
    answers: &Answers,
    chapter: Chapter,
    today: Day,
    policies: &Policies,
) -> Vec<Issue> {
    let answers = &answers.effective(module);
    let texts = Texts::of(module);
    let mut found = Vec::new();
    let mut check = Checker {
        issues: &mut found,
        at: String::new(),
        today,
        module,
        rules: policies.in_force(module, today),
    };
    match chapter {
        Chapter::Notes => {
            if answers.notes_read.as_deref() != Some(texts.notes) {
                check.fail(Field::NotesRead, IssueCode::MustAgree);
            }
            if answers.data_use_agreed.as_deref() != Some(texts.data_use) {
                check.fail(Field::DataUseAgreed, IssueCode::MustAgree);
            }
        }
        Chapter::Category => check.chosen(Field::Category, answers.category),
        Chapter::Filler => match answers.filler.who {
            None => check.fail(Field::FilledBy, IssueCode::ChooseOne),
            // A commercial unit is a person's, not a family's.
            Some(FilledBy::FamilyMember) if module == Module::Commercial => {
                check.fail(Field::FilledBy, IssueCode::FillerApplicantOnly)
            }
            Some(FilledBy::Applicant | FilledBy::FamilyMember | FilledBy::Agent) => {}
        },
        Chapter::Applicant => applicant::check(answers, &mut check),
        Chapter::Spouse => members::check_spouse(answers, &mut check),
        Chapter::Children => children::check(answers, &mut check),
        Chapter::Homes => homes::check(answers, &mut check),
        Chapter::Target => target::check(answers, &mut check),
        Chapter::Unit => unit::check(answers, &mut check),
        // Papers are no answers: whoever keeps them knows which are there.
        Chapter::Papers => {}
        Chapter::Submit => {
            if answers.promise.as_deref() != Some(texts.promise) {
                check.fail(Field::Promise, IssueCode::MustAgree);
            }
        }
    }
    endless_texts(module, answers, chapter, &mut check);
    found
}

/// Checks the length of all texts. It is the one rule of those that may stay empty, and the others
/// are too long before they are anything else.
fn endless_texts(module: Module, answers: &Answers, chapter: Chapter, check: &mut Checker<'_>) {
    let document = to_value(answers);
    for Asked { field, pointer, .. } in asked(module, chapter, answers) {
        let is_text = match field.row().kind {
            Kind::Text | Kind::Number | Kind::Mobile | Kind::Nationality => true,
            // An e-mail address has a length of its own.
            Kind::Email
            | Kind::Flag
            | Kind::Day
            | Kind::Month
            | Kind::Choice(_)
            | Kind::Version
            | Kind::List => false,
        };
        let text = document.pointer(&pointer).and_then(Value::as_str);
        if is_text && text.is_some_and(is_too_long) {
            check.fail_endless(pointer);
        }
    }
}

/// What is wrong with the whole form, chapter by chapter; chapters without an issue are left out.
#[must_use]
pub fn all_issues(
    module: Module,
    answers: &Answers,
    today: Day,
    policies: &Policies,
) -> Vec<(Chapter, Vec<Issue>)> {
    Chapter::of(module, answers)
        .into_iter()
        .map(|chapter| (chapter, issues(module, answers, chapter, today, policies)))
        .filter(|(_, issues)| !issues.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::form::fields::tests::{full, pointers};
    use crate::form::pointer::{read, write};
    use crate::form::tests::TODAY;
    use crate::household::Category;

    #[test]
    fn no_text_is_endless() {
        let endless = Value::from("9".repeat(1000));
        let (today, policies) = (TODAY.parse().unwrap(), Policies::builtin());
        for field in Field::ALL {
            if matches!(
                field.row().kind,
                Kind::Flag | Kind::Day | Kind::Month | Kind::Choice(_) | Kind::List
            ) {
                continue;
            }
            for pointer in pointers(field) {
                let chapter = Chapter::holding(&pointer).unwrap();
                // Some are asked for one category or document only.
                let asked = Category::ALL.into_iter().any(|category| {
                    DocumentKind::ALL.into_iter().any(|kind| {
                        let mut answers = full();
                        answers.category = Some(category);
                        answers.applicant.person.document_kind = Some(kind);
                        answers.spouse.document_kind = Some(kind);
                        answers.children[0].person.document_kind = Some(kind);
                        let answers = write(&answers, &pointer, Some(endless.clone())).unwrap();
                        let module = field.row().module.unwrap_or(Module::Residential);
                        let effective = answers.effective(module);
                        let found = issues(module, &answers, chapter, today, policies);
                        let kept = read(&effective, &pointer) == Some(endless.clone());
                        let code = match field.row().kind {
                            Kind::Email => IssueCode::Email,
                            Kind::Version => IssueCode::MustAgree,
                            Kind::Text
                            | Kind::Number
                            | Kind::Mobile
                            | Kind::Nationality
                            | Kind::Flag
                            | Kind::Day
                            | Kind::Month
                            | Kind::Choice(_)
                            | Kind::List => IssueCode::TooLong,
                        };
                        let pointer = pointer.clone();
                        kept && found.contains(&Issue { pointer, code })
                    })
                });
                assert!(asked, "{pointer}");
            }
        }
    }
}
