//! What an agent shows beside the answers: which papers, and where what is wrong with them is pointed
//! to. They are uploads of the draft, so the answers hold nothing of them.

use crate::upload::UploadKind;

/// The papers of an agent, in the order in which they are asked for: at least one picture of each.
pub const AGENT_PAPERS: [UploadKind; 3] = [
    UploadKind::AuthorityPaper,
    UploadKind::PrincipalDocument,
    UploadKind::AgentDocument,
];

/// The first part of the pointers.
pub(super) const PAPERS: &str = "papers";

/// The JSON pointer under which an issue tells that a paper is missing.
#[must_use]
pub fn paper_pointer(kind: UploadKind) -> String {
    format!("/{PAPERS}/{}", kind.slug())
}

/// The paper of an agent that a JSON pointer is about.
#[must_use]
pub fn paper_at(pointer: &str) -> Option<UploadKind> {
    AGENT_PAPERS
        .into_iter()
        .find(|kind| paper_pointer(*kind) == pointer)
}
