//! 身份找回: taking a binding over at a window, as the person who asks for it and as officers see it.

use serde::{Deserialize, Serialize};

use crate::account::{BoundDocument, Identity};
use crate::names::named;
use crate::officer::OfficerRole;
use crate::text;
use crate::values::Moment;

named! {
    /// How far a take-over is.
    pub enum TakeOverState {
        /// The person can come to a window.
        Open = "open",
        /// An officer has seen person and document; a supervisor has yet to confirm it.
        Proposed = "proposed",
        /// Confirmed: the document is bound to the account of the person who asked.
        Done = "done",
        /// Refused, with a reason.
        Refused = "refused",
        /// Taken back by the person, or needed no more because a document was bound meanwhile.
        Withdrawn = "withdrawn",
        /// Nobody confirmed it in time.
        Lapsed = "lapsed",
    }
}

impl TakeOverState {
    /// Whether something can still come of it.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Open | Self::Proposed => true,
            Self::Done | Self::Refused | Self::Withdrawn | Self::Lapsed => false,
        }
    }
}

/// A take-over as the person who asks for it sees it. Whether anybody else has the document bound it
/// does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOver {
    /// `tko_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "tko_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// What the person says at the window; none once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "7KQ2-M9XW"))]
    pub code: Option<String>,
    /// How far it is.
    pub state: TakeOverState,
    /// The document that the person will show.
    pub document: BoundDocument,
    /// When it was asked for.
    pub opened_at: Moment,
    /// It lapses at this moment unless it is over before.
    pub expires_at: Moment,
    /// When it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// Why it was refused, in the words of the officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Which officers looked at it, earliest first: the newest 200, and of one officer no two of a
    /// kind within 30 minutes.
    #[serde(default)]
    pub looks: Vec<TakeOverLook>,
}

named! {
    /// What an officer looked at.
    pub enum TakeOverLookKind {
        /// What was asked for, by the code that the person said.
        Opened = "opened",
        /// The same once more, or what was proposed.
        Read = "read",
        /// The document in full, once it was shown.
        Compared = "compared",
    }
}

/// That an officer looked at a take-over: in which role, never by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverLook {
    /// At what.
    pub kind: TakeOverLookKind,
    /// In which role.
    pub role: OfficerRole,
    /// When.
    pub at: Moment,
}

/// What somebody has asked a window for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedTakeOver {
    /// The newest, whether it is over or not; none where nothing was ever asked for.
    pub take_over: Option<TakeOver>,
}

/// Opens a take-over by what the person at the window says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverCode {
    /// The code; blanks, hyphens and small letters make no difference.
    #[cfg_attr(feature = "openapi", schema(example = "7KQ2-M9XW", max_length = 40))]
    pub code: String,
}

/// A take-over as an officer at the window and the supervisor who confirms it see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverCase {
    /// `tko_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "tko_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// How far it is.
    pub state: TakeOverState,
    /// The full name under which the person has signed in, to compare with the document.
    #[cfg_attr(feature = "openapi", schema(example = "张小明"))]
    pub name: String,
    /// The document that the person asked for.
    pub document: BoundDocument,
    /// The same in full, for the officer who has typed it from the document that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// Since when the person has the account that gets the document.
    pub account_since: Moment,
    /// How many take-overs of this account were refused before.
    pub refused_before: u32,
    /// Who has the document bound now; none where nobody has, and before the document was compared at
    /// the caller's window unless it is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<TakeOverHolder>,
    /// When it was asked for.
    pub opened_at: Moment,
    /// It lapses at this moment unless it is over before.
    pub expires_at: Moment,
    /// What an officer proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<TakeOverProposal>,
    /// Whether the caller may confirm it: a supervisor who is not the person who proposed it.
    pub may_confirm: bool,
}

/// The account that has a document bound: no more of it than what taking over does to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverHolder {
    /// Since when.
    pub bound_since: Moment,
    /// How many applications are not over, drafts among them: they become void.
    pub unfinished: u32,
    /// Whether the identity platform asserts the very number of that account, too.
    pub is_asserted: bool,
}

/// That an officer has seen person and document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverProposal {
    /// The full name of the officer.
    #[cfg_attr(feature = "openapi", schema(example = "丁宁"))]
    pub officer: String,
    /// What was compared, in the officer's words.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// Proposes a take-over to a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTakeOverProposal {
    /// That the document was seen in the original.
    pub document_seen: bool,
    /// That the person at the window is the one in its picture.
    pub person_matches: bool,
    /// What was compared, for the supervisor: 1 to 200 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub reason: String,
}

/// A take-over that waits for a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverEntry {
    /// `tko_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "tko_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "张*明"))]
    pub name: String,
    /// The document.
    pub document: BoundDocument,
    /// What an officer proposed.
    pub proposal: TakeOverProposal,
    /// It lapses at this moment.
    pub expires_at: Moment,
    /// Whether the caller may confirm it.
    pub may_confirm: bool,
}

/// The take-overs that wait for a supervisor. Those that only their code opens are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOverList {
    /// Those that lapse first at the head.
    pub items: Vec<TakeOverEntry>,
}

/// How many characters a code has, without the hyphen.
const CODE: usize = 8;

/// A code as it is compared, however it was said and typed: `7KQ2-M9XW`; none where it cannot be one.
#[must_use]
pub fn read_code(typed: &str) -> Option<String> {
    let code: String = text::code(typed)
        .chars()
        .filter(|c| !text::is_dash(*c))
        .collect();
    let is_code = code.len() == CODE && code.chars().all(|c| c.is_ascii_alphanumeric());
    let (head, tail) = code.split_at_checked(CODE / 2).filter(|_| is_code)?;
    Some(format!("{head}-{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["7KQ2-M9XW", "7kq2m9xw", " 7KQ2 – m9xw ", "７ＫＱ２Ｍ９ＸＷ"] {
            assert_eq!(read_code(typed).as_deref(), Some("7KQ2-M9XW"), "{typed}");
        }
        for typed in ["", "7KQ2-M9X", "7KQ2-M9XW2", "7KQ2-M9X号", "号号号"] {
            assert_eq!(read_code(typed), None, "{typed}");
        }
    }
}
