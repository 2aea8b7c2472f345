//! What a platform has only where it is a sandbox: a clock that can be set.

use serde::{Deserialize, Serialize};

use crate::values::Moment;

/// The clock of a sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SandboxClock {
    /// What time it is there.
    pub now: Moment,
    /// By how many seconds it was set forward in all.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, example = 259_200))]
    pub ahead_seconds: u64,
}

/// What time it is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetSandboxClock {
    /// Not before what time it is there, and at most 400 days after the present.
    pub now: Moment,
}
