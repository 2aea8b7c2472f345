//! Clients: third parties' programs that are registered to call the API, as administrators see them.

pub mod network;

use serde::{Deserialize, Serialize};

/// Somebody to turn to about a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientContact {
    /// The name.
    #[cfg_attr(feature = "openapi", schema(example = "李工"))]
    pub name: String,
    /// How to reach them: an e-mail address or a telephone number.
    #[cfg_attr(feature = "openapi", schema(example = "api@example.com"))]
    pub reach: String,
}
