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
    /// Why, in the officer's words.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "已核对单位出具的补缴证明，补缴不影响连续性。")
    )]
    pub reason: String,
    /// When.
    pub at: Moment,
}
