//! The homes that a household declares.

use serde::{Deserialize, Serialize};

use crate::values::Zone;

/// A home in Beijing that the household says to have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeclaredHome {
    /// A key that stays with the entry, unique within the form.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub id: String,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The certificate number, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
}
