//! Views of the queue that an officer saves: a name for what it is filtered by.

use serde::{Deserialize, Serialize};

use crate::purchase::Module;
use crate::review::{CaseKind, ReviewStep};

/// How many views an officer saves at the most.
pub const MOST_VIEWS: u8 = 20;

/// How many characters the name of a view has at the most.
pub const LONGEST_NAME: usize = 30;

/// A view to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewView {
    /// What the officer calls it: 1 to 30 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 30))]
    pub name: String,
    /// What the queue is filtered by.
    pub filter: ViewFilter,
}

/// What the queue is filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewFilter {
    /// Of this module only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<Module>,
    /// Of this kind only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CaseKind>,
    /// Only those that are that far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<ReviewStep>,
    /// Only those that the officer has claimed.
    #[serde(default)]
    pub mine: bool,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct View {
    /// `view_` and a UUID, which whoever saved it chose.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "view_019d0000000070008000000000000003")
    )]
    pub id: String,
    /// What the officer calls it.
    pub name: String,
    /// What the queue is filtered by.
    pub filter: ViewFilter,
}

/// The views of an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewList {
    /// By their names.
    pub items: Vec<View>,
}
