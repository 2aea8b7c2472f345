//! Why a registry gave no usable answer, and whether that is a fault of the registry.

use std::fmt;
use std::time::Duration;

/// Why a registry gave no usable answer. It names the fault and never the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// No connection.
    Unreachable,
    /// The connection broke before the answer was complete.
    Broken,
    /// Nothing came in time.
    TimedOut,
    /// A status other than success.
    Status(u16),
    /// Not JSON.
    Garbage,
    /// JSON, but no answer, or a record that cannot be or leaves something out.
    Invalid,
    /// More than an answer can have.
    TooLarge,
    /// An answer about somebody or something else.
    WrongPerson,
    /// Not asked: it has failed too often just now.
    Resting {
        /// How long it is still left alone.
        left: Duration,
    },
}

impl Silence {
    /// How long the registry is still left alone, where that is why.
    #[must_use]
    pub fn rest(self) -> Option<Duration> {
        match self {
            Self::Resting { left } => Some(left),
            Self::Unreachable
            | Self::Broken
            | Self::TimedOut
            | Self::Status(_)
            | Self::Garbage
            | Self::Invalid
            | Self::TooLarge
            | Self::WrongPerson => None,
        }
    }

    /// Whether asking again at once may help.
    #[must_use]
    pub fn passes_quickly(self) -> bool {
        match self {
            Self::Unreachable | Self::Broken => true,
            Self::Status(status) => status >= 500,
            Self::TimedOut
            | Self::Garbage
            | Self::Invalid
            | Self::TooLarge
            | Self::WrongPerson
            | Self::Resting { .. } => false,
        }
    }

    /// Whether it speaks of the registry, and not of the one person who was asked about: whose
    /// record is wrong must not keep everybody else waiting.
    #[must_use]
    pub fn is_fault_of_registry(self) -> bool {
        match self {
            Self::Unreachable | Self::Broken | Self::TimedOut | Self::Garbage => true,
            // Refused or overloaded, whoever is asked about.
            Self::Status(status) => status >= 500 || matches!(status, 401 | 403 | 408 | 429),
            Self::Invalid | Self::TooLarge | Self::WrongPerson | Self::Resting { .. } => false,
        }
    }
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str("unreachable"),
            Self::Broken => f.write_str("connection broken"),
            Self::TimedOut => f.write_str("timed out"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::Garbage => f.write_str("not JSON"),
            Self::Invalid => f.write_str("not a valid answer"),
            Self::TooLarge => f.write_str("answer too large"),
            Self::WrongPerson => f.write_str("answer about another person or unit"),
            Self::Resting { left } => write!(f, "left alone for {} ms", left.as_millis()),
        }
    }
}

impl std::error::Error for Silence {}
