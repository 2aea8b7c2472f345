//! Why nobody could be signed in.

use std::fmt;

/// Why nobody could be signed in. The text is for the operator and holds nothing personal.
#[derive(Debug)]
pub enum IdentityError {
    /// The provider cannot be reached or talks nonsense.
    Unavailable(String),
    /// The provider, or the proof it gave, says no.
    Refused(String),
}

impl fmt::Display for IdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(f, "the identity provider is not available: {why}"),
            Self::Refused(why) => write!(f, "the sign-in was refused: {why}"),
        }
    }
}

impl std::error::Error for IdentityError {}
