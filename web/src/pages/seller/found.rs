//! What a seller asked about a certificate, and what was answered.

use shared::certificate::{CertificateCheck, CheckCertificate};

/// What was asked about and answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The numbers.
    pub(super) pair: CheckCertificate,
    /// The answer.
    pub(super) told: CertificateCheck,
}
