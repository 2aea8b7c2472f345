//! How much each client asks for: counts of a day, of no request and of nobody.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::values::Day;

/// Of how many days usage is told.
pub const USAGE_DAYS: u32 = 30;

named! {
    /// What a client asks for.
    pub enum UsageArea {
        /// Certificates are checked.
        Certificates = "certificates",
        /// Holds are taken, read, renewed and released, and signed.
        Holds = "holds",
        /// Contracts are read.
        Contracts = "contracts",
        /// Referrals are made and read.
        Referrals = "referrals",
        /// Webhook endpoints and deliveries.
        Webhooks = "webhooks",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// How a request ended.
    pub enum UsageOutcome {
        /// With what was asked for.
        Accepted = "accepted",
        /// It was refused.
        Refused = "refused",
        /// A number of a certificate and a document were shown that do not belong together: a typing error,
        /// or a guess.
        WrongPair = "wrong_pair",
        /// It was one too many.
        Limited = "limited",
        /// With a fault of ours, or of what we rest on.
        Failed = "failed",
    }
}

/// How many requests of a kind there were on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageCount {
    /// The day, in Shanghai.
    pub day: Day,
    /// What was asked for.
    pub area: UsageArea,
    /// How it ended.
    pub outcome: UsageOutcome,
    /// How many.
    #[cfg_attr(feature = "openapi", schema(example = 120))]
    pub count: u32,
}

/// How much a client has asked for in the last days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientUsage {
    /// The first day.
    pub from: Day,
    /// The last day: today.
    pub to: Day,
    /// The counts that are not 0, by day. What other instances have counted comes within a minute.
    pub counts: Vec<UsageCount>,
}
