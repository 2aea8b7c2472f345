//! Which parts the console has, for whom each is, and where.

use shared::officer::{OfficerAccount, OfficerRole};

use crate::i18n::t_string;
use crate::language::I18n;
use crate::route::Route;

/// A part of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Desk {
    /// The queue and its cases.
    Cases,
    /// What happens in the office.
    Dashboard,
    /// What a version of the policy would change.
    Preview,
    /// Who looked at what.
    Audit,
    /// Third parties' programs.
    Clients,
    /// Officers and settings.
    Administration,
}

impl Desk {
    /// All of them, in the order in which they are shown.
    pub(super) const ALL: [Self; 6] = [
        Self::Cases,
        Self::Dashboard,
        Self::Preview,
        Self::Audit,
        Self::Clients,
        Self::Administration,
    ];

    /// Whether an officer may see it.
    pub(super) fn is_for(self, officer: &OfficerAccount) -> bool {
        officer.roles.iter().any(|role| self.is_for_role(*role))
    }

    fn is_for_role(self, role: OfficerRole) -> bool {
        match self {
            Self::Cases => role.works_on_cases(),
            Self::Dashboard | Self::Preview => {
                matches!(role, OfficerRole::Supervisor | OfficerRole::Auditor)
            }
            Self::Audit => role == OfficerRole::Auditor,
            Self::Clients | Self::Administration => role == OfficerRole::Administrator,
        }
    }

    /// Whether the officer's own document has to be bound, so that cases of the own are known.
    pub(super) fn needs_document(self) -> bool {
        matches!(self, Self::Cases | Self::Audit)
    }

    /// Where it is.
    pub(super) fn route(self) -> Route {
        match self {
            Self::Cases => Route::Officer,
            Self::Dashboard => Route::Dashboard,
            Self::Preview => Route::PolicyPreview,
            Self::Audit => Route::Audit,
            Self::Clients => Route::Clients,
            Self::Administration => Route::Administration,
        }
    }

    /// What it is called.
    pub(super) fn word(self, i18n: I18n) -> &'static str {
        match self {
            Self::Cases => t_string!(i18n, officer.queue.title),
            Self::Dashboard => t_string!(i18n, desk.nav.dashboard),
            Self::Preview => t_string!(i18n, renewal.preview.title),
            Self::Audit => t_string!(i18n, desk.nav.audit),
            Self::Clients => t_string!(i18n, clients.nav),
            Self::Administration => t_string!(i18n, desk.nav.administration),
        }
    }
}
