//! What is asked of the token endpoint, and the two ways in which it refuses.

use std::fmt;

use shared::client::token::TokenErrorCode;

use crate::error::Error;

/// What a program sends for a token.
#[derive(Default)]
pub struct TokenRequest {
    /// Id and secret, as `client_secret_basic` brings them.
    pub basic: Option<Basic>,
    /// `grant_type`.
    pub grant_type: Option<String>,
    /// `scope`.
    pub scope: Option<String>,
    /// `client_id`.
    pub client_id: Option<String>,
    /// Whether there is a `client_secret`: it is not taken there.
    pub has_secret: bool,
    /// `client_assertion_type`.
    pub assertion_type: Option<String>,
    /// `client_assertion`.
    pub assertion: Option<String>,
    /// `resource`.
    pub resource: Option<String>,
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Secrets and assertions are in it.
        f.write_str("TokenRequest")
    }
}

/// The header `Authorization`.
pub enum Basic {
    /// Id and secret.
    Pair(String, String),
    /// Something that is none of both.
    Unreadable,
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Basic")
    }
}

/// Why there is no token.
#[derive(Debug)]
pub enum Refusal {
    /// As OAuth says it.
    OAuth(TokenErrorCode, &'static str),
    /// As everything else is refused.
    Other(Error),
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Answers for the token endpoint.
pub(super) type Answered<T> = std::result::Result<T, Refusal>;

/// What OAuth refuses, with a sentence for developers.
pub(super) fn refuse<T>(code: TokenErrorCode, why: &'static str) -> Answered<T> {
    Err(Refusal::OAuth(code, why))
}
