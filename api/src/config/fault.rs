//! What is wrong with a configuration.

use std::fmt;

/// Why the configuration cannot be used, as one sentence for the operator.
#[derive(Debug)]
pub struct ConfigError(String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// A fault, told in one sentence.
pub(super) fn fault(text: impl Into<String>) -> ConfigError {
    ConfigError(text.into())
}
