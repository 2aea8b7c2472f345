//! Drafts: the answers that are saved while somebody fills them in.

use serde::{Deserialize, Serialize};

use crate::form::{Answers, Chapter};
use crate::purchase::Module;
use crate::values::Moment;

/// The answers of a draft, or the frozen answers of a submitted application, with their version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// The application.
    pub id: String,
    /// Which module.
    pub module: Module,
    /// Grows by one with each save; the strong ETag is this number in quotes.
    pub version: u32,
    /// The chapter at which to go on.
    pub resume_at: Chapter,
    /// The child or home of the chapter at which to go on, by its key; none: at the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume_entry: Option<String>,
    /// The answers.
    pub answers: Answers,
    /// When it was last saved.
    pub updated_at: Moment,
}

/// Begins a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDraft {
    /// Which module.
    pub module: Module,
    /// Begin with the answers of this application of one's own; where it is of the other module, with
    /// those that both ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Begin with these answers. Not together with `copy_of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<SaveDraft>,
}

/// Saves a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveDraft {
    /// The chapter at which to go on.
    pub resume_at: Chapter,
    /// The child or home of the chapter at which to go on, by its key. One that the answers do not
    /// have is left out: the draft goes on at the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume_entry: Option<String>,
    /// All answers.
    pub answers: Answers,
}
