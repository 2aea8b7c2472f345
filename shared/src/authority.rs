//! The authority (授权委托书) by which an agent files for a principal: how it stands, what the principal
//! is shown before they confirm it, and what both can do with it.

use serde::{Deserialize, Serialize};

use crate::account::BoundDocument;
use crate::form::Answers;
use crate::names::named;
use crate::purchase::Module;
use crate::text;
use crate::values::Moment;

/// For how many days after its submission an application waits for the authority.
pub const DAYS_TO_CONFIRM: u32 = 7;

/// The most applications of one agent that wait for the authority at the same time.
pub const MOST_AWAITING: u64 = 20;

/// The most characters of the reason for which a principal declines.
pub const LONGEST_DECLINE: usize = 200;

named! {
    /// How an authority stands.
    pub enum AuthorityState {
        /// The principal has not confirmed it yet. No registry has been asked anything.
        Awaiting = "awaiting",
        /// An officer checks the papers; the principal can still confirm it meanwhile.
        UnderCheck = "under_check",
        /// It stands: the principal has confirmed it.
        Confirmed = "confirmed",
        /// It stands: officers have checked the papers.
        Checked = "checked",
        /// The principal has declined: the application is void.
        Declined = "declined",
        /// An officer has refused the papers: the application is void.
        Refused = "refused",
        /// Nobody confirmed it in time: the application is void.
        Lapsed = "lapsed",
        /// The application ended before it stood.
        Overtaken = "overtaken",
        /// The principal has revoked it: the agent sees nothing of the application any more, which
        /// goes on as the principal's.
        Revoked = "revoked",
    }
}

impl AuthorityState {
    /// Whether it is still to be decided: the code can be used.
    #[must_use]
    pub fn is_awaited(self) -> bool {
        match self {
            Self::Awaiting | Self::UnderCheck => true,
            Self::Confirmed
            | Self::Checked
            | Self::Declined
            | Self::Refused
            | Self::Lapsed
            | Self::Overtaken
            | Self::Revoked => false,
        }
    }

    /// Whether the agent acts by it now.
    #[must_use]
    pub fn stands(self) -> bool {
        match self {
            Self::Confirmed | Self::Checked => true,
            Self::Awaiting
            | Self::UnderCheck
            | Self::Declined
            | Self::Refused
            | Self::Lapsed
            | Self::Overtaken
            | Self::Revoked => false,
        }
    }
}

named! {
    /// As what somebody stands to an application that an agent filed.
    pub enum AuthorityPart {
        /// Who filed it.
        Agent = "agent",
        /// For whom it was filed.
        Principal = "principal",
    }
}

/// An authority as the agent or the principal sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authority {
    /// How it stands.
    pub state: AuthorityState,
    /// As what the caller stands to it.
    pub my_part: AuthorityPart,
    /// The agent's full name.
    #[cfg_attr(feature = "openapi", schema(example = "杨帆"))]
    pub agent: String,
    /// The principal's name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "孟*"))]
    pub principal: Option<String>,
    /// The code that the agent hands over to the principal: told to the agent, as long as it can be
    /// used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "7KQ2-M9XW-4T8D"))]
    pub code: Option<String>,
    /// Until when the principal can confirm it, unless an officer checks it by then.
    pub confirm_by: Moment,
    /// Since when it stands, or stood until it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood_at: Option<Moment>,
    /// Whether the principal lets the agent see what registries said and what was disputed.
    pub facts_shown: bool,
    /// When the principal revoked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Moment>,
    /// Why the principal declined it or an officer decided so, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What the principal is shown before they confirm or decline: everything that was filled in, because
/// it is about them; numbers of others are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorityRequest {
    /// The application: `app_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The number that people quote.
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub number: Option<String>,
    /// Which module.
    pub module: Module,
    /// How the authority stands: where it stands already, the application is the caller's.
    pub state: AuthorityState,
    /// The agent's name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "杨*"))]
    pub agent: String,
    /// When the agent submitted it.
    pub submitted_at: Moment,
    /// Until when it can be confirmed, unless an officer checks it by then.
    pub confirm_by: Moment,
    /// What was filled in.
    pub answers: Answers,
}

/// Shows the code that an agent has handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorityCode {
    /// The code. Spaces, hyphens and small letters make no difference.
    #[cfg_attr(feature = "openapi", schema(example = "7KQ2-M9XW-4T8D"))]
    pub code: String,
}

/// Confirms an authority: the application becomes the caller's and is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmAuthority {
    /// The code.
    #[cfg_attr(feature = "openapi", schema(example = "7KQ2-M9XW-4T8D"))]
    pub code: String,
    /// Whether the agent may see what registries say and what is disputed.
    pub facts_shown: bool,
    /// The version of the notice of data use that the principal agrees to: the one that is shown now.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-30"))]
    pub data_use_agreed: String,
    /// The version of the promise that the principal makes: the one of the module that is shown now.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-28"))]
    pub promise: String,
}

/// Declines an authority: the application is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeclineAuthority {
    /// The code.
    #[cfg_attr(feature = "openapi", schema(example = "7KQ2-M9XW-4T8D"))]
    pub code: String,
    /// Why, for the agent: up to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 200, example = "购房计划有变，暂不申请。")
    )]
    pub reason: Option<String>,
}

/// Lets the agent see the facts, or no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShowFacts {
    /// Whether.
    pub shown: bool,
}

/// An authority as officers see it. Numbers are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseAuthority {
    /// How it stands.
    pub state: AuthorityState,
    /// The agent's full name, as on record.
    #[cfg_attr(feature = "openapi", schema(example = "杨帆"))]
    pub agent: String,
    /// The document that is bound to the agent's account.
    pub document: BoundDocument,
    /// Until when the principal can confirm it, unless an officer checks it by then.
    pub confirm_by: Moment,
    /// Since when it stands, or stood until it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood_at: Option<Moment>,
}

/// A code as it is compared: without what people type between its groups, narrow, in capitals.
#[must_use]
pub fn clean_code(typed: &str) -> String {
    let code = text::code(typed);
    code.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in [
            "7KQ2-M9XW-4T8D",
            " 7kq2 m9xw 4t8d",
            "7KQ2M9XW4T8D",
            "7kq2–m9xw—4t8d\n",
            "７ｋＱ２－Ｍ９ＸＷ　４Ｔ８Ｄ",
        ] {
            assert_eq!(clean_code(typed), "7KQ2M9XW4T8D", "{typed:?}");
        }
    }

    #[test]
    fn an_authority_is_awaited_or_stands_or_neither() {
        for state in AuthorityState::ALL {
            assert!(!(state.is_awaited() && state.stands()), "{state:?}");
        }
    }
}
