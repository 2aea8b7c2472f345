//! The words for problems, the same in the browser and in the API's answers.
//! The words of the interface are in the web app's locale files.

mod problems;

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
