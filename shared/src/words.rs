//! The words for problems and issues, the same in the browser and in the API's answers.
//! The words of the interface are in the web app's locale files.

mod issues;
mod problems;

use crate::form::IssueCode;
use crate::problem::ProblemKind;
use crate::values::Lang;

/// Title and detail of a problem.
#[must_use]
pub fn problem(kind: ProblemKind, lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => problems::zh(kind),
        Lang::En => problems::en(kind),
    }
}

/// What to do about one field.
#[must_use]
pub fn issue(code: IssueCode, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => issues::zh(code),
        Lang::En => issues::en(code),
    }
}
