//! What a check has found.

use shared::certificate::{CertificateStatus, Claims};
use shared::values::Moment;

/// What a code says that holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Genuine {
    /// What it says.
    pub(super) claims: Claims,
    /// When the server gave the keys by which it was checked.
    pub(super) keys_at: Option<Moment>,
}

/// What is known of what has become of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Standing {
    /// The server is asked.
    Asking,
    /// What a signed list says, made at that moment.
    Told(CertificateStatus, Moment),
    /// There is no list that can be believed.
    Unknown,
}
