//! What is wrong with the channels that are configured.

use std::fmt;

/// The configuration names an address that no e-mail can come from, or a server that cannot be
/// spoken to.
#[derive(Debug)]
pub struct Unusable(pub(super) String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}
