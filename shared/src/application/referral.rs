//! Who referred the applicant, and what is reported there, as the applicant sees it.

use serde::{Deserialize, Serialize};

use crate::referral::ReferralOutcome;
use crate::values::Moment;

/// By whose link the application was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToldReferral {
    /// Who referred the applicant.
    #[cfg_attr(feature = "openapi", schema(example = "安家房产网签系统"))]
    pub client: String,
    /// Under which reference.
    #[cfg_attr(feature = "openapi", schema(example = "LEAD-2026-118842"))]
    pub reference: String,
    /// Since when the applicant consents that outcome and day are reported; none where that was never
    /// so, or is not any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented_at: Option<Moment>,
    /// When the applicant took the consent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Moment>,
    /// What was reported, oldest first.
    #[serde(default)]
    pub reports: Vec<ReportedOutcome>,
}

/// That an outcome was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedOutcome {
    /// What.
    pub outcome: ReferralOutcome,
    /// When.
    pub at: Moment,
}
