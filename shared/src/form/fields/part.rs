//! Groups of fields: where each stands in the answers, and which chapter asks it.

use crate::form::chapters::Chapter;

/// What the form asks together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is read and agreed to at the beginning.
    Notes,
    /// The family category.
    Category,
    /// Who fills the form in.
    Filler,
    /// What is asked of every member of the household.
    Person,
    /// The applicant's marriage.
    Marriage,
    /// What the family category, or a commercial application, rests on.
    Grounds,
    /// How the applicant is reached.
    Contact,
    /// Whether there are children, and their list.
    Children,
    /// Whether there are homes, and their list.
    Homes,
    /// One home.
    Home,
    /// The home that is to be bought.
    Target,
    /// The commercial unit that is to be bought.
    Unit,
    /// The promise.
    Submit,
}

impl Part {
    /// Where the part stands in the answers, and the chapter that asks for it there. A `*` is any
    /// entry of a list.
    #[must_use]
    pub const fn places(self) -> &'static [(&'static str, Chapter)] {
        match self {
            Self::Notes => &[("", Chapter::Notes)],
            Self::Category => &[("", Chapter::Category)],
            Self::Filler => &[("/filler", Chapter::Filler)],
            Self::Person => &[
                ("/applicant", Chapter::Applicant),
                ("/spouse", Chapter::Spouse),
                ("/children/*", Chapter::Children),
            ],
            Self::Marriage | Self::Grounds | Self::Contact => &[("/applicant", Chapter::Applicant)],
            Self::Children => &[("", Chapter::Children)],
            Self::Homes => &[("", Chapter::Homes)],
            Self::Home => &[("/homes/*", Chapter::Homes)],
            Self::Target => &[("/target", Chapter::Target)],
            Self::Unit => &[("/unit", Chapter::Unit)],
            Self::Submit => &[("", Chapter::Submit)],
        }
    }
}
