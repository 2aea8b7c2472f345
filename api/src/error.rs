//! The ways in which a use case can end badly: refused, invalid, unavailable, unexpected.

use std::fmt;

use shared::issue::{Issue, IssueCode};
use shared::officer::CaseClaim;
use shared::problem::ProblemKind;

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug)]
pub enum Error {
    /// The caller asked for something that cannot be done.
    Refused {
        /// Which kind of refusal.
        kind: ProblemKind,
        /// Seconds until it makes sense to try again.
        retry_after: Option<u64>,
    },
    /// Fields of the body are missing or wrong.
    Invalid {
        /// What the body is about.
        kind: ProblemKind,
        /// What is wrong, field by field.
        issues: Vec<Issue>,
    },
    /// A file in the body cannot be used.
    Unusable(Box<Unusable>),
    /// Another officer works on the case.
    Claimed(Box<CaseClaim>),
    /// What we rest on is full, away, busy or slow; logged once, the caller tries again later. Of a
    /// commit whose answer was lost nobody knows whether it was done: saving and submitting again
    /// are safe.
    Unavailable(Box<dyn std::error::Error + Send + Sync>),
    /// A fault on our side; logged once, told to nobody.
    Unexpected(Box<dyn std::error::Error + Send + Sync>),
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// The key, as a JSON pointer into the body.
    pub pointer: String,
    /// What is wrong with it, in English, for whoever writes such files.
    pub what: String,
}

/// What a use case returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A fault on our side that has no error value of its own.
    #[must_use]
    pub fn unexpected(what: impl Into<String>) -> Self {
        Self::Unexpected(what.into().into())
    }

    /// A refusal that makes sense to retry after some seconds.
    #[must_use]
    pub fn retry_after(kind: ProblemKind, seconds: u64) -> Self {
        Self::Refused {
            kind,
            retry_after: Some(seconds),
        }
    }

    /// Answers that are missing or wrong.
    #[must_use]
    pub fn invalid_answers(issues: Vec<Issue>) -> Self {
        Self::Invalid {
            kind: ProblemKind::InvalidAnswers,
            issues,
        }
    }

    /// One answer that is missing or wrong.
    #[must_use]
    pub fn issue(pointer: &str, code: IssueCode) -> Self {
        let pointer = pointer.to_owned();
        Self::invalid_answers(vec![Issue { pointer, code }])
    }

    /// The kind under which callers see this error.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::Refused { kind, .. } | Self::Invalid { kind, .. } => *kind,
            Self::Unusable(_) => ProblemKind::InvalidAnswers,
            Self::Claimed(_) => ProblemKind::CaseClaimed,
            Self::Unavailable(_) => ProblemKind::Unavailable,
            Self::Unexpected(_) => ProblemKind::Unexpected,
        }
    }
}

impl From<ProblemKind> for Error {
    fn from(kind: ProblemKind) -> Self {
        Self::Refused {
            kind,
            retry_after: None,
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        // serde's messages can quote the input, which may be personal data.
        Self::unexpected(format!(
            "stored JSON cannot be read: {:?} at column {}",
            error.classify(),
            error.column()
        ))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { kind, .. } => write!(f, "refused: {}", kind.slug()),
            Self::Invalid { issues, .. } => write!(f, "invalid: {} issues", issues.len()),
            Self::Unusable(file) => write!(f, "unusable file at {}", file.pointer),
            Self::Claimed(_) => f.write_str("refused: another officer works on the case"),
            Self::Unavailable(error) => write!(f, "unavailable: {error}"),
            Self::Unexpected(error) => write!(f, "unexpected: {error}"),
        }
    }
}

impl std::error::Error for Error {}
