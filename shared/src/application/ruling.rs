//! What an officer decided where the rules leave it to a person.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::values::Moment;

named! {
    /// What an officer decides.
    pub enum RulingOutcome {
        /// 核验通过
        Granted = "granted",
        /// 核验不通过
        Refused = "refused",
    }
}

/// The decision of an officer that stands beside that of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ruling {
    /// What was decided.
    pub outcome: RulingOutcome,
    /// Why, in the officer's words; an agent who may not see the facts is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "已核对单位出具的补缴证明，补缴不影响连续性。")
    )]
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
}
