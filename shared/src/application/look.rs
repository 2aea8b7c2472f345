//! Who looked at an application, as its owner is told.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::officer::OfficerRole;
use crate::values::Moment;

named! {
    /// What an officer looked at.
    pub enum LookKind {
        /// The case, with masked numbers.
        Case = "case",
        /// The full names and numbers of everybody in it.
        Identities = "identities",
        /// The content of a paper that was uploaded.
        Evidence = "evidence",
        /// What became of it, in a case of the same applicant.
        Earlier = "earlier",
    }
}

/// That an officer looked at an application: in which role, never by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToldLook {
    /// At what.
    pub kind: LookKind,
    /// In which role.
    pub role: OfficerRole,
    /// Why, in the officer's words, where it has to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
}
