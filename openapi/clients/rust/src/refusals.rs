//! What is read of a refusal.

use crate::apis::{Error, ResponseContent};
use crate::models::Problem;

/// The problem (RFC 9457) with which the platform refused; none where nothing came back, or something else
/// than the platform answered.
pub fn problem<T>(error: &Error<T>) -> Option<Problem> {
    match error {
        Error::ResponseError(ResponseContent { content, .. }) => serde_json::from_str(content).ok(),
        Error::Reqwest(_) | Error::ReqwestMiddleware(_) | Error::Serde(_) | Error::Io(_) => None,
    }
}

/// What of a problem is the same in every language.
pub trait Kind {
    /// `certificate-held`, the last part of the problem's `type`.
    fn kind(&self) -> &str;
}

impl Kind for Problem {
    fn kind(&self) -> &str {
        let kind = &self.r#type;
        kind.rsplit_once('/').map_or(kind, |(_, last)| last)
    }
}
