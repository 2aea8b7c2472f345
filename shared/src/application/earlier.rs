//! An application as it stood under a certificate that a renewal has replaced.

use super::Detail;

impl Detail {
    /// The application as it stood under an earlier certificate of that number: with what the rules, or
    /// an officer, had decided by then. None where a renewal has replaced none of that number.
    #[must_use]
    pub fn under_earlier(&self, number: &str) -> Option<Self> {
        let earlier = self.renewal.as_ref()?.earlier(number)?.clone();
        Some(Self {
            certificate: Some(earlier.certificate),
            decision: earlier.decision,
            ruling: earlier.ruling,
            ..self.clone()
        })
    }
}
