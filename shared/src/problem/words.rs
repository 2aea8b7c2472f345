//! Title and detail of each kind of problem, the same in the browser and in the API's answers.

mod en;
mod zh;

use super::kind::ProblemKind as K;
use crate::values::Lang;

impl K {
    /// The title, and what to do about it.
    #[must_use]
    pub fn title_and_detail(self, lang: Lang) -> (&'static str, &'static str) {
        match lang {
            Lang::Zh => zh::words(self),
            Lang::En => en::words(self),
        }
    }

    /// The same of what a sign-in can be refused for, and none of another kind: the page on which a
    /// sign-in begins needs no more, and the whole table is many times as long.
    #[must_use]
    pub fn title_and_detail_of_sign_in(self, lang: Lang) -> Option<(&'static str, &'static str)> {
        match lang {
            Lang::Zh => zh::of_sign_in(self),
            Lang::En => en::of_sign_in(self),
        }
    }

    /// The same of what the sign-in of a seller can be refused for.
    #[must_use]
    pub fn title_and_detail_of_sellers(self, lang: Lang) -> Option<(&'static str, &'static str)> {
        let words = match lang {
            Lang::Zh => zh::of_sellers(self),
            Lang::En => en::of_sellers(self),
        };
        words.or_else(|| self.title_and_detail_of_sign_in(lang))
    }
}
