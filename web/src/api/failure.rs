//! Why a call to the server brought nothing.

use shared::officer::CaseClaim;
use shared::problem::{FieldProblem, Problem, ProblemKind};

/// Why a call to the server brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server could not be reached, or did not answer in time.
    Offline,
    /// The server answered with a problem, in the person's language.
    Refused(Box<Problem>),
    /// An answer that this program cannot read, for example of a gateway in between.
    Unreadable {
        /// The HTTP status; 0 where there was none.
        status: u16,
    },
}

impl Failure {
    /// The kind of problem, where the server told one.
    pub(crate) fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Refused(problem) => problem.kind(),
            Self::Offline | Self::Unreadable { .. } => None,
        }
    }

    /// The number to quote in a question to the service desk.
    pub(crate) fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused(problem) => Some(&problem.request_id),
            Self::Offline | Self::Unreadable { .. } => None,
        }
    }

    /// Who works on the case that was asked for, where somebody else does.
    pub(crate) fn claim(&self) -> Option<&CaseClaim> {
        match self {
            Self::Refused(problem) => problem.claim.as_ref(),
            Self::Offline | Self::Unreadable { .. } => None,
        }
    }

    /// What is wrong, field by field.
    pub(crate) fn errors(&self) -> &[FieldProblem] {
        match self {
            Self::Refused(problem) => &problem.errors,
            Self::Offline | Self::Unreadable { .. } => &[],
        }
    }

    /// Seconds until it makes sense to try again.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Refused(problem) => problem.retry_after,
            Self::Offline | Self::Unreadable { .. } => None,
        }
    }

    /// Whether the platform as a whole is away for a while (maintenance, gateway). That an agency
    /// cannot be reached is another matter, which the server tells in words of its own.
    pub(crate) fn is_maintenance(&self) -> bool {
        match self {
            Self::Refused(problem) => problem.kind() == Some(ProblemKind::Unavailable),
            Self::Unreadable { status } => matches!(status, 502..=504),
            Self::Offline => false,
        }
    }
}
