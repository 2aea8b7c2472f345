//! What administrators see: which officers have signed in, work that has failed, and how the platform is
//! set up. Nothing of cases and nothing of applicants.

use serde::{Deserialize, Serialize};

use crate::officer::OfficerRole;
use crate::operator::ReviewPeriods;
use crate::values::Moment;

/// The platform as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Administration {
    /// Whoever has ever signed in as an officer, who did so last at the head.
    pub officers: Vec<KnownOfficer>,
    /// How many jobs there are.
    pub jobs: u64,
    /// The jobs that have failed to the end, by kind.
    pub failed_jobs: Vec<FailedJobs>,
    /// How the platform is set up.
    pub settings: Settings,
    /// The server's time.
    pub now: Moment,
}

/// Somebody who has signed in as an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownOfficer {
    /// `acc_` and a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "acc_019d0000000070008000000000000002")
    )]
    pub id: String,
    /// The full name.
    #[cfg_attr(feature = "openapi", schema(example = "丁宁"))]
    pub name: String,
    /// The roles at the last sign-in.
    pub roles: Vec<OfficerRole>,
    /// When that was.
    pub signed_in_at: Moment,
    /// How many sessions are alive.
    pub sessions: u32,
}

/// How many jobs of a kind have failed to the end; each is tried again every hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailedJobs {
    /// The kind, as `api jobs list` names it.
    #[cfg_attr(feature = "openapi", schema(example = "verify"))]
    pub kind: String,
    /// How many.
    pub count: u64,
}

/// How the platform is set up, as far as it changes what officers do. It is changed where the platform
/// is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Whether a pass needs a second person.
    pub needs_confirmation: bool,
    /// Within how many working days officers decide what the rules leave open; none: nothing is
    /// promised.
    pub manual_review_days: Option<u8>,
    /// The periods of disputes.
    pub review_periods: ReviewPeriods,
    /// For how many days a pass is valid.
    pub validity_days: u32,
    /// How many days before its end a pass can be renewed.
    pub renewal_days: u8,
    /// After how many minutes without use officers are signed out.
    pub idle_minutes: u32,
    /// After how many hours officers are signed out in any case.
    pub session_hours: u32,
    /// For how many minutes a claim holds.
    pub claim_minutes: u32,
    /// Whether uploads are looked at by a virus scanner.
    pub has_scanner: bool,
}
