//! The proof of a pass.

use serde::{Deserialize, Serialize};

use crate::values::Day;

/// A certificate of a pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificate {
    /// The number: it tells nothing and cannot be guessed.
    #[cfg_attr(feature = "openapi", schema(example = "AJ-7KQ2-M9XW-4T8D"))]
    pub number: String,
    /// The first day of the validity.
    pub valid_from: Day,
    /// The last day of the validity.
    pub valid_until: Day,
    /// Of a renewal (续期): the number of the certificate before, which stays valid to its own last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "AJ-3FXD-8K2P-M6QT"))]
    pub replaces: Option<String>,
}
