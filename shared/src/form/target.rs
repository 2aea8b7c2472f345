//! What is to be bought.

use serde::{Deserialize, Serialize};

use crate::policy::Rules;
use crate::purchase::{HomeKind, Place, Transfer};

/// What is to be bought.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Target {
    /// Purchase or gift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// Where it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The kind of home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<HomeKind>,
    /// The address, where it is known already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Whether the rules ask for no check of this purchase, so that no application is needed.
#[must_use]
pub fn needs_no_check(target: &Target, rules: &Rules) -> bool {
    target.transfer == Some(Transfer::GiftParentToAdultChild)
        && rules
            .gift_parent_child_check
            .as_ref()
            .is_some_and(|set| !set.value)
}
