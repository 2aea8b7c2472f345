//! Webhooks: what registered clients are told without asking, and what became of it. An event says what
//! happened and to what, by its id, and nothing of anybody: whoever wants to know more asks for it.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::scope::Scope;
use crate::values::Moment;

named! {
    /// What a client can be told of.
    pub enum WebhookEventType {
        /// A hold of the client ended because its time was over.
        HoldExpired = "hold.expired",
        /// A hold of the client was released.
        HoldReleased = "hold.released",
        /// A hold of the client was signed.
        HoldSigned = "hold.signed",
        /// The certificate that a client holds counts no more.
        CertificateVoided = "certificate.voided",
        /// The outcome of an application stands that the client referred, and the applicant consents
        /// that it is told.
        ReferralDecided = "referral.decided",
        /// A version of the policy has come into force.
        PolicyPublished = "policy.published",
        /// The client asked for it, to see whether its receiver works. It is sent to every endpoint
        /// for which it is asked, whatever that has subscribed to.
        Test = "test",
    }
}

impl WebhookEventType {
    /// The scope with which a client could ask for what it is told; none where everybody can.
    #[must_use]
    pub fn scope(self) -> Option<Scope> {
        match self {
            Self::HoldExpired | Self::HoldReleased | Self::HoldSigned | Self::CertificateVoided => {
                Some(Scope::HoldsRead)
            }
            Self::ReferralDecided => Some(Scope::ReferralsRead),
            Self::PolicyPublished | Self::Test => None,
        }
    }
}

named! {
    /// Why nothing is sent to an endpoint.
    pub enum WebhookDisabled {
        /// The client has switched it off.
        ByClient = "by_client",
        /// The receiver answered 410 Gone.
        Gone = "gone",
        /// Nothing has arrived for five days.
        Failing = "failing",
    }
}

named! {
    /// What has become of an event on its way to an endpoint.
    pub enum WebhookDeliveryState {
        /// It is on its way, or tried again later.
        Waiting = "waiting",
        /// The receiver has answered that it has it.
        Delivered = "delivered",
        /// Nobody took it in three days, or the endpoint was disabled: it goes again when the client
        /// asks for it.
        Dead = "dead",
    }
}

named! {
    /// Why an event did not arrive.
    pub enum WebhookTrouble {
        /// The answer is no 2xx.
        Refused = "refused",
        /// The name leads to no address that events are sent to: to none at all, or to one within a
        /// network that is nobody's business.
        NoAddress = "no_address",
        /// No connection.
        Unreachable = "unreachable",
        /// The connection cannot be protected: the certificate is not of that name, or of nobody
        /// who is trusted.
        Unprotected = "unprotected",
        /// The whole answer was not there within ten seconds.
        TimedOut = "timed_out",
        /// The answer is larger than 64 kB.
        AnswerTooLarge = "answer_too_large",
        /// The connection broke, or what came was no answer.
        Broken = "broken",
    }
}

/// What is sent: the body of the request, as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookEvent {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: WebhookEventType,
    /// When.
    pub timestamp: Moment,
    /// To what.
    pub data: WebhookEventData,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookEventData {
    /// The hold, the number of the certificate, the referral, the version of the policy, or the endpoint
    /// that is tested.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "hold_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The client's hold, where the event is about the certificate that it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
}

/// Where a client wants to be told, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveWebhookEndpoint {
    /// The address that events are posted to: https, a name that leads to public addresses alone.
    #[cfg_attr(
        feature = "openapi",
        schema(
            max_length = 500,
            pattern = "^https?://",
            example = "https://hooks.example.cn/anju"
        )
    )]
    pub url: String,
    /// What the client calls it; for the client alone.
    #[serde(default)]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 200, example = "Signing system, production")
    )]
    pub description: String,
    /// What is sent there; a test is sent when it is asked for.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 7))]
    pub events: Vec<WebhookEventType>,
    /// Whether anything is sent there. Switched on again after it was disabled, it begins anew; what
    /// was given up meanwhile goes again when it is asked for.
    #[serde(default = "yes")]
    pub enabled: bool,
}

fn yes() -> bool {
    true
}

/// A place where a client is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookEndpoint {
    /// The id.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "hook_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The address that events are posted to.
    pub url: String,
    /// What the client calls it.
    pub description: String,
    /// What is sent there.
    pub events: Vec<WebhookEventType>,
    /// Whether anything is sent there.
    pub enabled: bool,
    /// Why nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_because: Option<WebhookDisabled>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<Moment>,
    /// Since when nothing has arrived that was tried; none while things arrive. After five days the
    /// endpoint is disabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<Moment>,
    /// When the last event arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Moment>,
    /// By what its signatures are verified without a secret, the newest first: several while the keys
    /// are being replaced.
    pub keys: Vec<WebhookKey>,
    /// When it was made.
    pub created_at: Moment,
}

/// What verifies signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookKey {
    /// The public key of the signatures `v1a` (Ed25519): `whpk_` and base64.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    )]
    pub public_key: String,
    /// Since when it signs.
    pub made_at: Moment,
    /// Until when it signs beside the newer one; none for the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

/// An endpoint with the secret of its signatures, which is told this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecret {
    /// The endpoint.
    pub endpoint: WebhookEndpoint,
    /// The secret of the signatures `v1` (HMAC-SHA256): `whsec_` and base64 of 32 bytes.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")
    )]
    pub secret: String,
}

/// How the keys of an endpoint are replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RotateWebhookKeys {
    /// How many hours the older ones sign beside the new ones: 24 unless it is said, 0 where somebody
    /// else may know the secret.
    #[serde(default = "a_day")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 24, example = 24))]
    pub overlap_hours: u8,
}

fn a_day() -> u8 {
    24
}

/// What became of an event at an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookDelivery {
    /// The id.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "dlv_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The event's id, the same as in `webhook-id`: by it a receiver knows what it has already.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "evt_019d0000000070008000000000000001")
    )]
    pub event_id: String,
    /// What is sent.
    pub event: WebhookEvent,
    /// What has become of it.
    pub state: WebhookDeliveryState,
    /// Since when.
    pub at: Moment,
    /// When it is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Moment>,
    /// How often it was tried.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub attempts: u32,
}

/// A delivery with what was answered each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookDeliveryLog {
    /// The delivery.
    pub delivery: WebhookDelivery,
    /// Each attempt, the oldest first.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub attempts: Vec<WebhookAttempt>,
}

/// One attempt to deliver an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookAttempt {
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
    /// How the answer begins, as text: its first 500 bytes.
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 500, example = "upstream connect error")
    )]
    pub answer: String,
}
