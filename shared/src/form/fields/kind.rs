//! What a field of the form holds, and whether it may stay empty.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, or a number that may be shown.
    Text,
    /// The number of a document, which is masked until it is asked for.
    Number,
    /// A mobile number, which is masked.
    Mobile,
    /// An e-mail address.
    Email,
    /// A nationality: its code, or as somebody told it.
    Nationality,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
    /// A month.
    Month,
    /// One of a few names.
    Choice(Choice),
    /// Which version of a text was read and ticked.
    Version,
    /// Children or homes.
    List,
}

impl Kind {
    /// Whether it is masked where it is shown, until somebody asks for it.
    #[must_use]
    pub const fn is_masked(self) -> bool {
        match self {
            Self::Number | Self::Mobile => true,
            Self::Text
            | Self::Email
            | Self::Nationality
            | Self::Flag
            | Self::Day
            | Self::Month
            | Self::Choice(_)
            | Self::Version
            | Self::List => false,
        }
    }
}

/// From what is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// [`crate::household::Category`].
    Category,
    /// [`crate::form::FilledBy`].
    FilledBy,
    /// [`crate::document::DocumentKind`].
    DocumentKind,
    /// [`crate::form::HukouClaim`].
    Hukou,
    /// [`crate::registry::MaritalStatus`].
    MaritalStatus,
    /// [`crate::form::PayerRole`].
    Payer,
    /// [`crate::household::Origin`].
    Origin,
    /// [`crate::registry::StayPermit`].
    StayPermit,
    /// [`crate::values::Zone`].
    Zone,
    /// [`crate::purchase::Transfer`].
    Transfer,
    /// [`crate::purchase::Place`].
    Place,
    /// [`crate::purchase::HomeKind`].
    HomeKind,
    /// [`crate::policy::ContributionKind`].
    Contribution,
    /// [`crate::purchase::Seller`].
    Seller,
    /// [`crate::purchase::UnitKind`].
    UnitKind,
}

/// Whether a field may stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The rules of its chapter say when it is asked and what is right.
    ByRule,
    /// It may; where it is, that is read back. A text is checked as every text is.
    Optional,
}
