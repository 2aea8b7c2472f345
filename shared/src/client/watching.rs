//! What became of events for a client, as administrators see it: neither secrets nor what receivers
//! answered.

use serde::{Deserialize, Serialize};

use crate::values::Moment;
use crate::webhook::{WebhookDelivery, WebhookTrouble};

/// How the last attempt to deliver an event ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastAttempt {
    /// When it began.
    pub at: Moment,
    /// How long it took, in milliseconds.
    #[cfg_attr(feature = "openapi", schema(example = 84))]
    pub took_ms: u32,
    /// The status of the answer, where one came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 503))]
    pub status: Option<u16>,
    /// Why it did not arrive; none where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<WebhookTrouble>,
}

/// What became of an event for a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientDelivery {
    /// The endpoint that it goes to.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "hook_019d0000000070008000000000000001")
    )]
    pub endpoint: String,
    /// What became of it.
    pub delivery: WebhookDelivery,
    /// How the last attempt ended; none before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_attempt: Option<LastAttempt>,
}
