//! Officers: their roles, their session, and who works on which case, as the API shows them.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::values::{Day, Moment};

named! {
    /// What an officer may do. The identity platform says it of each, in the configured claim.
    pub enum OfficerRole {
        /// 审核员: works on cases; a pass is a proposal until a supervisor confirms it.
        Reviewer = "reviewer",
        /// 主管: works on cases, confirms what others propose, and takes cases over.
        Supervisor = "supervisor",
        /// 审计员: signs in; sees no case.
        Auditor = "auditor",
        /// 管理员: signs in; sees no case.
        Administrator = "administrator",
    }
}

impl OfficerRole {
    /// Whether whoever has it works on cases.
    #[must_use]
    pub fn works_on_cases(self) -> bool {
        match self {
            Self::Reviewer | Self::Supervisor => true,
            Self::Auditor | Self::Administrator => false,
        }
    }
}

/// Which officer is signed in, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficerSession {
    /// The officer; none while none is signed in.
    pub officer: Option<OfficerAccount>,
    /// Whether a pass is a proposal until a second person, a supervisor, confirms it.
    pub needs_confirmation: bool,
    /// The session ends at this moment unless something is done before.
    pub idle_until: Option<Moment>,
    /// The session ends at this moment at the latest.
    pub ends_at: Option<Moment>,
    /// The server's time, so that a wrong clock in the browser does no harm.
    pub now: Moment,
    /// Today in Asia/Shanghai.
    pub today: Day,
}

/// The officer who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficerAccount {
    /// `acc_` and a UUID: the account that the officer has as a person, too.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "acc_019d0000000070008000000000000002")
    )]
    pub id: String,
    /// The full name, as other officers see it.
    #[cfg_attr(feature = "openapi", schema(example = "丁宁"))]
    pub name: String,
    /// What the officer may do.
    pub roles: Vec<OfficerRole>,
    /// Whether a document is bound to the account. Without one no case opens, because nobody could
    /// tell a case of the officer's own.
    pub is_bound: bool,
}

/// That an officer works on a case, and nobody else meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseClaim {
    /// The full name of the officer.
    #[cfg_attr(feature = "openapi", schema(example = "丁宁"))]
    pub officer: String,
    /// Since when.
    pub since: Moment,
    /// Until when, unless it is renewed.
    pub until: Moment,
}

/// An officer to whom a case can be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// `acc_` and a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "acc_019d0000000070008000000000000003")
    )]
    pub id: String,
    /// The full name.
    #[cfg_attr(feature = "openapi", schema(example = "江涛"))]
    pub name: String,
    /// What the colleague may do.
    pub roles: Vec<OfficerRole>,
}

/// The colleagues who are at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColleagueList {
    /// By name.
    pub items: Vec<Colleague>,
}
