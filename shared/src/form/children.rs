//! The minor children of a household.

use serde::{Deserialize, Serialize};

use super::person::Person;

/// A minor child.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Child {
    /// A key that stays with the entry, unique within the form.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub id: String,
    /// The child.
    #[serde(flatten, deserialize_with = "super::whole::rest")]
    pub person: Person,
}
