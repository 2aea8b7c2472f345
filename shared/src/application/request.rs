//! What officers ask an applicant for, and what is answered.

use serde::{Deserialize, Serialize};

use crate::values::{Day, Moment};

/// What an officer asked the applicant for. The clock of the case stands still until the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseRequest {
    /// What is needed, in the officer's words.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "请补充该房屋过户后的不动产登记证明。")
    )]
    pub what: String,
    /// When it was asked for.
    pub at: Moment,
    /// The last day for an answer.
    pub answer_by: Day,
    /// What the applicant answered; none: nothing yet, or not in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The papers handed in with the answer, by their ids, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Moment>,
}

/// Answers what an officer asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseAnswer {
    /// In the applicant's words: 1 to 500 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub statement: String,
    /// The evidence that is handed in with it, by the ids of the papers; what else was uploaded is
    /// not, and can be deleted.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub evidence: Vec<String>,
}
